/** A form for a part of the scheme, drawn from the schema: labels, limits, units and choices all come from there. */
import { type CSSProperties, useState } from "react";
import type { Validity } from "../../domain/currency.ts";
import { blankAt, nextEntryAt, partsAt, type Shape } from "../../domain/form.ts";
import { fieldAt, valueAt } from "../../domain/path.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { ownerOf } from "../../i18n/label.ts";
import { choiceWords, partWords } from "../../i18n/parts.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { Switch } from "../kit/Switch.tsx";
import { Amount } from "../scheme/Amount.tsx";
import { validityLike } from "../scheme/validity-like.ts";
import { useLanguage, useSheet } from "../session.tsx";
import { DateField, type Option, Select, Several, TextField } from "./controls.tsx";
import { Fold } from "./Fold.tsx";
import css from "./Form.module.css";
import { type FormRow, rowsOfPart, splitParts } from "./form-rows.ts";
import { Removal, useRemoval } from "./Removal.tsx";
import { useEdit } from "./use-edit.ts";

type Props = {
  path: string;
  /** Keys of the parts that stand first; the others are folded away. */
  everyday: readonly string[];
  /** Keys that have no place in this form. */
  without?: readonly string[];
};

export function Form({ path, everyday, without = [] }: Props) {
  const words = rulesMessages(useLanguage());
  const scenario = useSheet((sheet) => sheet.scenario);
  const parts = partsAt(scenario, path).filter(({ key }) => !without.includes(key));
  const [first, rest] = splitParts(parts, everyday);
  const [open, setOpen] = useState(() =>
    rest.some(({ key, optional }) => optional && valueAt(scenario, `${path}/${key}`) !== undefined),
  );
  return (
    <div className={css.form}>
      <Rows rows={first.flatMap((part) => rowsOfPart(scenario, path, part, 0))} />
      {rest.length > 0 && (
        <div className={css.rest}>
          <Fold title={words.more(rest.length)} open={open} onOpen={setOpen}>
            {open && <Rows rows={rest.flatMap((part) => rowsOfPart(scenario, path, part, 0))} />}
          </Fold>
        </div>
      )}
    </div>
  );
}

/** Parts of the scheme itself; what the schema does not know has no row. */
export function SchemeForm({ keys }: { keys: readonly string[] }) {
  const scenario = useSheet((sheet) => sheet.scenario);
  const parts = partsAt(scenario, "").filter(({ key }) => keys.includes(key));
  if (parts.length === 0) return null;
  return (
    <div className={css.scheme}>
      <Rows rows={parts.flatMap((part) => rowsOfPart(scenario, "", part, 0))} />
    </div>
  );
}

function Rows({ rows }: { rows: readonly FormRow[] }) {
  return rows.map((row) => <Row key={row.path} row={row} />);
}

