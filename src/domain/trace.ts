/** What one member did, earned and spent in a run, posting by posting; and how it is asked for. */
import type { Indicator } from "./indicator.ts";
import type { Scenario } from "./scenario.ts";

/** The steps of an award, in their order; multipliers and rounding are one. */
export type AwardStage = "base" | "eligible" | "multiplied" | "capped" | "budgeted";

/** Which cap, or the budget. */
export type HeldBy = "day" | "month" | "year" | "budget";

/** What members do or meet; what follows from the calendar (tenure, occasions) or from others' events (community) is no event. */
export type EventKind = Exclude<Indicator, "tenure" | "occasion" | "community" | "earning">;

/** Positions of the channel that brought an event and of the service that it belongs to; −1 for none. */
export type Origin = { channel: number; service: number };

/** What a rule made of the member's day; a value for each step, in points. `paid` 0: met, and nothing was paid. */
export type AwardLine = {
  kind: "award";
  day: number;
  /** Positions in the scenario's lists. */
  rule: number;
  currency: number;
  /** undefined where the member is not among those who earn. */
  steps: Record<AwardStage, number | undefined>;
  paid: number;
  /**
   * Which caps and budgets cut it, in their order: of the rule (−1) or of the limit at this position in the scenario;
   * and how many points the member had left of it then, of a budget this part of the members.
   */
  held: { limit: number; by: HeldBy; left: number }[];
  /** Where the events came from, for rules that ask; what they were worth by origin, before caps. */
  origins?: (Origin & { base: number; multiplied: number })[];
  /** Position of the member's tier when it earned. */
  tier: number;
  /** What the member holds after it; undefined where nothing was paid. */
  balance: number | undefined;
};

/**
 * What left or came otherwise: points held before the run; redemptions; points that lapsed by age, by decay, by a clearing of balances; conversions of the whole
 * stock; points that a refund took back; other moves.
 */
export type MoveKind =
  | "opening"
  | "redeemed"
  | "expired"
  | "decayed"
  | "cleared"
  | "migrated"
  | "reversed"
  | "moved";

export type MoveLine = {
  kind: MoveKind;
  day: number;
  currency: number;
  /** Negative where they left. */
  points: number;
  /** What the member holds after it. */
  balance: number;
  /** Position of the item that was bought. */
  item?: number;
};

/** A change of tier, by position. */
export type TierLine = { kind: "tier"; day: number; from: number; to: number };

/**
 * Amounts as in `indicator.ts`; `other` is the number of the member whom a referral brought; `origin` is there for kinds of
 * events that a rule asks it of.
 */
export type MemberEvent = { indicator: EventKind; amount: number; other?: string; origin?: Origin };

/** What the member did on a day. */
export type EventLine = { kind: "events"; day: number; events: MemberEvent[] };

export type TraceLine = AwardLine | MoveLine | TierLine | EventLine;

/** What an account of the member has come to at the end: opening and moves + issued − redeemed − lapsed = balance. */
export type AccountSums = {
  issued: number;
  redeemed: number;
  lapsed: number;
  moved: number;
  balance: number;
};

export type Trace = {
  /** As in `member-number.ts`. */
  member: string;
  replication: number;
  /** Days are counted from the run's first; negative before it. */
  joinDay: number;
  /** The membership ended with the opening of this day; from this one on the member no longer came. */
  cancelDay: number | undefined;
  goneDay: number | undefined;
  /** Position of the segment. */
  segment: number | undefined;
  /** Position of the tier at the end. */
  tier: number;
  referred: { member: string; day: number }[];
  /** By currency. */
  accounts: AccountSums[];
  lines: TraceLine[];
};

/**
 * Where members stand by what they hold of the main currency at the end of a run: those whose membership began before
 * the run or on its first day, the poorest first, equals by number.
 */
export type Standings = { members: Int32Array; balances: Float64Array };

/** The part of an AbortSignal that is needed; the domain knows no DOM. */
type Cancellation = {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
};

type Part = { scenario: Scenario; replication: number };

/** Each answer is undefined once its signal is aborted. Both reject with `RunError` where the run itself fails. */
export type Tracer = {
  /** `noSuchMember`: the number is not that of a member of this run. A new question takes the place of one that waits. */
  follow(part: Part & { member: string }, signal: Cancellation): Promise<Trace | "noSuchMember" | undefined>;
  /** Hears how much is done, 0–1. */
  standings(
    part: Part,
    onProgress: (share: number) => void,
    signal: Cancellation,
  ): Promise<Standings | undefined>;
};
