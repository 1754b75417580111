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

/** What a rule made of one thing that the member did or met; a value for each step, in points. `paid` 0: met, and nothing was paid. */
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
  /** Position of the member's tier when it earned. */
  tier: number;
  /** What the member holds after it, what waits for its release included; undefined where nothing was paid. */
  balance: number | undefined;
  /** What of the balance waits; left out where nothing does. */
  waiting?: number;
  /** Whether what was paid waits as well. */
  waits?: boolean;
  /** The member to whose doing it answers: whom a referral brought, who stays, who spends, who earned what is shared. */
  about?: string;
  /** The members who make an active community. */
  active?: string[];
  /**
   * What was measured: minutes of a session or in all, days running, active members, friends of a month or so far, times
   * and praise with what had waited, cents paid or spent, points that another earned; left out where the base value says it.
   */
  amount?: number;
  /** Position of the rule whose posting it answers to. */
  by?: number;
  /** Where the event came from; only for rules that ask for channels or products. */
  origin?: Origin;
  /** The rule hears events of other channels or products alone: what it did not hear. */
  unheard?: "channel" | "product";
};

/** What may come to nothing. */
export type RefusedMove = "sent" | "bought" | "exchanged" | "redeemed" | "offset";

/**
 * Why it did: the scheme does not offer it; there is nobody to send to; no purchase to pay for; less was asked for than the
 * least amount; the balance or what the monthly limit leaves, `bound`, is less than that; it is worth less than a point;
 * it costs more than the month's redemption budget leaves. `asked` is in points, of points that are bought in cents.
 */
export type Refusal =
  | { because: "closed" | "nobody" | "noPurchase" | "worth"; asked: number }
  | { because: "least"; asked: number; least: number }
  | { because: "balance" | "limit"; asked: number; bound: number; least: number }
  | { because: "budget"; asked: number; bound: number };

/**
 * What else moves what a member holds, with its numbers. `Who` is how members are named. Changes of the whole, `points`,
 * stand beside it; those of `activated` and `released` are 0: they say how much became spendable.
 */
export type Move<Who = string> =
  /** Held before the run. */
  | { kind: "opening" }
  /** What the pre-registered held until they activated; what payments earned on a day, after its wait. */
  | { kind: "activated"; amount: number }
  | { kind: "released"; amount: number; earned: number }
  /** Of recorded redemptions what was asked for, and whether the month's budget cut it; of synthetic ones the position of the item. */
  | { kind: "redeemed"; item?: number; asked?: number; isBudget?: boolean }
  /** Paid with at checkout: cents of the purchase, and those that the points stood for. */
  | { kind: "offset"; purchaseCents: number; paidCents: number }
  | { kind: "expired"; because: "validity" | "cycle" | "lots" }
  | { kind: "cleared"; because: "lapsed" | "yearEnd" | "cancelled" }
  | { kind: "decayed"; before: number; basisPoints: number }
  /** A dated conversion of what could be spent, of what waits, or of what is owed after a refund (which moves no points). */
  | { kind: "migrated"; before: number; numerator: number; denominator: number; of?: "waiting" | "debt" }
  /** One side of an exchange, by position in the scenario: `given` became `got`, at `give` : `get`. */
  | {
      kind: "exchanged";
      exchange: number;
      given: number;
      got: number;
      give: number;
      get: number;
      /** Only where it was more than was given. */
      asked?: number;
    }
  /** To and from another member; the fee is a move of its own, of so many points that were to be sent. */
  | { kind: "sent"; to: Who /** Only where it was more than was sent, fee included. */; asked?: number }
  | { kind: "fee"; to: Who; sent: number; basisPoints: number }
  | { kind: "received"; from: Who }
  /** Points for money: what was paid, at `forPoints` for `forCents`. */
  | { kind: "bought"; cents: number; forPoints: number; forCents: number }
  /**
   * Refunds of so many cents of a payment so far (0 for all of it) take back what a posting earned; what is not there is
   * owed.
   * `about` is the member who has refunded and now has spent too little, where another earned by it.
   */
  | {
      kind: "reversed";
      earned: number;
      cents: number;
      ofCents: number;
      owed: number;
      /** What of it earlier refunds took; left out for nothing. */
      before?: number;
      about?: Who;
      /** Left out where the points could be spent already. */
      waited?: boolean;
    }
  /** Of the points `used` at checkout refunds of so many cents so far (0 for all of it) give their part back; `before` as above. */
  | { kind: "returned"; used: number; cents: number; ofCents: number; before?: number }
  /** What came goes to what a refund left owing; `owed` is left of that. */
  | { kind: "settled"; owed: number }
  /** What was tried and moved nothing; of an exchange and an item the position in the scenario. */
  | ({ kind: "refused"; what: RefusedMove; exchange?: number; item?: number } & Refusal);

