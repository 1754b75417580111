/** What a member is like, drawn once from the member's key: prefix-stable, and a smooth function of the parameters. */

import { dayNumberOf } from "../domain/calendar.ts";
import { monthDayOf } from "./days.ts";
import { normalQuantile } from "./distributions.ts";
import { log, log1p, quickExp } from "./elementary.ts";
import { type Habits, loginThresholds, type SegmentHabits, yearsStayed } from "./habits.ts";
import { decisions, unitOf } from "./luck.ts";
import { type QuantileTable, quantileAt } from "./quantiles.ts";
import { never } from "./roster.ts";
import { threefryBlocks } from "./threefry.ts";

export type Traits = {
  segment: number;
  /** Day of joining where the segment joins during the run; else how many days before it. */
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
  /** Birthday as 32 × month + day, any day of a leap year alike. */
  bornOn: number;
};

/** Which word of the member's trait blocks decides what; two words to a block. Never move one. */
const wordOf = {
  place: 0,
  time: 1,
  login: 2,
  leaving: 3,
  standing: 4,
  threshold: 5,
  referrals: 6,
  cancelling: 7,
  renewing: 8,
  contents: 9,
  successes: 10,
  birthday: 11,
} as const;
const wordCount = 12;

const daysOfLeapYear = 366;
/** Every day of a leap year, 32 × month + day. */
const birthdays = Int32Array.from({ length: daysOfLeapYear }, (_, day) =>
  monthDayOf(dayNumberOf({ year: 2000, month: 1, day: 1 }) + day),
);

/** Words of chance for traits, one column for each, by member. */
export type TraitWords = Uint32Array[];

/** Room for the words of so many members. */
export function roomForTraits(members: number): TraitWords {
  return Array.from({ length: wordCount }, () => new Uint32Array(members));
}

/** Fills in the words of the listed members: two to a block. */
export function drawTraitWords(
  words: TraitWords,
  key0: Uint32Array,
  key1: Uint32Array,
  members: Int32Array,
): void {
  for (let at = 0; at < wordCount; at += 2) {
    const [out0, out1] = [words[at] as Uint32Array, words[at + 1] as Uint32Array];
    threefryBlocks(key0, key1, members, members.length, at / 2, decisions.traits, out0, out1);
  }
}

function wordAt(words: TraitWords, trait: number, m: number): number {
  return (words[trait] as Uint32Array)[m] as number;
}

/** The traits that a member's words make; `segment` is given for referred members. */
export function traitsOf(habits: Habits, words: TraitWords, m: number, segment = -1): Traits {
  const own = segment >= 0 ? segment : segmentAt(habits.segmentUpTo, wordAt(words, wordOf.place, m));
  const of = habits.segments[own] as SegmentHabits;
  const { joining, tenure } = of;
  const time = unitOf(wordAt(words, wordOf.time, m));
  const joinedDaysBefore = tenure.daysMin + Math.floor(time * (tenure.daysMax - tenure.daysMin + 1));
  const stayed = joining || segment >= 0 ? 0 : yearsStayed(joinedDaysBefore);
  const cancelling = stayed > 0 ? of.cancellingAfter[stayed - 1] : of.cancelling;
  const { logMedian, sigma } = habits.latentThreshold;
  return {
    segment: own,
    joinsOn: joining && joining.firstDay + Math.floor(time * (joining.lastDay - joining.firstDay + 1)),
    joinedDaysBefore,
    chancesStood: chancesStood(
      quantileAt(of.leavingProbability, wordAt(words, wordOf.leaving, m)),
      wordAt(words, wordOf.standing, m),
    ),
    yearsStood: cancelling
      ? Math.min(
          never,
          stayed +
            chancesStood(
              quantileAt(cancelling, wordAt(words, wordOf.cancelling, m)),
              wordAt(words, wordOf.renewing, m),
            ),
        )
      : never,
    login: loginThresholds(quantileAt(of.loginProbability, wordAt(words, wordOf.login, m)), of.persistence),
    latentPoints: quickExp(logMedian + sigma * normalQuantile(unitOf(wordAt(words, wordOf.threshold, m)))),
    referralsPerDay: rateAt(of.referralsPerYear, wordAt(words, wordOf.referrals, m)) / 365,
    contentsPerLogin: habits.draws.contents
      ? rateAt(of.contentsPerLogin, wordAt(words, wordOf.contents, m))
      : 0,
    successesPerLogin: habits.draws.successes
      ? rateAt(of.successesPerLogin, wordAt(words, wordOf.successes, m))
      : 0,
    bornOn: birthdays[Math.floor(unitOf(wordAt(words, wordOf.birthday, m)) * birthdays.length)] as number,
  };
}

/** The segment whose share of all words the word falls into. */
function segmentAt(segmentUpTo: Float64Array, place: number): number {
  let segment = 0;
  while (segment < segmentUpTo.length - 1 && place >= (segmentUpTo[segment] as number)) segment++;
  return segment;
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
