/** What stands inside the page while its speed is measured: it notes edits, answers, long tasks and frames. */

type Moment = { at: number; milliseconds: number };

/** All times in milliseconds since the navigation started. */
export type Probe = {
  /** When the browser took the key or the pointer move. */
  editedAt: number[];
  /** `stale` where the answer is of other values than the scheme then had. */
  answers: { drawnAt: number; paintedAt: number; stale: boolean }[];
  /** Tasks of 50 ms or more, as browsers count them. */
  longTasks: Moment[];
  frameGaps: Moment[];
};

/** Runs in the page before any of its scripts, on its own: it may use nothing from this module. */
export function probe(): void {
  const log: Probe = { editedAt: [], answers: [], longTasks: [], frameGaps: [] };
  Object.assign(globalThis, { probe: log });

  const edited = (event: Event) => log.editedAt.push(event.timeStamp);
  addEventListener("keydown", (event) => event.key.startsWith("Arrow") && edited(event), true);
  addEventListener("pointermove", (event) => event.buttons === 1 && edited(event), true);

  const onAnswer = (results: HTMLElement) => {
    const answer = { drawnAt: performance.now(), paintedAt: Number.NaN, stale: "stale" in results.dataset };
    log.answers.push(answer);
    // A task that follows a frame runs once the frame is on its way to the screen.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        answer.paintedAt = performance.now();
        port1.close();
      };
      port2.postMessage(undefined);
    });
  };
  const arrival = new MutationObserver(() => {
    const results = document.getElementById("results");
    if (!results) return;
    arrival.disconnect();
    new MutationObserver(() => onAnswer(results)).observe(results, {
      attributeFilter: ["data-run", "data-members", "data-replications"],
    });
  });
  arrival.observe(document, { subtree: true, childList: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      log.longTasks.push({ at: startTime, milliseconds: duration });
  }).observe({ type: "longtask", buffered: true });

  let last = performance.now();
  const onFrame = (now: number) => {
    log.frameGaps.push({ at: now, milliseconds: now - last });
    last = now;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
}
