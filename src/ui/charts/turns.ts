/** What is dear to draw is drawn one at a time, a frame apart, so that no task of the page grows long. */
import { useEffect, useRef, useState } from "react";

/** A hidden page paints no frames, and turns go on all the same. */
const frameMillisecondsMax = 200;

/** Calls back after the next painted frame, in a task of its own. */
function afterFrame(action: () => void): void {
  let isDue = true;
  const act = () => {
    if (isDue) action();
    isDue = false;
  };
  requestAnimationFrame(() => setTimeout(act));
  setTimeout(act, frameMillisecondsMax);
}

/** Those who wait for a turn, in the order in which they asked. */
const waiting = new Set<() => void>();

function giveTurn(): void {
  const [take] = waiting;
  if (!take) return;
  waiting.delete(take);
  take();
  if (waiting.size > 0) afterFrame(giveTurn);
}

function askForTurn(take: () => void): void {
  waiting.add(take);
  if (waiting.size === 1) afterFrame(giveTurn);
}

/** The latest value that has had its turn; the first one has it at once. Compared by identity. */
export function useInTurn<Value>(latest: Value): Value {
  const [shown, setShown] = useState(latest);
  const asked = useRef(latest);
  useEffect(() => {
    asked.current = latest;
    if (Object.is(latest, shown)) return;
    const take = () => setShown(asked.current);
    askForTurn(take);
    return () => void waiting.delete(take);
  }, [latest, shown]);
  return shown;
}
