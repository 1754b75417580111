/** Reads the browser's own record of what the page's thread did. */

type TraceEvent = {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds on the clock, and on the processor. */
  dur?: number;
  tdur?: number;
  args?: { data?: { type?: string } };
};

/** How long a task took, in milliseconds, and how much of that it was computing rather than waiting for a processor. */
export type Task = { milliseconds: number; computing: number };

/** All tasks on the main thread of the page that pointer moves went to. */
export function mainThreadTasks(trace: Buffer): Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const dispatched = traceEvents.find(
    ({ name, args }) => name === "EventDispatch" && args?.data?.type === "pointermove",
  );
  if (!dispatched) throw new Error("the trace has no pointer move in it");
  return traceEvents
    .filter(({ name, pid, tid }) => name === "RunTask" && pid === dispatched.pid && tid === dispatched.tid)
    .map(({ dur = 0, tdur = Number.NaN }) => ({ milliseconds: dur / 1000, computing: tdur / 1000 }));
}
