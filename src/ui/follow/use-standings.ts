/** Where all members stand: computed by itself where that is quick, else when somebody asks; can be stopped. */
import { useCallback, useEffect, useState } from "react";
import type { Scenario } from "../../domain/scenario.ts";
import type { Standings } from "../../domain/trace.ts";
import { usePorts } from "../session.tsx";

export type Ranking = {
  /** Of the scheme as it is; undefined until they are there. */
  standings: Standings | undefined;
  /** 0–1 while they are computed. */
  progress: number | undefined;
  start: () => void;
  stop: () => void;
};

/** Member-days that are ranked without being asked: about a second. */
const memberDaysByItself = 20_000_000;

/** The member itself comes first, and a number that is being dragged makes many schemes. */
const restMilliseconds = 500;

type Known = { scenario: Scenario; replication: number; standings: Standings };

/** Members of a replication by what they have earned, worked out off the main thread. */
export function useStandings(scenario: Scenario, replication: number): Ranking {
  const { openTracer } = usePorts();
  const [known, setKnown] = useState<Known | undefined>(undefined);
  const [progress, setProgress] = useState<number | undefined>(undefined);
  const [wanted, setWanted] = useState<Scenario | undefined>(undefined);
  const byItself = scenario.run.members * scenario.run.days <= memberDaysByItself;
  const isKnown = known?.scenario === scenario && known.replication === replication;
  const runs = !isKnown && (byItself || wanted === scenario);
  useEffect(() => {
    if (!runs) return;
    const abort = new AbortController();
    const rest = setTimeout(
      async () => {
        try {
          const tracer = await openTracer();
          const part = { scenario, replication };
          const standings = await tracer.standings(part, setProgress, abort.signal);
          if (standings) setKnown({ scenario, replication, standings });
        } catch {
          // What is wrong with the scheme shows where its member should be.
        }
        if (!abort.signal.aborted) setProgress(undefined);
      },
      byItself ? restMilliseconds : 0,
    );
    return () => {
      clearTimeout(rest);
      abort.abort();
      setProgress(undefined);
    };
  }, [runs, byItself, openTracer, scenario, replication]);
  const start = useCallback(() => setWanted(scenario), [scenario]);
  const stop = useCallback(() => setWanted(undefined), []);
  return { standings: isKnown ? known.standings : undefined, progress, start, stop };
}
