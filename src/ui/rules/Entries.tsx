/** A list of the scheme, of services, currencies or rates: each entry with its sentences, its form, and what can be done with it. */
import { type ReactNode, useState } from "react";
import { addEntry } from "../../domain/arrange.ts";
import { isSwitchedOn, switchEntry } from "../../domain/entry-switch.ts";
import { blankAt, shapeAt } from "../../domain/form.ts";
import { valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language, type LocalText, text } from "../../domain/text.ts";
import { ownerOf } from "../../i18n/label.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { Button } from "../kit/Button.tsx";
import { Switch } from "../kit/Switch.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import css from "./Entries.module.css";
import { Form } from "./Form.tsx";
import { Grip } from "./Grip.tsx";
import { Removal, useRemoval } from "./Removal.tsx";
import { useCopy } from "./use-copy.ts";
import { useEdit } from "./use-edit.ts";
import { markOf, type Order, useOrder } from "./use-order.ts";

type ListName = keyof ReturnType<typeof rulesMessages>["lists"];

type Entry = {
  id: string;
  name?: LocalText;
  enabled?: boolean;
  from?: string;
  to?: string;
  currency?: string;
};

type Props = {
  list: ListName;
  everyday: readonly string[];
  without?: readonly string[];
  /** What stands under the name of an entry at a path. */
  children: (path: string) => ReactNode;
};

/** Nothing where the schema knows no such list. */
export function Entries({ list, everyday, without, children }: Props) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  const [opened, setOpened] = useState<string>();
  const place = placeOf(list);
  const { change, problem } = useEdit(place);
  const entries = (valueAt(scenario, place) ?? []) as readonly Entry[];
  const movable = entries.map((entry) => ({
    id: entry.id,
    name: nameIn(scenario, `${place}/${entry.id}`, entry),
  }));
  const order = useOrder(place, movable);
  if (!shapeAt(scenario, place)) return null;
  const add = () => {
    const name = text(rulesMessages("zh-CN").fresh[list], rulesMessages("en").fresh[list]);
    // A segment does a dozen things: a new one does what the first does, to be changed from there.
    const blank = list === "segments" ? entries[0] : blankAt(scenario, `${place}/new`, undefined, { name });
    const entry = { ...(blank as Entry), ...(list === "segments" && { name }), id: idsOf[list] };
    let added = "";
    const done = change({ kind: "add", label: name }, (draft) => {
      added = addEntry(draft, place, entry);
    });
    if (done) setOpened(added);
  };
  return (
    <section className={css.list} aria-labelledby={`list-${list}`} data-list={list}>
      <header className={css.head}>
        <h3 id={`list-${list}`}>{words.lists[list]}</h3>
        <Button kind="main" icon="plus" onClick={add}>
          {words.add[list]}
        </Button>
      </header>
      {problem !== "" && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      {entries.length === 0 && <p className={css.empty}>{words.none[list]}</p>}
      <ul ref={order.list}>
        {entries.map((entry) => {
          const path = `${place}/${entry.id}`;
          return (
            <EntryItem
              key={entry.id}
              entry={entry}
              path={path}
              open={opened === path}
              onOpen={(open) => setOpened(open ? path : undefined)}
              onCopied={setOpened}
              order={order}
            >
              {children(path)}
              {opened === path && (
                <div className={css.form}>
                  <Form path={path} everyday={everyday} {...(without && { without })} />
                </div>
              )}
            </EntryItem>
          );
        })}
      </ul>
      <p className="spoken" role="status">
        {order.said}
      </p>
    </section>
  );
}

/** Where a list stands in the scenario. */
function placeOf(list: ListName): string {
  return list === "segments" ? "population/segments" : list;
}

/** What the ids of new entries are made of. */
const idsOf: Record<ListName, string> = {
  services: "service",
  channels: "channel",
  currencies: "currency",
  rates: "rate",
  items: "item",
  limits: "limit",
  exchanges: "exchange",
  privileges: "privilege",
  segments: "segment",
};

type ItemProps = {
  entry: Entry;
  path: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onCopied: (path: string) => void;
  order: Order;
  children: ReactNode;
};

function EntryItem({ entry, path, open, onOpen, onCopied, order, children }: ItemProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const name = useSheet(({ scenario }) => nameOf(scenario, path, entry, language));
  const paidIn = useSheet(({ scenario }) =>
    entry.currency !== undefined && scenario.currencies.length > 1
      ? ownerOf(scenario, `currencies/${entry.currency}/id`, language)
      : "",
  );
  const isNew = useSheet(({ baseline }) => valueAt(baseline, path) === undefined);
  const copy = useCopy(path);
  const removal = useRemoval(path);
  return (
    <li className={css.item} data-entry={entry.id} data-new={isNew || undefined} {...markOf(order, entry.id)}>
      <div className={css.title}>
        {order.count > 1 && <Grip id={entry.id} name={name} order={order} />}
        <span className={css.name} data-ours={path.startsWith("rates/") || undefined}>
          {name}
        </span>
        {paidIn !== "" && <span className={css.tag}>{paidIn}</span>}
        {isNew && <span className={css.tag}>{words.yours}</span>}
        <span className={css.actions}>
          <EntrySwitch entry={entry} path={path} name={name} />
          <Button icon="pencil" label={words.edit(name)} expanded={open} onClick={() => onOpen(!open)} />
          <Button icon="copy" label={words.copy(name)} onClick={() => onCopied(copy())} />
          <Button icon="bin" label={words.remove(name)} onClick={removal.ask} />
        </span>
      </div>
      <Removal removal={removal} />
      {children}
    </li>
  );
}

/** Of an entry with a switch of its own, and of one that others are switched with. */
function EntrySwitch({ entry, path, name }: { entry: Entry; path: string; name: string }) {
  const language = useLanguage();
  const { setValue, edit } = useActions();
  const together = useSheet(({ scenario }) => isSwitchedOn(scenario, path));
  const scenario = useSheet((sheet) => sheet.scenario);
  const baseline = useSheet((sheet) => sheet.baseline);
  const checked = entry.enabled ?? together;
  if (checked === undefined) return null;
  const toggle = (on: boolean) => {
    if (entry.enabled !== undefined) setValue(`${path}/enabled`, on);
    else
      edit({ kind: "set", path, label: nameIn(scenario, path, entry) }, path, (draft) =>
        switchEntry(draft, path, on, baseline),
      );
  };
  return <Switch label={schemeMessages(language).switchOf(name)} checked={checked} onChange={toggle} />;
}

function nameIn(scenario: Scenario, path: string, entry: Entry): LocalText {
  return text(nameOf(scenario, path, entry, "zh-CN"), nameOf(scenario, path, entry, "en"));
}

/** Its own name, or what it leads from and to, or what it buys. */
function nameOf(scenario: Scenario, path: string, { id, name }: Entry, language: Language): string {
  if (name) return inLanguage(name, language);
  return ownerOf(scenario, `${path}/id`, language) || id;
}
