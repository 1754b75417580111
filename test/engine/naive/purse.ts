/** Caps and budgets: what of the awards of a day they let through. */
import type { MemberCaps } from "../../../src/domain/caps.ts";
import { type Book, take } from "./book.ts";
import type { Member } from "./member.ts";
import { Notes } from "./notes.ts";
import type { Today } from "./today.ts";

/** `cause` numbers what a rule pays for on a day; `order` is the payment's own number. */
export type Paid = {
  member: Member;
  points: number;
  cause: number;
  order?: number | undefined;
  spender?: Member | undefined;
};

/** How much a rule or a limit allows, as it is today. */
export type Allowed = { caps: MemberCaps; budgetPerMonth?: number | undefined };

/** Of a rule or of several, and what has been paid under it. */
export class Purse {
  private readonly paid = new Notes();

  constructor(
    private readonly what: string,
    private readonly book: Book,
    private readonly allowed: () => Allowed,
  ) {}

  /** What of a member's points the caps let through. */
  capped(wanted: number, { name }: Member, { day, date, month }: Today, isTrial: boolean): number {
    const { pointsPerDay, pointsPerMonth, pointsPerYear, allOrNothing = false } = this.allowed().caps;
    const periods = [
      ["day", pointsPerDay, day],
      ["month", pointsPerMonth, month],
      ["year", pointsPerYear, date.year],
    ] as const;
    let allowed = wanted;
    for (const [period, cap, number] of periods) {
      if (cap === undefined) continue;
      // A cap that was lowered may have been passed already.
      const room = Math.max(0, cap - this.paid.get(`${name} ${period} ${number}`));
      if (room < wanted && !isTrial)
        take(this.book, `cap of a ${period}${this.what}${allOrNothing ? ", all or nothing" : ""}`);
      allowed = Math.min(allowed, room);
    }
    return allOrNothing && allowed < wanted ? 0 : allowed;
  }

  /** What the budget lets through. */
  budgeted(wanted: number, today: Today): number {
    const left = this.left(today);
    if (wanted <= left) return wanted;
    const { allOrNothing = false } = this.allowed().caps;
    take(this.book, `budget${this.what} ${allOrNothing ? "refuses all" : "pays the rest"}`);
    return allOrNothing ? 0 : left;
  }

  left({ month }: Today): number {
    const { budgetPerMonth } = this.allowed();
    if (budgetPerMonth === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0, budgetPerMonth - this.paid.get(`budget ${month}`));
  }

  pay(points: number, { name }: Member, { day, date, month }: Today): void {
    const periods = [`${name} day ${day}`, `${name} month ${month}`, `${name} year ${date.year}`];
    for (const about of [...periods, `budget ${month}`]) this.paid.add(about, points);
  }
}

/**
 * All awards of a rule on a day meet its caps before the budget refuses any: the caps are tried first, and where a budget
 * is too little for what they leave, members are served in turn.
 */
export function serve(due: readonly Paid[], purses: readonly Purse[], today: Today, book: Book): Paid[] {
  const capped = payOut(due, purses, today, { isTrial: true, mindsBudgets: false });
  const asked = capped.reduce((sum, { points }) => sum + points, 0);
  if (purses.every((purse) => asked <= purse.left(today)))
    return payOut(due, purses, today, { isTrial: false, mindsBudgets: false });
  take(book, "budget short");
  return serveInTurn(capped, purses, today);
}

/** Members by the roster, from another one on each day; booked in the order of the causes all the same. */
function serveInTurn(due: readonly Paid[], purses: readonly Purse[], today: Today): Paid[] {
  const { length } = today.members;
  const turn = ({ member }: Paid) => (member.place - (today.day % length) + length) % length;
  const inTurn = due.toSorted((a, b) => turn(a) - turn(b));
  const paid = payOut(inTurn, purses, today, { isTrial: false, mindsBudgets: true });
  return paid.sort((a, b) => a.cause - b.cause);
}

/** Pays one after the other what every cap and, where minded, every budget leaves. A trial leaves nothing behind. */
function payOut(
  due: readonly Paid[],
  purses: readonly Purse[],
  today: Today,
  { isTrial, mindsBudgets }: { isTrial: boolean; mindsBudgets: boolean },
): Paid[] {
  const undo: (() => void)[] = [];
  const paid = due.flatMap(({ member, points, ...of }): Paid[] => {
    let allowed = points;
    for (const purse of purses) allowed = purse.capped(allowed, member, today, isTrial);
    if (mindsBudgets) for (const purse of purses) allowed = purse.budgeted(allowed, today);
    if (allowed <= 0) return [];
    for (const purse of purses) {
      purse.pay(allowed, member, today);
      undo.push(() => purse.pay(-allowed, member, today));
    }
    return [{ member, points: allowed, ...of }];
  });
  if (isTrial) for (const back of undo) back();
  return paid;
}
