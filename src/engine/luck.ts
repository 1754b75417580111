/** Chance, keyed so that a draw depends only on seed, replication, member, day and decision (spec 3.1). */
import seedrandom from "seedrandom";
import { threefry } from "./threefry.ts";

/**
 * The second counter word: one number per kind of decision, never used again for another. Changing a rule therefore
 * leaves the luck of unrelated decisions alone. A visit's block serves three decisions by fixed bits: minutes (low half of the first word), whether to redeem
 * (its high half), what to choose (the second word). Redeeming a second currency uses `redeem` + its position.
 */
export const decisions = {
  replication: 1,
  member: 2,
  referredMember: 3,
  traits: 4,
  login: 5,
  loginTie: 6,
  visit: 7,
  referral: 8,
  content: 9,
  praise: 10,
  success: 11,
  /** What a member holds before the run, by position of the currency; in which tier it starts. */
  openingBalance: 12,
  openingTier: 13,
  /** A member's rate of the activity at this position in the domain's list; on a day, words of each eight of them (see `doers.ts`), and more bits where those tie. */
  activityRate: 16,
  redeem: 64,
  activity: 96,
  /** Amounts of a day's payments; the payment's number is shifted into the higher bits. */
  payment: 128,
  activityTie: 160,
  /** Channel and service of an event, by its kind; the number of the event is shifted into the higher bits. */
  origin: 192,
} as const;

/** A 64-bit key in two words. */
export type Key = readonly [number, number];

const block = new Uint32Array(2);

/** The key for counter (`ordinal`, `decision`) under another key: replications, members and referred members form a tree. */
export function derivedKey(key: Key, ordinal: number, decision: number): Key {
  threefry(key[0], key[1], ordinal, decision, block);
  return [block[0] as number, block[1] as number];
}

/** The first word of that block alone, for the loops: no pair is made for it. */
export function wordUnder(key0: number, key1: number, ordinal: number, decision: number): number {
  threefry(key0, key1, ordinal, decision, block);
  return block[0] as number;
}

let latest: { seed: string; key: Key } | undefined;

/** The key of a seed text; the latest is remembered, for each shard of a run asks again. */
function seedKey(seed: string): Key {
  if (latest?.seed !== seed) {
    const generator = seedrandom(spelledOut(seed));
    latest = { seed, key: [generator.int32() >>> 0, generator.int32() >>> 0] };
  }
  return latest.key;
}

/** Key of one replication of a scenario with this seed text. */
export function replicationKey(seed: string, replication: number): Key {
  return derivedKey(seedKey(seed), replication, decisions.replication);
}

/** seedrandom repeats its key and drops high bytes, so that "1" and "11" would be one seed: every unit of text in four digits. */
function spelledOut(seed: string): string {
  const units = Array.from({ length: seed.length }, (_, at) =>
    seed.charCodeAt(at).toString(16).padStart(4, "0"),
  );
  return `${seed.length}:${units.join("")}`;
}

/** A 32-bit word as a number strictly between 0 and 1. */
export function unitOf(word: number): number {
  return ((word >>> 0) + 0.5) / 4_294_967_296;
}

/** Probability as a 32-bit threshold: a word below it means yes. Probabilities within 2⁻³² of 1 are a hair too small. */
export function thresholdOf(probability: number): number {
  return Math.max(0, Math.min(4_294_967_295, Math.round(probability * 4_294_967_296)));
}
