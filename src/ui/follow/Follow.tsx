/** One member's run: who it is, a line across the year, and every posting with what caused it. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { explain } from "../../domain/explanation.ts";
import type { RunFailure } from "../../domain/runner.ts";
import { memberAt } from "../../domain/standing.ts";
import { followMessages } from "../../i18n/follow.ts";
import { formats } from "../../i18n/formats.ts";
import { failureMessages } from "../../i18n/scheme.ts";
import { Button } from "../kit/Button.tsx";
import { WorkBar } from "../kit/WorkBar.tsx";
import { useActions, useLanguage, useSandtable } from "../session.tsx";
import { Finder } from "./Finder.tsx";
import css from "./Follow.module.css";
import { Postings, rowIdOf } from "./Postings.tsx";
import { Summary } from "./Summary.tsx";
import { Timeline } from "./Timeline.tsx";
import { type Ranking, useStandings } from "./use-standings.ts";
import { type Followed, useTrace } from "./use-trace.ts";
import { type Filter, lanesOf } from "./year.ts";

export default function Follow() {
  const language = useLanguage();
  const words = followMessages(language);
  const scenario = useSandtable((state) => state.scenario);
  const { member, replication } = useAsked();
  const follow = useFollow(replication);
  const ranking = useStandings(scenario, replication);
  const followed = useTrace(scenario, member, replication);
  useMedianAtFirst(member, ranking, follow);
  return (
    <div className={css.follow} data-follow={member} data-stale={followed.stale || undefined}>
      <h2 className="spoken">{words.title}</h2>
      <Finder
        asked={member}
        replication={replication}
        ranking={ranking}
        drawn={followed.drawn}
        onFollow={follow}
      />
      <Computing followed={followed} />
      {followed.failure && <Failed failure={followed.failure} />}
      {followed.unknown !== undefined && <Unknown member={followed.unknown} />}
      {member === undefined && (
        <p className={css.empty}>{ranking.progress === undefined ? words.choose : words.looking}</p>
      )}
      {followed.unknown === undefined && !followed.failure && followed.drawn && (
        <Year drawn={followed.drawn} stale={followed.stale} ranking={ranking} onFollow={follow} />
      )}
    </div>
  );
}

function useAsked(): { member: string | undefined; replication: number } {
  const member = useSandtable(({ view }) => (view.name === "follow" ? view.member : undefined));
  const replication = useSandtable(({ view }) => (view.name === "follow" ? view.replication : undefined));
  // A link may name one that this run has no more.
  const last = useSandtable(({ scenario }) => scenario.run.replications - 1);
  return { member, replication: Math.min(replication ?? 0, last) };
}

/** Shows a member: the choice goes into the address. */
function useFollow(replication: number) {
  const { show } = useActions();
  return useCallback(
    (member: string, other: number = replication) => show({ name: "follow", member, replication: other }),
    [show, replication],
  );
}

/** Who opens the view without a member meets the one in the middle. */
function useMedianAtFirst(
  member: string | undefined,
  { standings }: Ranking,
  follow: (member: string) => void,
): void {
  useEffect(() => {
    if (member !== undefined || !standings) return;
    const middle = memberAt(standings, 0.5);
    if (middle !== undefined) follow(String(middle));
  }, [member, standings, follow]);
}

type YearProps = {
  drawn: NonNullable<Followed["drawn"]>;
  stale: boolean;
  ranking: Ranking;
  onFollow: (member: string) => void;
};

function Year({ drawn, stale, ranking, onFollow }: YearProps) {
  const { trace, scenario } = drawn;
  const [filter, setFilter] = useState<Filter>({ lane: undefined, unpaid: true });
  const [chosenDay, setChosenDay] = useState<number | undefined>(undefined);
  const lanes = useMemo(() => lanesOf(trace), [trace]);
  const explanations = useMemo(() => explain(scenario, trace), [scenario, trace]);
  const known = lanes.some(({ id }) => id === filter.lane);
  const shown = known ? filter : { ...filter, lane: undefined };
  const open = (day: number) => {
    setChosenDay(day);
    requestAnimationFrame(() => document.getElementById(rowIdOf(day))?.scrollIntoView({ block: "center" }));
  };
  return (
    <div className={css.year} aria-busy={stale}>
      <Summary drawn={drawn} ranking={ranking} onFollow={onFollow} />
      <Timeline
        drawn={drawn}
        lanes={lanes}
        filter={shown}
        onLane={(lane) => setFilter({ ...shown, lane: lane === shown.lane ? undefined : lane })}
        onOpen={open}
      />
      <Postings
        drawn={drawn}
        lanes={lanes}
        explanations={explanations}
        filter={shown}
        onFilter={setFilter}
        chosenDay={chosenDay}
        onFollow={onFollow}
      />
    </div>
  );
}

/** How far a trace is that takes long, and the way to end it; or that it was ended. */
function Computing({ followed: { progress, stopped, stale, stop, resume } }: { followed: Followed }) {
  const language = useLanguage();
  const words = followMessages(language);
  if (stopped && stale)
    return (
      <WorkBar role="status" note={words.computingStopped} data-computing="stopped">
        <Button kind="main" onClick={resume}>
          {words.computeAgain}
        </Button>
      </WorkBar>
    );
  if (progress === undefined) return null;
  const note = `${words.computing} ${formats(language).percent(progress)}`;
  return (
    <WorkBar progress={progress} label={words.computing} note={note} data-computing="running">
      <Button kind="main" icon="stop" onClick={stop}>
        {words.stop}
      </Button>
    </WorkBar>
  );
}

function Unknown({ member }: { member: string }) {
  const language = useLanguage();
  const members = useSandtable((state) => state.scenario.run.members);
  const last = formats(language).number(members - 1);
  return (
    <p className={css.message} role="alert" data-problem="member">
      {followMessages(language).noSuchMember(member, last)}
    </p>
  );
}

function Failed({ failure }: { failure: RunFailure }) {
  return (
    <p className={css.message} role="alert" data-problem="trace">
      {failureMessages(useLanguage())[failure.code]}
    </p>
  );
}
