/** The book of a run on paper: today's scheme, its members, and what has been written down so far. */
import { civilDateOf, monthIndexOf } from "../../../src/domain/calendar.ts";
import type { Standings } from "../../../src/domain/outcome.ts";
import type { Span } from "../../../src/domain/rule.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { type Flows, type NaiveAccount, Shrinking } from "./account.ts";
import { dayOf } from "./lapse.ts";
import type { Member, People } from "./member.ts";
import type { NaiveLimit, NaiveRule } from "./naive-rule.ts";
import { Notes } from "./notes.ts";
import type { Happened } from "./today.ts";

type Posting = { rule: string; member: string; day: number; points: number };
export type Money = { purchasedCents: number; offsetCents: number };
export type ItemsSold = { redemptions: number; points: number; costCents: number; cashCents: number };

/** What a run comes to. Records are by id of the currency, then by member. */
export type Paper = {
  postings: Posting[];
  balances: Record<string, Record<string, number>>;
  /** What waits, and what is owed. */
  waiting: Record<string, Record<string, number>>;
  owed: Record<string, Record<string, number>>;
  flows: Record<string, Flows>;
  money: Record<string, Money>;
  items: Record<string, ItemsSold>;
  tiers: Record<string, number>;
  /** Who stands where at the end and holds what; undefined where there is nothing to hold. */
  standings: Standings | undefined;
  /** How often each turn of the scheme was taken, for tests to see that none is left out. */
  taken: Map<string, number>;
};

export type Book = {
  /** As it is today, and as it was on each day so far. */
  scheme: Scenario;
  schemeOn: Scenario[];
  /** Day number of the first day. */
  start: number;
  people: People;
  members: Member[];
  /** In the order of the scheme, those that are switched off too. */
  rules: NaiveRule[];
  limits: NaiveLimit[];
  postings: Posting[];
  money: Map<string, Money>;
  items: Map<string, ItemsSold>;
  /** By piece, its praise so far, in order. */
  praised: Map<number, Happened[]>;
  /** By number of the order, cents paid and not refunded. */
  leftCents: Notes;
  /** By number of the order and what it is about: points used at checkout, what they stood for, what a rule has counted. */
  ofOrders: Map<number, Map<string, Shrinking>>;
  /** By rule and referred member, the award for what the member has spent. */
  spendAwards: Map<string, { referrer: Member; cents: number; takeBack: () => void }>;
  /** Points given by exchange, sent and bought, each by member and month; redeemed by all, by currency and month. */
  moved: Notes;
  taken: Map<string, number>;
};

export function openBook(scenario: Scenario, people: People): Book {
  return {
    scheme: scenario,
    schemeOn: [],
    start: dayOf(scenario.run.start),
    people,
    members: [],
    rules: [],
    limits: [],
    postings: [],
    money: new Map(scenario.currencies.map(({ id }) => [id, { purchasedCents: 0, offsetCents: 0 }])),
    items: new Map(
      scenario.items.map(({ id }) => [id, { redemptions: 0, points: 0, costCents: 0, cashCents: 0 }]),
    ),
    praised: new Map(),
    leftCents: new Notes(),
    ofOrders: new Map(),
    spendAwards: new Map(),
    moved: new Notes(),
    taken: new Map(),
  };
}

export function take({ taken }: Book, turn: string): void {
  taken.set(turn, (taken.get(turn) ?? 0) + 1);
}

/** What goes with an order, by what it is about; nothing at first. */
export function ofOrder({ ofOrders }: Book, order: number, about: string): Shrinking {
  const own = ofOrders.get(order) ?? new Map<string, Shrinking>();
  ofOrders.set(order, own);
  const amount = own.get(about) ?? new Shrinking(0);
  own.set(about, amount);
  return amount;
}

/** Days of the run from and until which a span holds. */
export function spanOf({ start }: Book, { from, until }: Span = {}): [from: number, until: number] {
  return [
    from === undefined ? Number.NEGATIVE_INFINITY : dayOf(from) - start,
    until === undefined ? Number.POSITIVE_INFINITY : dayOf(until) - start,
  ];
}

/** Calendar months from the run's first to that of a day. */
export function monthOf({ start }: Book, day: number): number {
  return monthIndexOf(civilDateOf(start + day)) - monthIndexOf(civilDateOf(start));
}

export function yearOf({ start }: Book, day: number): number {
  return civilDateOf(start + day).year;
}

export function tierId({ scheme }: Book, tier: number): string {
  return scheme.tiers?.steps[tier]?.id ?? "";
}

/** What a member holds of a currency. */
export function accountIn({ scheme }: Book, { accounts }: Member, currency: string): NaiveAccount {
  const account = accounts[scheme.currencies.findIndex(({ id }) => id === currency)];
  if (!account) throw new Error(`no currency ${currency}`);
  return account;
}

/** The first currency that can be spent: what records redeem, where there is one. */
export function spendableCurrency({ scheme: { currencies } }: Book): string | undefined {
  return currencies.find(({ spendable }) => spendable)?.id;
}
