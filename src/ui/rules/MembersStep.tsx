/** Beside the steps: the segments of synthetic members, what else each does, and how members redeem. */
import { useState } from "react";
import { removeAll } from "../../domain/arrange.ts";
import { type ActivityKind, activityKinds, isPaid } from "../../domain/indicator.ts";
import { valueAt } from "../../domain/path.ts";
import { type Activity, firstActivity, type Segment } from "../../domain/population.ts";
import { type LocalText, text } from "../../domain/text.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { sentences } from "../../i18n/sentences.ts";
import { Button } from "../kit/Button.tsx";
import { activityTemplate } from "../scheme/outline.ts";
import { SentenceLines } from "../scheme/Sentence.tsx";
import { useLanguage, useSheet } from "../session.tsx";
import { Select } from "./controls.tsx";
import entries from "./Entries.module.css";
import { Entries } from "./Entries.tsx";
import css from "./Members.module.css";
import { Sentences } from "./Sentences.tsx";
import { useEdit } from "./use-edit.ts";

const everyday = ["name", "weight", "joining", "cancellation", "opening"];

export function MembersStep() {
  const language = useLanguage();
  const words = rulesMessages(language).members;
  return (
    <>
      <Entries list="segments" everyday={everyday} without={["activities"]}>
        {(path) => (
          <>
            <Sentences path={path} without={schemeMessages(language).activities} />
            <Activities path={path} />
          </>
        )}
      </Entries>
      <section className={entries.list} aria-labelledby="members-rest">
        <header className={entries.head}>
          <h3 id="members-rest">{words.rest}</h3>
        </header>
        <div className={entries.whole}>
          <Sentences path="population" />
        </div>
      </section>
    </>
  );
}

/** What members of a segment do beside logins, sessions, referrals, posts and calls; each at most once. */
function Activities({ path }: { path: string }) {
  const words = rulesMessages(useLanguage()).members;
  const { name, activities = [] } = useSheet(({ scenario }) => valueAt(scenario, path) as Segment);
  return (
    <section className={css.activities} data-activities={path.slice(path.lastIndexOf("/") + 1)}>
      <h4>{words.other}</h4>
      {activities.length === 0 && <p className={css.quiet}>{words.none}</p>}
      <ul>
        {activities.map((activity, position) => (
          <ActivityRow key={activity.indicator} {...{ path, name, activity, position }} />
        ))}
      </ul>
      <NewActivity path={path} segment={name} taken={activities} />
    </section>
  );
}

/** "Established members · shares". */
function labelOf(segment: LocalText, kind: ActivityKind): LocalText {
  const [zh, en] = [sentences("zh-CN").activityNames, sentences("en").activityNames];
  return text(`${segment.zh} · ${zh[kind]}`, `${segment.en} · ${en[kind]}`);
}

type RowProps = { path: string; name: LocalText; activity: Activity; position: number };

function ActivityRow({ path, name, activity, position }: RowProps) {
  const language = useLanguage();
  const words = rulesMessages(language);
  const { indicator, payment } = activity;
  const own = `${path}/activities/${position}`;
  const { change, problem } = useEdit(own);
  const label = labelOf(name, indicator);
  const remove = () => {
    change({ kind: "remove", label }, (draft) => {
      removeAll(draft, [own]);
      // Without any, the segment is as one that never had some.
      const { activities } = valueAt(draft, path) as Segment;
      if (activities?.length === 0) removeAll(draft, [`${path}/activities`]);
    });
    document.getElementById(adderOf(path))?.focus();
  };
  const addPayment = () =>
    change({ kind: "set", path: `${own}/payment`, label }, (draft) => {
      Object.assign(valueAt(draft, own) as Activity, { payment: firstActivity(indicator).payment });
    });
  return (
    <li className={css.row} data-activity={indicator}>
      <div className={css.sentence}>
        <SentenceLines path={path} template={activityTemplate(activity, position, language)} />
      </div>
      {isPaid(indicator) && !payment && (
        <span className={css.unpaid}>
          {words.members.oneYuan}
          <Button onClick={addPayment}>{words.members.amount}</Button>
        </span>
      )}
      <span className={css.bin}>
        <Button
          icon="bin"
          label={words.remove(sentences(language).activityNames[indicator])}
          onClick={remove}
        />
      </span>
      {problem !== "" && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </li>
  );
}

function adderOf(path: string): string {
  return `add-activity-${path.slice(path.lastIndexOf("/") + 1)}`;
}

type NewProps = { path: string; segment: LocalText; taken: readonly Activity[] };

function NewActivity({ path, segment, taken }: NewProps) {
  const language = useLanguage();
  const words = rulesMessages(language).members;
  const { activityNames } = sentences(language);
  const { change, problem } = useEdit(path);
  const [wanted, setWanted] = useState<ActivityKind>();
  const free = activityKinds.filter((kind) => taken.every(({ indicator }) => indicator !== kind));
  const kind = free.find((each) => each === wanted) ?? free[0];
  if (!kind) return <p className={css.quiet}>{words.all}</p>;
  const add = () =>
    change({ kind: "add", label: labelOf(segment, kind) }, (draft) => {
      const own = valueAt(draft, path) as Segment;
      own.activities = [...(own.activities ?? []), firstActivity(kind)];
    });
  return (
    <div className={css.fresh}>
      <Select
        label={`${segment[language === "en" ? "en" : "zh"]} · ${words.kind}`}
        value={kind}
        options={free.map((value) => ({ value, words: activityNames[value] }))}
        onChange={(value) => setWanted(value as ActivityKind)}
      />
      <Button id={adderOf(path)} kind="main" icon="plus" onClick={add}>
        {words.add}
      </Button>
      {problem !== "" && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
