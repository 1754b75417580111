/** The way between the views, and the view that is open where it is not the overview. */
import { Component, type ReactNode, Suspense } from "react";
import { shellMessages } from "../../i18n/shell.ts";
import type { ViewName } from "../../store/view.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSandtable } from "../session.tsx";
import { lazyViews, viewNames } from "./lazy-views.ts";
import css from "./Views.module.css";

export function ViewTabs() {
  const words = shellMessages(useLanguage());
  const { show } = useActions();
  const open = useSandtable((state) => state.view.name);
  if (viewNames.length < 2) return null;
  return (
    <nav className={css.tabs} aria-label={words.views}>
      {viewNames.map((name) => (
        <button
          key={name}
          type="button"
          className={css.tab}
          data-view={name}
          aria-current={name === open ? "page" : undefined}
          onClick={() => show({ name })}
        >
          {words.viewNames[name]}
        </button>
      ))}
    </nav>
  );
}

/** A view that loads when it is first opened; `waiting` stands in its place until then. */
export function OpenView({ name, waiting }: { name: ViewName; waiting: ReactNode }) {
  const words = shellMessages(useLanguage());
  const View = lazyViews[name];
  if (!View) return null;
  return (
    <LoadBoundary key={name} failed={<NotLoaded words={words} />}>
      <Suspense fallback={waiting}>
        <View />
      </Suspense>
    </LoadBoundary>
  );
}

function NotLoaded({ words }: { words: ReturnType<typeof shellMessages> }) {
  return (
    <div className={css.failed} role="alert" data-problem="view">
      <p>{words.viewNotLoaded}</p>
      <Button kind="main" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </div>
  );
}

/** A part of the page that could not be fetched (no network, or a newer version on the server) takes nothing else down. */
class LoadBoundary extends Component<{ failed: ReactNode; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? this.props.failed : this.props.children;
  }
}
