/** When an indicator earns: what each kind of condition is worth on a day, in the order in which the causes came. */
import { civilDateOf, dayNumberOf, parseIsoDate } from "../../../src/domain/calendar.ts";
import { factsOf, type Indicator } from "../../../src/domain/indicator.ts";
import type { Condition, ConditionKind } from "../../../src/domain/rule.ts";
import { hasCancelled, isMember, type Member, type MonthDay } from "./member.ts";
import type { Notes } from "./notes.ts";
import type { Happened, Today } from "./today.ts";

/** What a condition is worth, before multipliers: `over` ÷ `under` points. */
export type Award = {
  member: Member;
  over: bigint;
  under: bigint;
  order?: number | undefined;
  /** Who has spent what the award is for. */
  spender?: Member;
  /** For rules by channel or product, the event that is worth it. */
  from?: Happened;
};

export const worth = (member: Member, points: number, under = 1, order?: number): Award => ({
  member,
  over: BigInt(points),
  under: BigInt(under),
  order,
});

type Of<K extends ConditionKind> = Extract<Condition, { kind: K }>;
type Cause = { member: Member; piece?: number | undefined };

/** A rule at work: its award value, what it remembers, the day, and who hears what happens. */
type Work = { points: number; notes: Notes; today: Today; note: (turn: string) => void };

/** Bands, communities and a month's totals are paid at its end, what postings cause with them. */
export function awardsOf(condition: Condition, work: Work): Award[] {
  const { points, notes, today, note } = work;
  const { day, members, visitors } = today;
  switch (condition.kind) {
    case "activation":
      return each(
        work,
        named(today, "activation").filter(({ member }) => notes.first(member.name)),
      );
    case "tenure":
      return each(work, tenured(condition.everyMonths, today));
    case "firstOfDay":
      return firsts(work, condition.indicator, day);
    case "firstOfMonth":
      if (condition.indicator === "login" && !today.isAlone) {
        // Whoever has been paid is not paid again where the rule is to hear only some logins later on.
        for (const { name } of today.monthVisitors) notes.first(`${name} ${today.month}`);
        return each(work, today.monthVisitors.map(who));
      }
      return firsts(work, condition.indicator, today.month);
    case "streak":
      return each(work, visitors.filter(({ name }) => streakPays(condition, notes, name, day)).map(who));
    case "sessionLength":
      return named(today, "session").map(({ member, amount }) =>
        worth(member, points * Math.floor(amount / condition.unitMinutes)),
      );
    case "sessionReaches":
      return each(
        work,
        named(today, "session").filter(({ amount }) => amount >= condition.minutes),
      );
    case "accumulated":
      return accumulated(condition, work);
    case "bands":
      if (condition.counted === "soFar") return [];
      for (const { member, amount } of named(today, condition.indicator))
        notes.add(`${member.name} ${today.month}`, amount);
      return [];
    case "referral":
      return toReferrers(work, today.referred);
    case "referralRetained":
      return toReferrers(
        work,
        today.monthVisitors.filter((member) => isRetained(member, condition.months, today)),
      );
    case "referralStays":
      return toReferrers(
        work,
        members.filter((member) => hasStayed(member, condition.everyMonths, today)),
      );
    case "referralSpend":
      return spendersAt(condition, work).flatMap((spender) =>
        toReferrers(work, [spender]).map((award) => ({ ...award, spender })),
      );
    case "each":
      return named(today, condition.indicator).map(({ member, amount, piece }) =>
        worth(member, points * times(condition.indicator, amount), 1, piece),
      );
    case "everyNth":
      return everyNth(condition, work);
    case "praisedOver":
      return each(work, praisedOver(condition, work).map(who));
    case "perSuccess":
      return named(today, "success").map(({ member, amount }) => worth(member, points * amount));
    case "perAmount":
      if (condition.monthTotal) {
        for (const { member, amount, piece } of named(today, condition.indicator)) {
          notes.add(`${member.name} ${today.month}`, amount);
          notes.add(`order ${piece} ${today.month}`, amount);
        }
        return [];
      }
      return named(today, condition.indicator).map(({ member, amount, piece }) => {
        if (!condition.fullUnits) return worth(member, points * amount, condition.cents, piece);
        note("full amounts");
        return worth(member, points * Math.floor(amount / condition.cents), 1, piece);
      });
    case "amountOver":
      return each(
        work,
        named(today, condition.indicator).filter(({ amount }) => amount > condition.cents),
      );
    case "festival":
    case "birthday":
    case "anniversary":
    case "bulkGrant":
      return each(
        work,
        members.filter((member) => isMember(member, day) && isTheDay(condition, member, today)).map(who),
      );
    case "grant":
      return named(today, "grant").map(({ member, amount }) => worth(member, points * amount));
    case "perRedeemed":
      return named(today, "redemption").flatMap(({ member, amount, currency }) =>
        condition.spent === undefined || condition.spent === currency
          ? [worth(member, points * amount, condition.per)]
          : [],
      );
    case "community":
    case "shareOfReferred":
    case "perEarned":
      return [];
  }
}

const who = (member: Member): Cause => ({ member });

function each({ points }: Work, causes: readonly Cause[]): Award[] {
  return causes.map(({ member, piece }) => worth(member, points, 1, piece));
}

function named({ events }: Today, indicator: string): Happened[] {
  return events.filter(({ event }) => event === indicator);
}

/** An event of minutes, cents or points is one time. */
function times(indicator: Indicator, amount: number): number {
  return factsOf(indicator).amount === "count" ? amount : 1;
}

