/** What happens on one day, told from all sides that rules look at it. */
import { civilDateOf, monthIndexOf } from "../../../src/domain/calendar.ts";
import { shareDeeds } from "../../../src/domain/indicator.ts";
import type { RecordedEvent } from "../recorded.ts";
import { NaiveAccount } from "./account.ts";
import { type Book, take } from "./book.ts";
import { hasCancelled, isMember, type Member, newMember } from "./member.ts";

export type Happened = {
  day: number;
  event: string;
  member: Member;
  amount: number;
  /** Number of the piece, of the order, of the exchange. */
  piece: number | undefined;
  /** Whom a referral or a transfer names. */
  named?: Member | undefined;
  /** What a redemption was paid in. */
  currency?: string;
  channel: string | undefined;
  service: string | undefined;
};

export type Today = {
  day: number;
  /** The day in the calendar's count. */
  dayNumber: number;
  date: { year: number; month: number; day: number };
  /** Calendar months after the run's first. */
  month: number;
  isLastOfMonth: boolean;
  members: readonly Member[];
  /** Who joins today, in the order in which they do. */
  joiners: readonly Member[];
  events: readonly Happened[];
  /** Who logged in, once each, in the order of the first logins. */
  visitors: readonly Member[];
  /** For whom it was the month's first login. */
  monthVisitors: readonly Member[];
  /** Praise of pieces, each with all that the piece was praised before. */
  praise: readonly { from: Happened; member: Member; earlier: readonly Happened[] }[];
  /** Whom referral events name today, and these events. */
  referred: readonly Member[];
  referrals: readonly Happened[];
  /** Whether it is the day as a rule by channel or product sees it: with one event. */
  isAlone: boolean;
  /** Whether the rule hears an event, of which it may ask the channel and the product. */
  hears: (one: Happened) => boolean;
};

/** The day as if nothing else had happened. */
export function aloneOn(today: Today, event: Happened, hears: Today["hears"]): Today {
  return {
    ...today,
    isAlone: true,
    hears,
    events: [event],
    visitors: event.event === "login" ? [event.member] : [],
    monthVisitors: [],
    praise: today.praise.filter(({ from }) => from === event),
    referred: event.event === "referral" && event.named ? [event.named] : [],
  };
}

/** Who comes, what happens, who cancels. */
export function recordDay(book: Book, day: number, recorded: readonly RecordedEvent[]): Today {
  const dayNumber = book.start + day;
  const date = civilDateOf(dayNumber);
  const month = monthIndexOf(date) - monthIndexOf(civilDateOf(book.start));
  const { happened, referrals, joiners } = tell(book, day, recorded);
  const events = happened.filter(({ event, member }) => event !== "praise" || !hasCancelled(member, day));
  const visitors = [...new Set(events.flatMap(({ event, member }) => (event === "login" ? [member] : [])))];
  const monthVisitors = visitors.filter(({ loginMonths }) => !loginMonths.has(month));
  for (const member of monthVisitors) {
    member.loginMonths.add(month);
    if (member.referrer && member.monthsKept === month - member.joinMonth) member.monthsKept++;
  }
  for (const { event, member } of events) if (event === "verification") member.isVerified = true;
  const praise = events.flatMap((from) => {
    const { event, member, piece } = from;
    if (event !== "praise") member.deeds.push(from);
    if (event !== "praise" || piece === undefined) return [];
    const earlier = book.praised.get(piece) ?? [];
    book.praised.set(piece, [...earlier, from]);
    return [{ from, member, earlier }];
  });
  return {
    day,
    dayNumber,
    date,
    month,
    isLastOfMonth: civilDateOf(dayNumber + 1).day === 1,
    members: book.members,
    joiners,
    events,
    visitors,
    monthVisitors,
    praise,
    referred: referrals.flatMap(({ named }) => (named ? [named] : [])),
    referrals,
    isAlone: false,
    hears: () => true,
  };
}

/** The day's events with the members they are about; what one does to a share reaches the sharer, too. */
function tell(book: Book, day: number, recorded: readonly RecordedEvent[]) {
  const happened: Happened[] = [];
  const referrals: Happened[] = [];
  const toSharers: Happened[] = [];
  const joiners = new Set<Member>();
  for (const { event, member: name = "A", amount = 1, piece, referred: other, ...origin } of recorded) {
    const { channel, service } = origin;
    const member = memberNamed(book, name, event === "activation" ? day : -1);
    if (event === "cancellation") {
      member.cancelDay = Math.min(member.cancelDay, day);
      continue;
    }
    const one: Happened = { day, event, member, amount, piece, channel, service };
    if (event === "activation" && member.joinDay === day) joiners.add(member);
    if (event === "referral") {
      const joins = memberNamed(book, other ?? "?", day, member);
      if (joins.joinDay === day) joiners.add(joins);
      referrals.push({ ...one, named: joins });
      continue;
    }
    const named = other === undefined ? undefined : memberNamed(book, other);
    happened.push({ ...one, named });
    const met = shareDeeds.find(([deed]) => deed === event)?.[1];
    if (met) toSharers.push({ ...one, event: met, member: memberNamed(book, other ?? "?") });
  }
  for (const [, met] of shareDeeds)
    happened.push(...toSharers.filter(({ event, member }) => event === met && isMember(member, day)));
  return { happened, referrals, joiners: [...joiners] };
}

/** By name; whoever is new joined on the day before the run, or joins now. */
export function memberNamed(book: Book, name: string, joinDay = -1, referrer?: Member): Member {
  const known = book.members.find((member) => member.name === name);
  if (known) return known;
  const { segment = 0, bornOn = 0 } = book.people[name] ?? {};
  const { currencies, population, run } = book.scheme;
  const member = newMember({
    name,
    start: book.start,
    place: book.members.length,
    joinDay,
    referrer,
    bornOn,
    segment: population.segments[segment]?.id,
    accounts: currencies.map((currency) => new NaiveAccount(currency, run.start, (turn) => take(book, turn))),
  });
  book.members.push(member);
  return member;
}
