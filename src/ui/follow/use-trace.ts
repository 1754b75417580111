/** The trace of the member that is looked at; recomputed when the scheme changes, while the old one stays. */
import { useEffect, useState } from "react";
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
};

type Reply = Pick<Followed, "drawn" | "unknown" | "failure"> & { asked: string; scenario: Scenario };

export function useTrace(scenario: Scenario, member: string | undefined, replication: number): Followed {
  const { openTracer } = usePorts();
  const [reply, setReply] = useState<Reply | undefined>(undefined);
  const asked = `${member}:${replication}`;
  useEffect(() => {
    if (member === undefined) return;
    const abort = new AbortController();
    const answer = (part: Partial<Reply>) => {
      if (!abort.signal.aborted)
        setReply((old) => ({
          drawn: old?.drawn,
          unknown: undefined,
          failure: undefined,
          ...part,
          asked,
          scenario,
        }));
    };
    openTracer()
      .then((tracer) => tracer.follow({ scenario, replication, member }, abort.signal))
      .then((trace) => {
        if (trace === "noSuchMember") answer({ unknown: member });
        else if (trace) answer({ drawn: { trace, scenario } });
      })
      .catch((error: unknown) => answer({ failure: failureOf(error) }));
    return () => abort.abort();
  }, [openTracer, scenario, member, replication, asked]);
  return {
    drawn: reply?.drawn,
    unknown: reply?.unknown,
    failure: reply?.failure,
    stale: member !== undefined && (reply?.asked !== asked || reply.scenario !== scenario),
  };
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof RunError) return error.failure;
  return { code: "workerLost", detail: error instanceof Error ? error.message : String(error) };
}
