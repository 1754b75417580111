/** The cashier on paper: books what rules pay, and lets postings cause postings. */
import { factsOf } from "../../../src/domain/indicator.ts";
import { type Condition, indicatorOf, type Rule } from "../../../src/domain/rule.ts";
import { accountIn, type Book, take, yearOf } from "./book.ts";
import { type Award, worth } from "./conditions.ts";
import { hasCancelled, type Member, type Qualifying } from "./member.ts";
import type { NaiveRule } from "./naive-rule.ts";
import type { Paid } from "./purse.ts";
import { stepFor } from "./standing.ts";
import type { Today } from "./today.ts";

/** Every rule that listens, in the scheme's order. */
export function payAll(book: Book, today: Today, isMeant: (condition: Condition) => boolean): void {
  for (const naive of book.rules)
    if (naive.isOpen(today.day) && isMeant(naive.rule.condition)) pay(book, naive, naive.met(today), today);
}

/** What a rule pays, and what that causes in turn. */
export function pay(book: Book, naive: NaiveRule, awards: readonly Award[], today: Today): void {
  if (awards.length === 0) return;
  const paid = naive.pay(awards, today);
  post(book, naive.rule, paid, today.day);
  cause(book, naive, paid, today, false);
}

/** Other rules hear what one paid, each with all that follows before the next; what came as a share is not shared. */
function cause(book: Book, by: NaiveRule, paid: readonly Paid[], today: Today, isShared: boolean): void {
  for (const naive of book.rules) {
    const { condition, currency, points } = naive.rule;
    if (paid.length === 0 || naive === by || !naive.isOpen(today.day)) continue;
    if (condition.kind === "perEarned" && condition.earned === by.rule.currency) {
      const due = paid.map((one) => worth(one.member, points * one.points, condition.per));
      const more = naive.pay(due, today);
      post(book, naive.rule, more, today.day);
      if (more.length > 0) take(book, isShared ? "earned by a share" : "earned by an award");
      cause(book, naive, more, today, isShared);
    }
    if (condition.kind === "shareOfReferred" && currency === by.rule.currency && !isShared && points > 0)
      share(book, naive, condition, paid, today);
  }
}

/** Step by step up the chain, each step of what the one before was paid. */
function share(
  book: Book,
  sharing: NaiveRule,
  { basisPoints, depth }: Extract<Condition, { kind: "shareOfReferred" }>,
  paid: readonly Paid[],
  today: Today,
): void {
  let level = paid;
  for (let step = 1; level.length > 0 && (depth === 0 || step <= depth); step++) {
    const shares = level.flatMap(({ member: { referrer }, points }) => {
      const isPaid = referrer && !hasCancelled(referrer, today.day);
      return isPaid ? [worth(referrer, points * basisPoints, 10_000)] : [];
    });
    level = sharing.pay(shares, today);
    post(book, sharing.rule, level, today.day);
    if (level.length > 0) take(book, `share at step ${Math.min(step, 3)}`);
    if (level.length > 0 && (sharing.rule.multipliers?.length ?? 0) > 0)
      take(book, "share with a multiplier");
    cause(book, sharing, level, today, true);
  }
}

/** What a service has paid towards its levels, less what was taken back. */
function addToLevel(book: Book, { servicePoints }: Member, service: string, points: number): void {
  const { steps = [] } = book.scheme.services.find(({ id }) => id === service)?.levels ?? {};
  const before = servicePoints.get(service) ?? 0;
  servicePoints.set(service, before + points);
  if (stepFor({ steps }, before + points) < stepFor({ steps }, before)) take(book, "a refund lowers a level");
}

/** Writes the postings down, in the accounts and wherever points count. */
function post(book: Book, rule: Rule, paid: readonly Paid[], day: number): void {
  const { tiers, services } = book.scheme;
  const { id, condition, currency, service } = rule;
  const isPayment = factsOf(indicatorOf(condition)).amount === "cents";
  const levels = services.find((own) => own.id === service)?.levels;
  const validityNow = () => book.scheme.rules.find((own) => own.id === id)?.validity;
  for (const { member, points, order, spender } of paid) {
    book.postings.push({ rule: id, member: member.name, day, points });
    const account = accountIn(book, member, currency);
    const counted: Qualifying = { day, year: yearOf(book, day), points };
    const isLeveled = currency === levels?.currency;
    const ofMonth = condition.kind === "perAmount" && condition.monthTotal === true;
    const takenBack = (back: number) => {
      counted.points -= back;
      counted.takenBack = (counted.takenBack ?? 0) + back;
      if (isLeveled) addToLevel(book, member, service, -back);
    };
    if (isPayment)
      account.earnByPayment(day, points, { order, isRefunded: !ofMonth, takenBack }, validityNow);
    else if (spender) {
      const of = { order: undefined, isRefunded: false, takenBack };
      const earning = account.earnByPayment(day, points, of, validityNow);
      book.spendAwards.set(`${id} ${spender.name}`, {
        referrer: member,
        cents: condition.kind === "referralSpend" ? condition.cents : 0,
        takeBack: () => account.takeBack(earning),
      });
    } else account.earn(day, points, rule.validity);
    if (currency === tiers?.currency) {
      member.qualifying.push(counted);
      member.promoting.push(counted);
    }
    if (isLeveled) addToLevel(book, member, service, points);
    take(book, condition.kind);
    if ("indicator" in condition) take(book, `${condition.kind} ${condition.indicator}`);
  }
  for (const { member } of paid) {
    const account = accountIn(book, member, currency);
    if (account.owed === 0) continue;
    account.payDebt();
    take(book, "debt paid by an award");
  }
}
