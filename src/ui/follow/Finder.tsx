/** How a member is found: by number, the next one, at random, by balance; and what can be taken along. */
import { useEffect, useId, useState } from "react";
import { parseMemberNumber } from "../../domain/member-number.ts";
import { memberAt, quantilesOffered } from "../../domain/standing.ts";
import { followMessages } from "../../i18n/follow.ts";
import { formats } from "../../i18n/formats.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage, useSandtable } from "../session.tsx";
import { traceCsv } from "./csv.ts";
import css from "./Finder.module.css";
import type { Ranking } from "./use-standings.ts";
import type { Followed } from "./use-trace.ts";

type Props = {
  asked: string | undefined;
  replication: number;
  ranking: Ranking;
  drawn: Followed["drawn"];
  onFollow: (member: string, replication?: number) => void;
};

export function Finder({ asked, replication, ranking, drawn, onFollow }: Props) {
  const words = followMessages(useLanguage());
  const { members, replications } = useSandtable((state) => state.scenario.run);
  const first = asked === undefined ? undefined : parseMemberNumber(asked)?.[0];
  const step = (by: number) => onFollow(String(((first ?? 0) + by + members) % members));
  return (
    <div className={css.finder}>
      <NumberField asked={asked} onFollow={onFollow} />
      <div className={css.steps}>
        <Button icon="back" label={words.previous} onClick={() => step(-1)} />
        <Button icon="chevron" label={words.next} onClick={() => step(1)} />
        <Button kind="main" onClick={() => onFollow(String(randomBelow(members)))}>
          {words.random}
        </Button>
      </div>
      <Quantiles asked={asked} ranking={ranking} onFollow={onFollow} />
      {replications > 1 && asked !== undefined && (
        <Replications chosen={replication} count={replications} onChange={(one) => onFollow(asked, one)} />
      )}
      {drawn && <Download drawn={drawn} />}
    </div>
  );
}

/** Any member is as good as another here; which one it was, the address says. */
function randomBelow(count: number): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word % count;
}

function NumberField({ asked, onFollow }: { asked: string | undefined; onFollow: (member: string) => void }) {
  const words = followMessages(useLanguage());
  const [typed, setTyped] = useState(asked ?? "");
  useEffect(() => setTyped(asked ?? ""), [asked]);
  const wanted = typed.trim().replace(/。/g, ".");
  return (
    <form
      className={css.search}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== "") onFollow(wanted);
      }}
    >
      <label>
        <span>{words.find}</span>
        <input
          id="member-number"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          size={Math.max(6, typed.length)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key === "Escape") setTyped(asked ?? "");
          }}
        />
      </label>
      <button type="submit" className={css.go}>
        {words.go}
      </button>
    </form>
  );
}

function Quantiles({ asked, ranking, onFollow }: Pick<Props, "asked" | "ranking" | "onFollow">) {
  const language = useLanguage();
  const words = followMessages(language);
  const { percent, number } = formats(language);
  const { standings, progress, start, stop } = ranking;
  const [waits, setWaits] = useState<number | undefined>(undefined);
  const id = useId();
  useEffect(() => {
    const member = standings && waits !== undefined ? memberAt(standings, waits) : undefined;
    if (!standings || waits === undefined) return;
    setWaits(undefined);
    if (member !== undefined) onFollow(String(member));
  }, [standings, waits, onFollow]);
  const choose = (share: number) => {
    setWaits(share);
    if (!standings) start();
  };
  return (
    <div className={css.quantiles}>
      <span id={id} title={standings && words.quantilesWhy(number(standings.members.length))}>
        {words.quantiles}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own line */}
      <div className={css.segments} role="group" aria-labelledby={id}>
        {quantilesOffered.map((share) => {
          const isHere = standings !== undefined && String(memberAt(standings, share)) === asked;
          return (
            <button
              key={share}
              type="button"
              className={css.segment}
              aria-pressed={isHere}
              data-waits={waits === share || undefined}
              onClick={() => choose(share)}
            >
              {words.quantile(share, percent(share))}
            </button>
          );
        })}
      </div>
      {progress !== undefined && (
        <span className={css.progress} role="status">
          {words.ranking(percent(progress))}
          {waits !== undefined && (
            <Button
              icon="stop"
              label={words.stop}
              onClick={() => {
                setWaits(undefined);
                stop();
              }}
            />
          )}
        </span>
      )}
    </div>
  );
}

function Replications({
  chosen,
  count,
  onChange,
}: {
  chosen: number;
  count: number;
  onChange: (replication: number) => void;
}) {
  const language = useLanguage();
  const words = followMessages(language);
  const { number } = formats(language);
  return (
    <select
      className={css.select}
      aria-label={words.replication}
      value={chosen}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {Array.from({ length: count }, (_, one) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a replication is its number
        <option key={one} value={one}>
          {words.replicationName(number(one + 1))}
        </option>
      ))}
    </select>
  );
}

function Download({ drawn: { trace, scenario } }: { drawn: NonNullable<Followed["drawn"]> }) {
  const language = useLanguage();
  const words = followMessages(language);
  const save = () => {
    const blob = new Blob([traceCsv(scenario, trace, language)], { type: "text/csv" });
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = `${scenario.id}-member-${trace.member}-${trace.replication}.csv`;
    anchor.click();
    // The browser has taken the content by the next task.
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };
  return (
    <span className={css.download}>
      <Button kind="main" icon="download" onClick={save}>
        {words.download}
      </Button>
    </span>
  );
}
