/** The trace of the member that is looked at; recomputed when the scheme changes, while the old one stays. Can be stopped. */
import { useCallback, useEffect, useState } from "react";
import { RunError, type RunFailure } from "../../domain/runner.ts";
import type { Scenario } from "../../domain/scenario.ts";
import type { Trace } from "../../domain/trace.ts";
import { usePorts } from "../session.tsx";

export type Followed = {
  /** The last trace that came, and the scheme that it is of. */
  drawn: { trace: Trace; scenario: Scenario } | undefined;
  /** The number that no member has. */
  unknown: string | undefined;
  failure: RunFailure | undefined;
  /** Whether what is drawn is of another member or scheme than what is asked. */
  stale: boolean;
  /** 0–1 of a trace that takes long enough to be noticed. */
  progress: number | undefined;
  /** Whether the reader has stopped what is asked; `resume` asks again. */
  stopped: boolean;
  stop: () => void;
  resume: () => void;
};

type Reply = Pick<Followed, "drawn" | "unknown" | "failure"> & { asked: string; scenario: Scenario };
type Question = { asked: string; scenario: Scenario };

/** A trace that is there sooner shows no progress. */
const unnoticedMilliseconds = 400;

/** The lines of one member of a replication, worked out off the main thread; undefined member: none. */
export function useTrace(scenario: Scenario, member: string | undefined, replication: number): Followed {
  const { openTracer } = usePorts();
  const [reply, setReply] = useState<Reply | undefined>(undefined);
  const [progress, setProgress] = useState<number | undefined>(undefined);
  const [stoppedAt, setStoppedAt] = useState<Question | undefined>(undefined);
  const asked = `${member}:${replication}`;
  const isThis = (one: Question | undefined) => one?.asked === asked && one.scenario === scenario;
  const stopped = member !== undefined && isThis(stoppedAt);
  useEffect(() => {
    if (member === undefined || stopped) return;
    const abort = new AbortController();
    const since = performance.now();
    const answer = (part: Partial<Reply>) => {
      if (abort.signal.aborted) return;
      setProgress(undefined);
      setReply((old) => ({
        drawn: old?.drawn,
        unknown: undefined,
        failure: undefined,
        ...part,
        asked,
        scenario,
      }));
    };
    const hear = (share: number) => {
      if (performance.now() - since > unnoticedMilliseconds) setProgress(share);
    };
    openTracer()
      .then((tracer) => tracer.follow({ scenario, replication, member }, hear, abort.signal))
      .then((trace) => {
        if (trace === "noSuchMember") answer({ unknown: member });
        else if (trace) answer({ drawn: { trace, scenario } });
      })
      .catch((error: unknown) => answer({ failure: failureOf(error) }));
    return () => {
      abort.abort();
      setProgress(undefined);
    };
  }, [openTracer, scenario, member, replication, asked, stopped]);
  const stop = useCallback(() => setStoppedAt({ asked, scenario }), [asked, scenario]);
  const resume = useCallback(() => setStoppedAt(undefined), []);
  return {
    drawn: reply?.drawn,
    unknown: reply?.unknown,
    failure: reply?.failure,
    stale: member !== undefined && !isThis(reply),
    progress,
    stopped,
    stop,
    resume,
  };
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof RunError) return error.failure;
  return { code: "workerLost", detail: error instanceof Error ? error.message : String(error) };
}