export type MoveKind = Move["kind"];

export type MoveLine<Kind extends MoveKind = MoveKind> = Extract<Move, { kind: Kind }> & {
  day: number;
  currency: number;
  /** Negative where they left. */
  points: number;
  /** As in `AwardLine`. */
  balance: number;
  waiting?: number;
};

/** A change of tier, by position. */
export type TierLine = { kind: "tier"; day: number; from: number; to: number };

/** A change of the scheme, by position in the scenario's list: in force from here on. */
export type ChangeLine = { kind: "change"; day: number; change: number };

/**
 * Amounts as in `indicator.ts`; `other` is the number of the member whom a referral brought; `origin` is there for kinds of
 * events that a rule asks it of.
 */
export type MemberEvent = { indicator: EventKind; amount: number; other?: string; origin?: Origin };

/** What the member did on a day. */
export type EventLine = { kind: "events"; day: number; events: MemberEvent[] };

/** What moves a balance, or might have. */
export type PostingLine = AwardLine | MoveLine;
export type TraceLine = PostingLine | TierLine | ChangeLine | EventLine;

/** Whether a line moves a balance, or might have: awards and moves, not events, promotions or changes of the scheme. */
export function isPosting(line: TraceLine): line is PostingLine {
  return line.kind !== "events" && line.kind !== "tier" && line.kind !== "change";
}

/** Whether it was met or tried and came to nothing. */
export function isInVain(line: TraceLine): boolean {
  return line.kind === "award" ? line.paid === 0 : line.kind === "refused";
}

/** What a line adds to what the member holds. */
export function pointsOf(line: PostingLine): number {
  return line.kind === "award" ? line.paid : line.points;
}

/**
 * What an account of the member has come to at the end, as in the run's ledger: opening + issued + in − (redeemed +
 * expired + decayed + cleared + reversed + out) = balance.
 */
export type AccountSums = Record<Flow | "balance", number>;
type Flow = "opening" | "issued" | "in" | "redeemed" | "expired" | "decayed" | "cleared" | "reversed" | "out";

const flowOfMove: Partial<Record<MoveKind, Flow>> = {
  opening: "opening",
  redeemed: "redeemed",
  offset: "redeemed",
  expired: "expired",
  decayed: "decayed",
  cleared: "cleared",
  reversed: "reversed",
  settled: "reversed",
};

/** The flow of the ledger that a posting belongs to; the others are moves in or out. */
function flowOf(line: PostingLine): Flow {
  if (line.kind === "award") return "issued";
  return flowOfMove[line.kind] ?? (line.points > 0 ? "in" : "out");
}

/** The sums of a member's lines, by currency. */
export function sumsOf(lines: readonly TraceLine[], currencies: number): AccountSums[] {
  const none = { opening: 0, issued: 0, in: 0, redeemed: 0, expired: 0, decayed: 0, cleared: 0 };
  const accounts = Array.from({ length: currencies }, () => ({ ...none, reversed: 0, out: 0, balance: 0 }));
  for (const line of lines) {
    const account = isPosting(line) && accounts[line.currency];
    if (!account) continue;
    const points = pointsOf(line);
    account[flowOf(line)] += Math.abs(points);
    account.balance += points;
  }
  return accounts;
}

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
export type Cancellation = {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
};

type Part = { scenario: Scenario; replication: number };

/** Each answer is undefined once its signal is aborted. Both reject with `RunError` where the run itself fails. */
export type Tracer = {
  /**
   * `noSuchMember`: the number is not that of a member of this run. A new question takes the place of one that waits.
   * Hears how much is done, 0–1, where it takes longer than a moment.
   */
  follow(
    part: Part & { member: string },
    onProgress: (share: number) => void,
    signal: Cancellation,
  ): Promise<Trace | "noSuchMember" | undefined>;
  /** Hears how much is done, 0–1. */
  standings(
    part: Part,
    onProgress: (share: number) => void,
    signal: Cancellation,
  ): Promise<Standings | undefined>;
};
