/**
 * The scoring engine as one would write it on paper: an object for each member, a list of lots for each account, a list
 * of awards for each rule and day, fractions of whole numbers. Written from the documents and the schema; what the
 * engine's columns must equal.
 */
import { isDeed } from "../../../src/domain/indicator.ts";
import { indicatorOf } from "../../../src/domain/rule.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import type { RecordedEvent } from "../recorded.ts";
import { flowNames } from "./account.ts";
import { type Book, openBook, type Paper } from "./book.ts";
import { pay, payAll } from "./cashier.ts";
import { exchangeReported } from "./exchange.ts";
import type { Member, People } from "./member.ts";
import { NaiveLimit, NaiveRule } from "./naive-rule.ts";
import { openDay } from "./opening.ts";
import { notePayments, refund } from "./refund.ts";
import { buyItems, redeemReported, type Wish } from "./shop.ts";
import { endTierPeriods, enterTiers, notePrivileges, promote, standingsOf } from "./standing.ts";
import { openStock } from "./stock.ts";
import { memberNamed, recordDay, type Today } from "./today.ts";
import { buyPoints, payAtCheckout, sendPoints } from "./wallet.ts";

/** What happens in a run: who is there, what they do, and which items those who decide for themselves want. */
export type Story = {
  people: People;
  /** Those of a day come in their order; days may come in any. */
  events: readonly RecordedEvent[];
  /** Undefined where only what is recorded counts. */
  wishes?: readonly Wish[];
};

/** Plays a scenario's days on paper. */
export function playOnPaper(scenario: Scenario, { people, events, wishes }: Story): Paper {
  const book = openBook(scenario, people);
  book.rules = scenario.rules.map((_, position) => new NaiveRule(book, position));
  book.limits = (scenario.limits ?? []).map((_, position) => new NaiveLimit(book, position));
  enterMembersOfTheStart(book);
  for (let day = 0; day < scenario.run.days; day++) {
    const today = <T extends { day: number }>(list: readonly T[]) => list.filter((one) => one.day === day);
    live(book, recordDay(book, day, today(events)), wishes && today(wishes));
  }
  return resultOf(book);
}

function enterMembersOfTheStart(book: Book): void {
  for (const [name, { joins, stock }] of Object.entries(book.people)) {
    if (joins === undefined) continue;
    const member = memberNamed(book, name, joins);
    if (stock && joins < book.scheme.run.days) openStock(book, member, stock);
  }
}

/** One day, in its order. `wishes` are undefined where members decide nothing for themselves. */
function live(book: Book, recorded: Today, wishes: readonly Wish[] | undefined): void {
  const { day } = recorded;
  openDay(book, recorded);
  notePayments(book, recorded);
  const today = payAtCheckout(book, recorded, wishes === undefined);
  enterTiers(book, today);
  payAll(book, today, (condition) => indicatorOf(condition) !== "redemption");
  refund(book, today);
  promote(book, day);
  buyPoints(book, today);
  sendPoints(book, today);
  exchangeReported(book, today);
  const redeemed = [...redeemReported(book, today), ...buyItems(book, wishes ?? [], today)];
  payAll(book, { ...today, events: redeemed }, (condition) => indicatorOf(condition) === "redemption");
  if (today.isLastOfMonth)
    for (const naive of book.rules) if (naive.isOpen(day)) pay(book, naive, naive.monthEnd(today), today);
  endTierPeriods(book, day);
  for (const { event, member } of recorded.events) if (isDeed(event)) member.lastDeed = day;
  for (const { event, member } of recorded.referrals) if (isDeed(event)) member.lastDeed = day;
  notePrivileges(book, day);
}

function resultOf(book: Book): Paper {
  const { members, scheme, postings, money, items, taken } = book;
  const byName = <T>(of: (member: Member) => T) =>
    Object.fromEntries(members.map((member) => [member.name, of(member)]));
  const byCurrency = <T>(of: (position: number) => T) =>
    Object.fromEntries(scheme.currencies.map(({ id }, position) => [id, of(position)]));
  const inAccounts = (of: "balance" | "waiting" | "owed") =>
    byCurrency((position) => byName(({ accounts }) => accounts[position]?.[of] ?? 0));
  const flowsOf = (position: number) =>
    Object.fromEntries(
      flowNames.map((flow) => [
        flow,
        members.reduce((sum, { accounts }) => sum + (accounts[position]?.flows[flow] ?? 0), 0),
      ]),
    ) as Paper["flows"][string];
  return {
    postings,
    balances: inAccounts("balance"),
    waiting: inAccounts("waiting"),
    owed: inAccounts("owed"),
    flows: byCurrency(flowsOf),
    money: Object.fromEntries(money),
    items: Object.fromEntries(items),
    tiers: byName(({ tier }) => tier),
    standings: standingsOf(book),
    taken,
  };
}