function Row({ row }: { row: FormRow }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const named = useSheet(({ scenario }) => nameOfEntry(scenario, row, language));
  const label = named || labelOfRow(row, language);
  const owner = useSheet(({ scenario }) => ownerOf(scenario, row.path, language));
  const spoken = owner === "" ? label : `${owner} · ${label}`;
  const { set, problem } = useEdit(row.path);
  const scenario = useSheet((sheet) => sheet.scenario);
  const lacks = !row.present && hasNoChoice(scenario, row.shape);
  return (
    <div
      className={css.row}
      style={{ "--depth": row.depth } as CSSProperties}
      data-heading={row.shape.kind === "group" || undefined}
      data-absent={!row.present || undefined}
    >
      <span className={css.label}>{label}</span>
      <span className={css.value}>
        {row.optional && !lacks && (
          <Switch
            label={spoken}
            checked={row.present}
            onChange={(on) => set(on ? blankAt(scenario, row.path) : undefined)}
          />
        )}
        {row.present ? (
          <Value row={row} label={spoken} set={set} />
        ) : (
          <span className={css.quiet}>{lacks ? words.nothingToChoose : words.absent}</span>
        )}
      </span>
      {problem !== "" && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Whether a part refers to entries of a list that the scheme does not have yet. */
function hasNoChoice(scenario: Scenario, shape: Shape): boolean {
  const each = shape.kind === "list" ? shape.entry : shape;
  return each.kind === "reference" && ((valueAt(scenario, each.list) ?? []) as unknown[]).length === 0;
}

/** What an entry of a list is called, where it has a name. */
function nameOfEntry(scenario: Scenario, { path, position }: FormRow, language: Language): string {
  const entry = valueAt(scenario, path) as { name?: LocalText } | undefined;
  return position !== undefined && entry?.name ? inLanguage(entry.name, language) : "";
}

function labelOfRow({ key, shape, position }: FormRow, language: Language): string {
  if (shape.kind === "number") return inLanguage(shape.field.label, language);
  return position === undefined ? partWords(key, language) : `${partWords(key, language)} ${position + 1}`;
}

type ValueProps = { row: FormRow; label: string; set: (value: unknown) => void };

function Value({ row, label, set }: ValueProps) {
  const language = useLanguage();
  const { path, shape, key, optional } = row;
  const scenario = useSheet((sheet) => sheet.scenario);
  const value = valueAt(scenario, path);
  switch (shape.kind) {
    case "number":
      return <NumberValue path={path} />;
    case "switch":
      return optional ? null : <Switch label={label} checked={value === true} onChange={set} />;
    case "choice":
    case "reference":
      return shape.kind === "reference" && isPaired(path, key) ? (
        <PairedChoice row={row} label={label} />
      ) : (
        <Select
          {...{ label, path }}
          value={String(value)}
          options={optionsOf(scenario, shape, key, language)}
          onChange={set}
        />
      );
    case "variants":
      return (
        <>
          <Select
            {...{ label, path }}
            value={String((value as { kind: string }).kind)}
            options={shape.kinds.map((kind) => ({ value: kind, words: choiceWords(key, kind, language) }))}
            onChange={(kind) =>
              set(
                key === "validity"
                  ? validityLike(value as Validity, kind as Validity["kind"])
                  : blankAt(scenario, path, kind, value),
              )
            }
          />
          <RemoveEntry row={row} />
        </>
      );
    case "date":
      return <DateField {...{ label, path }} value={String(value)} onCommit={set} />;
    case "name":
      return <NameValue {...{ label, path }} value={value as LocalText} set={set} />;
    case "text":
      return <TextField {...{ label, path }} value={String(value)} onCommit={set} />;
    case "group":
      return (
        <>
          <GroupSwitch path={path} label={label} />
          <RemoveEntry row={row} />
        </>
      );
    case "list":
      return <ListValue {...{ row, label, set }} entry={shape.entry} />;
  }
}

/** Choices that another beside them hangs on: the ends of an exchange, the service of a level. */
function isPaired(path: string, key: string): boolean {
  return key === "from" || key === "to" || path.endsWith("/held/service");
}

/** The other end changes places with the one chosen rather than meet it; another service brings a level of its own. */
function PairedChoice({ row: { path, shape, key }, label }: Omit<ValueProps, "set">) {
  const language = useLanguage();
  const scenario = useSheet((sheet) => sheet.scenario);
  const parent = path.slice(0, path.lastIndexOf("/"));
  const { set, problem } = useEdit(parent);
  const whole = valueAt(scenario, parent) as { from: string; to: string };
  const other = key === "from" ? "to" : "from";
  const own = String(valueAt(scenario, path));
  const chosen = (next: string) =>
    key === "service"
      ? blankAt(scenario, parent, "level", { ...whole, service: next })
      : { ...whole, [key]: next, ...(whole[other] === next && { [other]: own }) };
  return (
    <>
      <Select
        {...{ label, path }}
        value={own}
        options={optionsOf(scenario, shape, key, language)}
        onChange={(next) => set(chosen(next))}
      />
      {problem !== "" && (
        <span role="alert" className={css.problem}>
          {problem}
        </span>
      )}
    </>
  );
}

/** The number as in a sentence, with its unit behind it. */
function NumberValue({ path }: { path: string }) {
  const { amount, unit } = formats(useLanguage());
  const words = useSheet(({ scenario }) => {
    const value = valueAt(scenario, path);
    const field = fieldAt(scenario, path);
    if (typeof value !== "number" || !field) return "";
    return unit(value, field.unit).slice(amount(value, field.unit).length);
  });
  return (
    <span className={css.number}>
      <Amount path={path} one="" many="" />
      {words}
    </span>
  );
}

/** Both languages, the one that is read first. */
function NameValue({
  label,
  path,
  value,
  set,
}: Omit<ValueProps, "row"> & { path: string; value: LocalText }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const [own, other] = language === "en" ? (["en", "zh"] as const) : (["zh", "en"] as const);
  return (
    <span className={css.names}>
      <TextField
        wide
        {...{ label, path }}
        value={value[own]}
        onCommit={(text) => set({ ...value, [own]: text })}
      />
      <span className={css.other}>
        <span className={css.quiet}>{words.otherLanguage}</span>
        <TextField
          wide
          label={`${label} · ${words.otherLanguage}`}
          path={`${path}/${other}`}
          value={value[other]}
          onCommit={(text) => set({ ...value, [other]: text })}
        />
      </span>
    </span>
  );
}

function GroupSwitch({ path, label }: { path: string; label: string }) {
  const { set } = useEdit(`${path}/enabled`);
  const on = useSheet(({ scenario }) => valueAt(scenario, `${path}/enabled`));
  return typeof on === "boolean" ? <Switch label={label} checked={on} onChange={set} /> : null;
}

type ListProps = ValueProps & { entry: Shape };

/** Ids and choices are ticked; whole entries are added here and stand in rows of their own. */
function ListValue({ row: { path, key, shape }, label, set, entry }: ListProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const scenario = useSheet((sheet) => sheet.scenario);
  const list = valueAt(scenario, path) as readonly unknown[];
  if (entry.kind === "choice" || entry.kind === "reference")
    return (
      <Several
        label={label}
        chosen={list.map(String)}
        options={optionsOf(scenario, entry, key, language)}
        onChange={set}
      />
    );
  const full = shape.kind === "list" && list.length >= shape.lengthMax;
  return (
    <Button
      kind="main"
      icon="plus"
      disabled={full}
      onClick={() => set([...list, nextEntryAt(scenario, path)])}
    >
      {words.addEntry}
    </Button>
  );
}

function RemoveEntry({ row: { path, position } }: { row: FormRow }) {
  const words = rulesMessages(useLanguage());
  const removal = useRemoval(path);
  if (position === undefined) return null;
  return (
    <>
      <Button icon="bin" label={words.removeEntry(position + 1)} onClick={removal.ask} />
      <Removal removal={removal} />
    </>
  );
}

/** The choices of a part in words; references by the names of what they refer to. */
function optionsOf(scenario: Scenario, shape: Shape, key: string, language: Language): Option[] {
  if (shape.kind === "choice")
    return shape.choices.map((value) => ({ value, words: choiceWords(key, value, language) }));
  if (shape.kind !== "reference") return [];
  const list = (valueAt(scenario, shape.list) ?? []) as readonly { id: string }[];
  return list.map(({ id }) => ({
    value: id,
    words: ownerOf(scenario, `${shape.list}/${id}/id`, language) || id,
  }));
}
