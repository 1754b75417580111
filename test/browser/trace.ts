/** Reads the browser's own record of what the page's thread did. */

type TraceEvent = {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  args?: { name?: string; data?: { type?: string } };
};

/** Durations in milliseconds of all tasks on the main thread of the page that pointer moves went to. */
export function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const dispatched = traceEvents.find(
    ({ name, args }) => name === "EventDispatch" && args?.data?.type === "pointermove",
  );
  if (!dispatched) throw new Error("the trace has no pointer move in it");
  return traceEvents
    .filter(({ name, pid, tid }) => name === "RunTask" && pid === dispatched.pid && tid === dispatched.tid)
    .map(({ dur = 0 }) => dur / 1000);
}
