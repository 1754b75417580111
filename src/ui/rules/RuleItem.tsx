/** One rule: its sentence with the numbers in it, what can be done with it, and its form below. */
import { memo } from "react";
import { groupOf, indicatorOf, type Rule } from "../../domain/rule.ts";
import { type Service, weightOf } from "../../domain/service.ts";
import { isActivity, letEventsCome, letMembersDo, type Silence, silencesOf } from "../../domain/silence.ts";
import { inLanguage, text } from "../../domain/text.ts";
import { overviewMessages } from "../../i18n/overview.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { Button } from "../kit/Button.tsx";
import { Switch } from "../kit/Switch.tsx";
import { isRowChanged, type Row } from "../scheme/outline.ts";
import { SentenceLines } from "../scheme/Sentence.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import { ChangeLines } from "./ChangeLines.tsx";
import css from "./Conditions.module.css";
import entries from "./Entries.module.css";
import { Form } from "./Form.tsx";
import { Grip } from "./Grip.tsx";
import { Removal, useRemoval } from "./Removal.tsx";
import { useCopy } from "./use-copy.ts";
import { markOf, type Order } from "./use-order.ts";

/** What a planner looks at first. */
const everyday = ["name", "condition", "points", "caps", "service", "currency"];

type Props = {
  row: Row;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Gives the id of the copy. */
  onCopied: (id: string) => void;
  order: Order;
};

export function RuleItem({ row, open, onOpen, onCopied, order }: Props) {
  const id = row.path.slice("rules/".length);
  const rule = useSheet(({ scenario }) => scenario.rules.find((each) => each.id === id));
  const isNew = useSheet(({ baseline }) => baseline.rules.every((each) => each.id !== id));
  const changed = useSheet((sheet) => isRowChanged(sheet, row));
  if (!rule) return null;
  return (
    <li
      className={`${entries.item} ${css.item}`}
      id={`rule-${id}`}
      data-rule={id}
      data-changed={changed || isNew || undefined}
      data-off={!rule.enabled || undefined}
      {...markOf(order, id)}
    >
      <Grip id={id} name={row.name} order={order} />
      <Title rule={rule} note={row.note} isNew={isNew} />
      <RuleActions rule={rule} open={open} onOpen={onOpen} onCopied={onCopied} />
      <div className={`${entries.sentence} ${css.sentence}`}>
        <Lines path={row.path} template={row.template} />
        <ChangeLines path={row.path} />
      </div>
      <NobodyDoesIt rule={rule} />
      {open && (
        <div className={`${entries.form} ${css.form}`}>
          <Form path={row.path} everyday={everyday} />
        </div>
      )}
    </li>
  );
}

const Lines = memo(SentenceLines);

function Title({ rule, note, isNew }: { rule: Rule; note: string; isNew: boolean }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { weights, groups } = overviewMessages(language);
  const service = useSheet(({ scenario }) => scenario.services.find(({ id }) => id === rule.service));
  const group = groupOf(rule);
  return (
    <div className={entries.title}>
      <span className={`${entries.name} ${css.name}`}>{inLanguage(rule.name, language)}</span>
      <span className={entries.tag}>
        {service && `${weights[weightOf(service as Service, group)]} · `}
        {groups[group]}
      </span>
      {note !== "" && <span className={entries.tag}>{note}</span>}
      {isNew && <span className={entries.tag}>{words.yours}</span>}
    </div>
  );
}

function RuleActions({ rule, open, onOpen, onCopied }: { rule: Rule } & Omit<Props, "row" | "order">) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { setValue } = useActions();
  const path = `rules/${rule.id}`;
  const name = inLanguage(rule.name, language);
  const copy = useCopy(path);
  const removal = useRemoval(path);
  return (
    <>
      <div className={`${entries.actions} ${css.actions}`}>
        <Switch
          label={schemeMessages(language).switchOf(name)}
          checked={rule.enabled}
          onChange={(on) => setValue(`${path}/enabled`, on)}
        />
        <Button icon="pencil" label={words.edit(name)} expanded={open} onClick={() => onOpen(!open)} />
        <Button
          icon="copy"
          label={words.copy(name)}
          onClick={() => onCopied(copy().slice("rules/".length))}
        />
        <Button icon="bin" label={words.remove(name)} onClick={removal.ask} />
      </div>
      <Removal removal={removal} />
    </>
  );
}

/** A rule on what no member does, or on what no event has, earns nothing: that is said, and mended with one click. */
function NobodyDoesIt({ rule }: { rule: Rule }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const kinds = useSheet(({ scenario }) =>
    [...new Set(silencesOf(scenario, rule).map(({ kind }) => kind))].join(" "),
  );
  if (kinds === "") return null;
  return kinds.split(" ").map((kind) => (
    <p key={kind} className={css.note} data-silence={kind}>
      {words.silences[kind as Silence["kind"]]}
      <Mending rule={rule} kind={kind as Silence["kind"]} />
    </p>
  ));
}

function Mending({ rule, kind }: { rule: Rule; kind: Silence["kind"] }) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { edit } = useActions();
  if (kind === "channel" || kind === "product") {
    const list = kind === "channel" ? "channels" : "services";
    const label = text(rulesMessages("zh-CN").lists[list], rulesMessages("en").lists[list]);
    return (
      <Button
        onClick={() => edit({ kind: "set", path: list, label }, list, (draft) => letEventsCome(draft, rule))}
      >
        {words.letEvents}
      </Button>
    );
  }
  const deed = rule.condition.kind === "referralSpend" ? "purchase" : indicatorOf(rule.condition);
  const missing = kind === "verification" ? kind : deed;
  if (!isActivity(missing)) return null;
  const label = text(rulesMessages("zh-CN").indicators[missing], rulesMessages("en").indicators[missing]);
  return (
    <Button
      onClick={() =>
        edit({ kind: "add", label }, "population/segments", (draft) => letMembersDo(draft, missing))
      }
    >
      {words.letMembers}
    </Button>
  );
}
