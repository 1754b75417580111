/** What a row of records may report: the indicators that are events, and what ends points or a membership. */
import { factsOf } from "../domain/indicator.ts";
import { indicatorOf } from "../domain/rule.ts";
import type { Program } from "../engine/compile.ts";
import { type EventBatch, eventKinds } from "../engine/events.ts";
import { balanceMax } from "../engine/ledger.ts";

export type RecordKind = keyof EventBatch | "cancellation";

export type KindFacts = {
  kind: RecordKind;
  /** What an amount is, a whole number from 0 up; a count may be left out and is 1 then. */
  amount: "count" | "minutes" | "cents" | "points";
  /** What `other` names; nothing else may stand there. */
  names?: "member" | "piece" | "order" | "exchange";
  /** Who `member` is where others do something to a piece of its own. */
  member?: "author";
};

/** All kinds, in the order of the library. */
export const recordKinds: readonly KindFacts[] = [
  ...eventKinds.map((kind): KindFacts => {
    const { amount, gathers, names = amount === "cents" ? ("order" as const) : undefined } = factsOf(kind);
    return { kind, amount, ...(names && { names }), ...(gathers && { member: "author" as const }) };
  }),
  { kind: "refund", amount: "cents", names: "order" },
  { kind: "cancellation", amount: "count" },
  { kind: "exchange", amount: "points", names: "exchange" },
  { kind: "pointsPurchase", amount: "cents" },
  { kind: "pointsTransfer", amount: "points", names: "member" },
  { kind: "offset", amount: "points" },
];

/** Positions of the kinds whose `other` is a member. */
export const namesMember: ReadonlySet<number> = new Set(
  recordKinds.flatMap(({ names }, position) => (names === "member" ? [position] : [])),
);

/** Position of a kind in `recordKinds`. */
export function positionOf(kind: RecordKind): number {
  return recordKinds.findIndex((facts) => facts.kind === kind);
}

const countsZero = recordKinds.map(({ kind, amount }) => amount === "count" || kind === "refund");

/**
 * Whether a row of this kind, by position, says that nothing happened: none of what is counted, or a refund of nothing. A
 * session of no minutes and a payment of nothing did happen.
 */
export function isNothing(kind: number, amount: number): boolean {
  return amount === 0 && countsZero[kind] === true;
}

/** Happens once at a time: the amount is 1 and may be left out. */
export const singleKinds: ReadonlySet<RecordKind> = new Set(["activation", "referral", "cancellation"]);

/** A session is unbroken and of one day. */
const minutesMax = 1440;
/** Ten million yuan; points and counts are held to what a balance can take. */
export const amountMax = 1_000_000_000;
const praisesMax = 1_000_000;

/** Largest amount of a row of each kind, so that amount × award value is a balance: by position in `recordKinds`. */
export function amountLimits({ scenario }: Program): number[] {
  return recordKinds.map(({ kind, amount }) => {
    if (amount === "minutes") return minutesMax;
    if (amount === "cents" || kind === "redemption") return amountMax;
    if (kind === "praise") return praisesMax;
    const listening = scenario.rules.filter(
      ({ enabled, condition }) => enabled && indicatorOf(condition) === kind,
    );
    const points = Math.max(1, ...listening.map((rule) => rule.points));
    return Math.min(amountMax, Math.floor(balanceMax / points));
  });
}
