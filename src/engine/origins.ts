/** By which channel synthetic events come and to which service they belong: drawn by weight, where a rule asks. */
import { activityKinds } from "../domain/indicator.ts";
import { type Program, rulesOfAllStages } from "./compile.ts";
import { type EventBatch, entryKinds } from "./events.ts";
import { decisions } from "./luck.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/** What synthetic members do or meet, in the order that luck is keyed by: new ones come last. */
const drawnKinds: readonly (keyof EventBatch)[] = [
  "activation",
  "login",
  "session",
  "referral",
  "content",
  "praise",
  "success",
  ...activityKinds,
];

export type Origins = {
  /** Kinds of events that a rule asks it of, and the number of the decision of each. */
  kinds: { kind: keyof EventBatch; decision: number }[];
  /** A word below entry i (and not below i − 1) is channel (service) i; undefined where none has a weight. */
  channelUpTo: Float64Array | undefined;
  serviceUpTo: Float64Array | undefined;
};

/** undefined where no rule ever asks, or nothing has a weight. */
export function originsOf(program: Program): Origins | undefined {
  const { tiers, scenario } = program;
  const rules = rulesOfAllStages(program);
  if (!tiers?.entry && !rules.some(({ origin }) => origin)) return undefined;
  const asked = new Set<keyof EventBatch>(rules.flatMap(({ origin }) => origin?.kinds ?? []));
  if (tiers?.entry) for (const kind of entryKinds) asked.add(kind);
  const kinds = drawnKinds.flatMap((kind, position) =>
    asked.has(kind) ? [{ kind, decision: decisions.origin + position }] : [],
  );
  const channelUpTo = sharesOf(scenario.channels ?? []);
  const serviceUpTo = sharesOf(scenario.services);
  if (kinds.length === 0 || !(channelUpTo || serviceUpTo)) return undefined;
  return { kinds, channelUpTo, serviceUpTo };
}

/** Running sums of the weights as shares of all words. */
function sharesOf(list: readonly { weight?: number | undefined }[]): Float64Array | undefined {
  const total = list.reduce((sum, { weight = 0 }) => sum + weight, 0);
  if (total === 0) return undefined;
  let upTo = 0;
  return Float64Array.from(list, ({ weight = 0 }) => {
    upTo += weight;
    return (upTo / total) * 4_294_967_296;
  });
}

/** One block for each event: its number among the member's of that kind and day is part of the counter. */
export function drawOrigins(
  { key0, key1, word0, word1 }: Record<"key0" | "key1" | "word0" | "word1", Uint32Array>,
  run: RunState,
  { kinds, channelUpTo, serviceUpTo }: Origins,
  day: number,
): void {
  for (const { kind, decision } of kinds) {
    const { count, member, channel, service } = run.batch[kind];
    if (!channel || !service) continue;
    // The first of each member's at once; later ones, which are few, one by one.
    threefryBlocks(key0, key1, member, count, day, decision, word0, word1);
    let before = -1;
    let number = 0;
    for (let i = 0; i < count; i++) {
      const m = member[i] as number;
      // Events of one member stand side by side.
      number = m === before ? number + 1 : 0;
      before = m;
      if (number > 0) {
        sole[0] = m;
        threefryBlocks(key0, key1, sole, 1, day, decision + (number << 8), word0, word1);
      }
      if (channelUpTo) channel[i] = placeOf(word0[m] as number, channelUpTo);
      if (serviceUpTo) service[i] = placeOf(word1[m] as number, serviceUpTo);
    }
  }
}

const sole = new Int32Array(1);

/** 1 + the position of the share that the word falls into. */
function placeOf(word: number, upTo: Float64Array): number {
  let place = 1;
  while (place < upTo.length && word >= (upTo[place - 1] as number)) place++;
  return place;
}
