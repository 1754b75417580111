/** Asks the scoring thread, which starts when it is first needed. */
import { proxy, type Remote } from "comlink";
import {
  type Reading,
  RecordsFailure,
  type RecordsScorer,
  type ScoreRequest,
  type Watch,
} from "../domain/records-port.ts";
import { engineVersion } from "../engine/version.ts";
import type { NumberedReading, Reply, ScoreService, ScoreTask } from "./score-service.ts";
import { supervise, ThreadLost } from "./supervisor.ts";
import type { Spawn } from "./thread.ts";

export type ScorerOptions = {
  spawn: Spawn;
  /** Default 20 s: from starting the thread to its first answer. */
  bootMillisecondsMax?: number;
  /** Default 10 minutes: a file may be large, and a reader may cancel at any time. */
  callMillisecondsMax?: number;
};

/** How long a cancelled request may go on before its thread is ended: a piece of work that does not listen. */
const patienceMilliseconds = 3000;

/** Records in a thread of their own; work that was cancelled and does not listen ends with its thread. */
export function createScorer({
  spawn,
  bootMillisecondsMax = 20_000,
  callMillisecondsMax = 600_000,
}: ScorerOptions): RecordsScorer<File> {
  const supervisor = supervise<ScoreService>({
    spawn,
    version: engineVersion,
    bootMillisecondsMax,
    callMillisecondsMax,
  });
  const numbered = numberer();
  let requests = 0;

  const ask = async <Value>(
    { signal }: Watch,
    call: (api: Remote<ScoreService>, request: number) => Promise<Reply<Value>>,
  ): Promise<Value | undefined> => {
    if (signal.aborted) return undefined;
    const request = ++requests;
    let patience: ReturnType<typeof setTimeout> | undefined;
    let abandon = (): void => undefined;
    const abandoned = new Promise<undefined>((resolve) => {
      abandon = () => resolve(undefined);
    });
    const cancel = () => {
      abandon();
      patience = setTimeout(() => supervisor.kill("did not stop in time"), patienceMilliseconds);
      supervisor.call((api) => api.cancel(request)).catch(() => undefined);
    };
    const answered = supervisor
      .call((api) => call(api, request))
      .finally(() => {
        clearTimeout(patience);
        signal.removeEventListener("abort", cancel);
      });
    signal.addEventListener("abort", cancel);
    // Whoever cancels goes on at once.
    const reply = await Promise.race([answered.catch(lost(signal)), abandoned]);
    if (!reply || signal.aborted || "cancelled" in reply) return undefined;
    if ("problem" in reply) throw new RecordsFailure(reply.problem);
    return reply.value;
  };

  const task = ({ scenario, events, members, skipBad }: ScoreRequest<File>): ScoreTask => ({
    scenario,
    events: numbered(events),
    members: members && numbered(members),
    skipBad,
  });

  return {
    peek: (file, which, how, watch) => ask(watch, (api, request) => api.peek(request, file, which, how)),
    survey: (reading, watch) =>
      ask(watch, (api, request) => api.survey(request, numbered(reading), proxy(watch.onProgress))),
    score: (request, watch) =>
      ask(watch, (api, number) => api.score(number, task(request), proxy(watch.onProgress))),
    async table(request, table, { name, language }, watch) {
      const blob = await ask(watch, (api, number) =>
        api.table(number, task(request), table, language, proxy(watch.onProgress)),
      );
      return blob && named(blob, name);
    },
    async sample(scenario, watch) {
      const blobs = await ask(watch, (api, number) => api.sample(number, scenario, proxy(watch.onProgress)));
      return (
        blobs && {
          events: named(blobs.events, "sample-events.csv"),
          members: named(blobs.members, "sample-members.csv"),
        }
      );
    },
  };
}

function named(blob: Blob, name: string): File {
  return new File([blob], name, { type: blob.type });
}

/** Files by number: on their way to a thread they are copied, and could not be told apart there. */
function numberer(): (reading: Reading<File>) => NumberedReading {
  const numbers = new WeakMap<File, number>();
  let count = 0;
  return ({ file, layout }) => {
    const number = numbers.get(file) ?? ++count;
    numbers.set(file, number);
    return { file, number, layout };
  };
}

/** A lost thread fails the request, unless that was cancelled anyway. */
function lost(signal: Watch["signal"]) {
  return (error: unknown): undefined => {
    if (signal.aborted) return undefined;
    if (!(error instanceof ThreadLost)) throw error;
    throw new RecordsFailure({ kind: "run", failure: { code: "workerLost", detail: error.message } });
  };
}
