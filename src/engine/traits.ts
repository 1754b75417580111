/** What a member is like, drawn once from the member's key: prefix-stable, and a smooth function of the parameters. */

import { normalQuantile } from "./distributions.ts";
import { exp, log, log1p } from "./elementary.ts";
import { type Habits, loginThresholds, type SegmentHabits } from "./habits.ts";
import { decisions, type Key, unitOf } from "./luck.ts";
import { type QuantileTable, quantileAt } from "./quantiles.ts";
import { never } from "./roster.ts";
import { threefry } from "./threefry.ts";

export type Traits = {
  segment: number;
  /** Day of joining where the segment joins during the run; else how many days before it, 1–365. */
  joinsOn: number | undefined;
  joinedDaysBefore: number;
  /** Daily chances to leave that the member stands before it leaves; `never` if all of them. */
  chancesStood: number;
  /** Anniversaries after which the membership ends; `never` if none. */
  yearsStood: number;
  login: { fresh: number; afterLogin: number; afterPause: number };
  latentPoints: number;
  referralsPerDay: number;
  contentsPerLogin: number;
  successesPerLogin: number;
};

const words = new Uint32Array(2 * 6);
const block = new Uint32Array(2);

/** Draws the traits of the member with this key; `segment` is given for referred members. */
export function drawTraits(habits: Habits, key: Key, segment?: number): Traits {
  for (let i = 0; i < words.length / 2; i++) {
    threefry(key[0], key[1], i, decisions.traits, block);
    words.set(block, 2 * i);
  }
  const [
    place,
    time,
    login,
    leaving,
    standing,
    threshold,
    referrals,
    cancelling,
    renewing,
    contents,
    successes,
  ] = words as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const own = segment ?? habits.segmentUpTo.findIndex((upTo) => place < upTo);
  const of = habits.segments[own] as SegmentHabits;
  const { joining } = of;
  return {
    segment: own,
    joinsOn:
      joining && joining.firstDay + Math.floor(unitOf(time) * (joining.lastDay - joining.firstDay + 1)),
    joinedDaysBefore: 1 + Math.floor(unitOf(time) * 365),
    chancesStood: chancesStood(quantileAt(of.leavingProbability, leaving), standing),
    yearsStood: of.cancelling ? chancesStood(quantileAt(of.cancelling, cancelling), renewing) : never,
    login: loginThresholds(quantileAt(of.loginProbability, login), of.persistence),
    latentPoints: exp(
      habits.latentThreshold.logMedian + habits.latentThreshold.sigma * normalQuantile(unitOf(threshold)),
    ),
    referralsPerDay: rateAt(of.referralsPerYear, referrals) / 365,
    contentsPerLogin: rateAt(of.contentsPerLogin, contents),
    successesPerLogin: rateAt(of.successesPerLogin, successes),
  };
}

function rateAt(table: QuantileTable | undefined, word: number): number {
  return table ? quantileAt(table, word) : 0;
}

/**
 * Chances survived when each is fatal with `probability`: geometric, by comparing the summed hazard with one
 * exponential draw, so that a hazard that changes over time can later take the same draw.
 */
function chancesStood(probability: number, word: number): number {
  if (probability >= 1) return 0;
  const hazard = -log1p(-probability);
  const stood = -log(unitOf(word)) / hazard;
  return stood < never ? Math.floor(stood) : never;
}