function toReferrers({ points, today }: Work, referred: readonly Member[]): Award[] {
  return referred.flatMap(({ referrer }) =>
    referrer && !hasCancelled(referrer, today.day) ? [worth(referrer, points)] : [],
  );
}

/** The first of a day or month, which its number tells. */
function firsts(work: Work, indicator: Indicator, period: number): Award[] {
  const { notes, today } = work;
  const causes: Cause[] = indicator === "login" ? today.visitors.map(who) : named(today, indicator);
  return each(
    work,
    causes.filter(({ member }) => notes.first(`${member.name} ${period}`)),
  );
}

/** The month of joining on the day of joining, later ones on their first day. */
function tenured(everyMonths: number, { day, date, month, members, joiners }: Today): Cause[] {
  return (date.day === 1 ? members : joiners)
    .filter((member) => isMember(member, day) && (month - member.joinMonth + 1) % everyMonths === 0)
    .map(who);
}

function streakPays({ days, repeat }: Of<"streak">, notes: Notes, name: string, day: number): boolean {
  // Days are noted from 1 on, for 0 is what was never noted.
  if (notes.get(`${name} last`) === day + 1) return false;
  const run = notes.get(`${name} last`) === day ? notes.get(`${name} run`) + 1 : 1;
  notes.set(`${name} last`, day + 1);
  // Longer where the number asked for has been lowered meanwhile.
  const pays = run >= days && (repeat === "daily" || notes.get(`${name} paid`) !== day - run + 2);
  notes.set(`${name} run`, pays && repeat === "restart" ? 0 : run);
  if (pays && repeat === "oncePerRun") notes.set(`${name} paid`, day - run + 2);
  return pays;
}

/** Full units of what has come together; the rest waits under the same name. */
function fullUnits(notes: Notes, about: string, more: number, unit: number): number {
  const { after } = notes.add(about, more);
  notes.set(about, after % unit);
  return Math.floor(after / unit);
}

function accumulated({ period, unitMinutes }: Of<"accumulated">, { points, notes, today }: Work): Award[] {
  const when = period === "day" ? today.day : today.month;
  return named(today, "session").map(({ member, amount }) =>
    worth(member, points * fullUnits(notes, `${member.name} ${when}`, amount, unitMinutes)),
  );
}

function everyNth({ indicator, count }: Of<"everyNth">, { points, notes, today, note }: Work): Award[] {
  return named(today, indicator).map(({ member, amount, piece }) => {
    const facts = factsOf(indicator);
    const isOfPiece = piece !== undefined && facts.gathers === "piece";
    const about = isOfPiece ? `piece ${piece}` : member.name;
    const whose = facts.amount !== "count" ? "payments" : isOfPiece ? "of a piece" : "of a member";
    if (notes.get(about) >= count) note(`more ${whose} wait than are asked for by now`);
    return worth(member, points * fullUnits(notes, about, times(indicator, amount), count), 1, piece);
  });
}

/** A piece's praise from its beginning; of a rule for channels or products, what it has heard of it. */
function praisedOver({ praises }: Of<"praisedOver">, { today }: Work): Member[] {
  return today.praise.flatMap(({ member, earlier, from }) => {
    const before = sumOf(earlier.filter(today.hears));
    const isPassed = before <= praises && before + from.amount > praises;
    return isPassed && !hasCancelled(member, today.day) ? [member] : [];
  });
}

export function sumOf(events: readonly Happened[]): number {
  return events.reduce((sum, { amount }) => sum + amount, 0);
}

/** A login in each calendar month since joining, the one of joining being the first; this month's login is the one. */
function isRetained(member: Member, months: number, { month }: Today): boolean {
  const nth = month - member.joinMonth + 1;
  return nth === months && member.monthsKept === nth;
}

function hasStayed(member: Member, everyMonths: number, { day, date, month }: Today): boolean {
  const months = month - member.joinMonth;
  return date.day === 1 && isMember(member, day) && months > 0 && months % everyMonths === 0;
}

function spendersAt({ cents }: Of<"referralSpend">, { notes, today }: Work): Member[] {
  return [...named(today, "purchase"), ...named(today, "bill")].flatMap(({ member, amount, piece }) => {
    const { before, after } = notes.add(member.name, amount);
    notes.add(`order ${piece}`, amount);
    return before < cents && after >= cents ? [member] : [];
  });
}

function isTheDay(
  condition: Of<"festival" | "birthday" | "anniversary" | "bulkGrant">,
  { joinDay, joinedOn, bornOn }: Member,
  { day, dayNumber, date }: Today,
): boolean {
  switch (condition.kind) {
    case "festival":
      return date.month === condition.month && date.day === condition.day;
    case "birthday":
      return bornOn !== undefined && returns(bornOn, date);
    case "anniversary":
      return joinDay < day && returns(joinedOn, date);
    case "bulkGrant":
      return parseIsoDate(condition.date) === dayNumber;
  }
}

const hasLeapDay = (year: number) => civilDateOf(dayNumberOf({ year, month: 2, day: 29 })).day === 29;

/** Whether a day is the yearly return of a date; of 29 February, 1 March in years without one. */
function returns(on: MonthDay, date: Today["date"]): boolean {
  const isLeapDay = on.month === 2 && on.day === 29 && !hasLeapDay(date.year);
  const { month, day } = isLeapDay ? { month: 3, day: 1 } : on;
  return date.month === month && date.day === day;
}
