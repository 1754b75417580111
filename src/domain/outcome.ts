/** What a run says: the only shape that charts, tables, exports and tests read (spec 3.5). */
import type { KpiName } from "./kpi.ts";
import type { IndicatorGroup, Weight } from "./service.ts";

/** Integers summed over replications; opening + issued + in − (redeemed + expired + decayed + cleared + reversed + out) = closing. */
export type LedgerTotals = {
  opening: number;
  issued: number;
  in: number;
  redeemed: number;
  expired: number;
  decayed: number;
  cleared: number;
  reversed: number;
  out: number;
  closing: number;
};

/** A figure with its uncertainty; `low` and `high` bound the 95 % interval. All NaN where there is nothing to divide by. */
export type Estimate = { value: number; standardError: number; low: number; high: number };

/** `paidCents`: of a rule by amount, what the payments came to that it was for, capped or not; summed over replications. */
export type RuleTotals = { awards: number; points: number; members: number; paidCents?: number };
export type ItemTotals = { redemptions: number; points: number; costCents: number; cashCents: number };

/**
 * Points that the rules of one service issued in one currency, by weight and by indicator group, against the target of the
 * service's matrix cell. Points of different currencies do not add up.
 */
export type Structure = {
  service: string;
  currency: string;
  issued: number;
  shares: Record<Weight, number>;
  target: Record<Weight, number>;
  byGroup: { group: IndicatorGroup; weight: Weight; points: number }[];
  /** Every share within the tolerance of its target. */
  passes: boolean;
  /** The same judged by the groups that the planning document calls key in its own words; all others are "other". */
  inDocument?: { keyGroups: IndicatorGroup[]; keyShare: number; keyTarget: number; passes: boolean };
};

/** Quantiles and mean of the balances of enrolled members at the end of a day (0 = first day of the run). */
export type BalanceSample = {
  day: number;
  p5: number;
  p25: number;
  p50: number;
  p75: number;
  p95: number;
  mean: Estimate;
};

/** Flows of one calendar month (the first and the last may be cut), points per enrolled member of that month. */
export type MonthFlows = {
  issued: number;
  redeemed: number;
  expired: number;
  decayed: number;
  cleared: number;
};

export type CurrencyOutcome = {
  balances: BalanceSample[];
  /** Balances on the last day: members with from ≤ balance < to (the last bin is open above), mean of the replications. */
  distribution: { from: number; to: number; members: number }[];
  /** By month, in the order of `Outcome.months`. */
  flows: MonthFlows[];
  /** Redeemed ÷ issued: from the start up to the month's end, and of the month alone. */
  redemptionRate: { cumulative: Estimate; ofMonth: number }[];
};

export type Month = {
  /** First day of the month within the run, and how many days of it the run covers. */
  firstDay: number;
  days: number;
  /** yyyy-mm. */
  name: string;
  /** Mean of the replications. */
  enrolledMembers: number;
  activeRate: number;
  /** Net redemption cost per enrolled member, scaled to a month of 365/12 days. */
  costCentsPerMember: Estimate;
};

/** Who stands where at the end and who holds what: members summed over the replications, enrolled on the last day. */
export type Standings = {
  /** By id of the tier; empty without tiers. */
  tiers: Record<string, number>;
  /** By service that has levels, then by id of the level. */
  levels: Record<string, Record<string, number>>;
  /**
   * By privilege: members who hold it at the end, members who have held it at the close of a day, and at how many closes
   * of days a member has held it, in all.
   */
  privileges: Record<string, { holders: number; reached: number; memberDays: number }>;
};

export type Outcome = {
  /** Version of the engine. */
  engine: string;
  scenario: { id: string; digest: string };
  seed: string;
  /** Members that each replication started with, days, replications: what was computed, not what was asked. */
  members: number;
  days: number;
  replications: number;
  /** Days of membership simulated, over all replications, referred members included. */
  memberDays: number;
  /** Members enrolled on the last day, mean of the replications. */
  enrolledAtEnd: number;
  /** Below three replications the intervals come from members and are provisional. */
  intervalsFrom: "replications" | "members";
  /** A horizon shorter than a currency's validity has not seen expiry. */
  expiryUnseen: boolean;
  ledger: Record<string, LedgerTotals>;
  rules: Record<string, RuleTotals>;
  items: Record<string, ItemTotals>;
  kpis: Record<KpiName, Estimate>;
  /** By currency, where members buy points or pay with them at checkout: cents, summed over replications. */
  money?: Record<string, { purchasedCents: number; offsetCents: number }>;
  /** By service, then by currency that its rules pay; the main one where none do. */
  structures: Structure[];
  /** Only of a scheme with tiers, levels or privileges. */
  standings?: Standings | undefined;
  months: Month[];
  currencies: Record<string, CurrencyOutcome>;
  /** Hash of all integers of the outcome, 16 hexadecimal digits. */
  fingerprint: string;
};
