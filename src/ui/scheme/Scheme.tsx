/** The scheme as sentences: search on top, sections that fold, what was changed at the foot. */
import { memo, useMemo, useState } from "react";
import { schemeMessages } from "../../i18n/scheme.ts";
import { differencesOf, isWithin } from "../../store/changes.ts";
import type { RulesStep } from "../../store/view.ts";
import { Button } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import { Changes } from "./Changes.tsx";
import { type Group, matching, outlineOf, type Section, type SectionId } from "./outline.ts";
import css from "./Scheme.module.css";
import { Sentence } from "./Sentence.tsx";

/** The search field, for the key that jumps to it. */
export const searchId = "scheme-search";

const openAtFirst: Record<SectionId, boolean> = {
  rules: true,
  exchange: true,
  life: true,
  members: false,
  run: false,
};

/** `onClose` folds the scheme away where it is a sheet over the page. */
export function Scheme({ onClose }: { onClose: () => void }) {
  const language = useLanguage();
  const scenario = useSheet((state) => state.scenario);
  const baseline = useSheet((state) => state.baseline);
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(openAtFirst);
  const sections = matching(outlineOf(scenario, baseline, language), scenario, query, language);
  const differences = useMemo(() => differencesOf(baseline, scenario), [baseline, scenario]);
  const searching = query.trim() !== "";
  return (
    <div className={css.scheme}>
      <Search query={query} onQuery={setQuery} onClose={onClose} />
      <div className={css.sections}>
        {sections.map((section) => (
          <Fold
            key={section.id}
            section={section}
            open={searching || open[section.id]}
            onToggle={(shown) => {
              if (!searching) setOpen({ ...open, [section.id]: shown });
            }}
            changes={
              differences.filter(({ path }) => section.prefixes.some((prefix) => isWithin(path, prefix)))
                .length
            }
          />
        ))}
        {sections.length === 0 && (
          <p className={css.nothing}>{schemeMessages(language).noMatch(query.trim())}</p>
        )}
      </div>
      <Changes differences={differences} />
    </div>
  );
}

type SearchProps = { query: string; onQuery: (query: string) => void; onClose: () => void };

function Search({ query, onQuery, onClose }: SearchProps) {
  const words = schemeMessages(useLanguage());
  return (
    <search className={css.search}>
      <Icon name="search" />
      <input
        id={searchId}
        type="search"
        placeholder={words.search}
        aria-label={words.search}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onQuery("");
        }}
      />
      <span className={css.key} aria-hidden="true">
        /
      </span>
      <span className={css.close}>
        <Button icon="close" label={words.close} onClick={onClose} />
      </span>
    </search>
  );
}

type FoldProps = { section: Section; open: boolean; onToggle: (open: boolean) => void; changes: number };

function Fold({ section, open, onToggle, changes }: FoldProps) {
  const words = schemeMessages(useLanguage());
  return (
    <details className={css.section} open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary className={css.summary}>
        <span className={css.chevron}>
          <Icon name="chevron" />
        </span>
        <h2>{words.sections[section.id]}</h2>
        <span className={css.hint}>
          {changes > 0 ? words.changedCount(changes) : words.sectionHints[section.id]}
        </span>
      </summary>
      {section.groups.map((group) => (
        <Rows key={group.key} group={group} />
      ))}
      {changes > 0 && <ResetGroup prefixes={section.prefixes} />}
    </details>
  );
}

const Rows = memo(
  function Rows({ group }: { group: Group }) {
    return (
      <div className={css.group}>
        {group.title !== "" && (
          <h3 className={css.heading}>
            {group.title}
            {group.note !== "" && <span className={css.note}>{group.note}</span>}
            {group.step && <Edit title={group.title} step={group.step} />}
          </h3>
        )}
        <ul>
          {group.rows.map((row) => (
            <Sentence key={`${row.path}/${row.name}`} {...row} />
          ))}
        </ul>
      </div>
    );
  },
  (before, after) => JSON.stringify(before.group) === JSON.stringify(after.group),
);

function Edit({ title, step }: { title: string; step: RulesStep }) {
  const words = schemeMessages(useLanguage());
  const { show } = useActions();
  return (
    <button
      type="button"
      className={css.edit}
      aria-label={words.editOf(title)}
      onClick={() => show({ name: "rules", step })}
    >
      {words.edit}
    </button>
  );
}

function ResetGroup({ prefixes }: { prefixes: readonly string[] }) {
  const words = schemeMessages(useLanguage());
  const { resetGroup } = useActions();
  return (
    <button type="button" className={css.reset} onClick={() => resetGroup(prefixes)}>
      <Icon name="reset" />
      {words.resetGroup}
    </button>
  );
}
