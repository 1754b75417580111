/** When members last did something: what a decay with a grace asks for (spec 1.6: long inactivity starts the decay). */
import { isDeed } from "../domain/indicator.ts";
import type { EventBatch } from "./events.ts";
import type { RunState } from "./run-state.ts";

/** Notes today as the day of the last deed of everybody who did something: what an idle grace counts from. */
export function noteDeeds({ batch, lastDeed }: RunState, day: number): void {
  for (const kind in batch) {
    if (!isDeed(kind)) continue;
    const { count, member } = batch[kind as keyof EventBatch];
    for (let i = 0; i < count; i++) lastDeed[member[i] as number] = day;
  }
}
