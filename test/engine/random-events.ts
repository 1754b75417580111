/**
 * Random records for a scenario: runs of logins, sessions, payments, spreading, referrals upon referrals, cancellations,
 * redemptions. Mostly what the scenario's rules listen to, by few members and on few days, so that caps and budgets meet.
 */
import fc from "fast-check";
import { addMonths, civilDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import {
  factsOf,
  type Indicator,
  indicators,
  type MoneyIndicator,
  moneyIndicators,
  shareDeeds,
} from "../../src/domain/indicator.ts";
import { indicatorOf } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { People } from "./naive/member.ts";
import { pick } from "./random-parts.ts";
import type { RecordedEvent } from "./recorded.ts";

/** What can be written down; tenure and occasions follow from the calendar. */
type EventKind = Exclude<Indicator, "tenure" | "occasion" | "community" | "earning">;
const eventKinds = indicators.filter(
  (kind): kind is EventKind => !["tenure", "occasion", "community", "earning"].includes(kind),
);

const whole = (min: number, max: number) => fc.integer({ min, max });
/** A part of the run, in thousandths of its days. */
const moment = whole(0, 999);

/** How a member enters: by the first event that names it, long before the run, by activation, or referred by an earlier one. */
const entry = fc.record({
  how: fc.oneof(
    fc.constantFrom("named", "before", "before", "preregistered", "activation"),
    fc.constantFrom("referred"),
  ),
  at: fc.oneof(fc.constant(0), whole(0, 400), moment),
  /** Days of membership before the run. */
  tenure: fc.oneof(whole(1, 40), whole(1, 1500)),
  by: whole(0, 7),
  segment: whole(0, 3),
  /** Days after the start that the birthday comes; none for some. */
  birthday: fc.option(whole(0, 365), { nil: undefined }),
  leapling: whole(0, 5).map((dice) => dice === 0),
  cancels: fc.option(moment, { nil: undefined, freq: 2 }),
  /** When the real name is checked. */
  verifies: fc.option(fc.oneof(fc.constant(0), moment), { nil: undefined, freq: 2 }),
});

const act = fc.record({
  who: whole(0, 15),
  at: moment,
  kind: whole(0, 99),
  size: whole(0, 999),
  /** On so many days running, by so many members after each other. */
  days: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, whole(1, 9)),
  members: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, whole(1, 8)),
  /** Instead of days running: on this day of so many months, when the periods of tiers end. */
  monthly: whole(0, 2).map((dice) => dice === 0),
  /** How often on a day, each time with another amount. */
  often: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, whole(2, 3)),
  piece: fc.option(whole(0, 2), { nil: undefined }),
  /** Of the scheme's channels and services; none for some. */
  channel: whole(0, 4),
  service: whole(0, 4),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

/** Parts of a history; `historyOf` makes one of them that fits a scenario. */
export const historyParts = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: 8, size: "max" }),
  acts: fc.array(act, { minLength: 1, maxLength: 60, size: "max" }),
});
export type History = { events: RecordedEvent[]; people: People };

const nameOf = (place: number) => String.fromCharCode("A".charCodeAt(0) + place);

/** A member's name, the day from which on it is there, and the day on whose opening the membership ends. */
type Stay = { name: string; from: number; until: number };

export function historyOf(
  scenario: Scenario,
  { entries, acts }: { entries: readonly Entry[]; acts: readonly Act[] },
): History {
  const { run, rules, population } = scenario;
  const heard = rules
    .map(({ condition }) => (condition.kind === "referralSpend" ? "bill" : indicatorOf(condition)))
    .filter((indicator): indicator is EventKind => (eventKinds as string[]).includes(indicator))
    .filter((indicator) => indicator !== "referral" && indicator !== "activation");
  const { segments } = population;
  const entering = entries.map((own) => ({ ...own, how: possible(own, segments) }));
  const { stays, arrivals } = arrive(run, entering);
  const events = arrivals.slice();
  for (const own of acts) {
    const event = kindOf(own, heard, walletKindsOf(scenario));
    for (let i = 0; i < own.days; i++) {
      const day = own.monthly ? monthsAfter(run.start, dayAt(run, own.at), i) : dayAt(run, own.at) + i;
      for (let j = 0; j < own.members; j++)
        if (day < run.days)
          events.push(...done(scenario, own, event, stays, (own.who + j) % stays.length, day));
    }
  }
  // Days in order; of one day in the order of the lists, so that whoever is referred is known.
  events.sort((a, b) => a.day - b.day);
  return { events: withinMemberships(events, stays), people: peopleOf(run.start, entering, stays) };
}

/** Who holds something before the run, held it as its segment says. */
function possible({ how, segment }: Entry, segments: Scenario["population"]["segments"]): Entry["how"] {
  const kind = segments[segment]?.joining.kind;
  if (how !== "before" && how !== "preregistered") return how;
  return kind === "preregistered" || kind === "before" ? kind : "named";
}

const dayAt = ({ days }: Scenario["run"], thousandths: number) => Math.floor((days * thousandths) / 1000);

/** Who comes when, by which events; chains of referrals are more common than chance makes them. */
function arrive(run: Scenario["run"], entries: readonly Entry[]) {
  const stays: Stay[] = [];
  const arrivals: RecordedEvent[] = [];
  entries.forEach(({ how, at, by, tenure, cancels, verifies }, place) => {
    const name = nameOf(place);
    const referrer = stays[by > 3 ? place - 1 : by % Math.max(1, place)];
    const isReferred = how === "referred" && referrer !== undefined;
    let day = dayAt(run, at);
    if (isReferred) day = Math.max(day, referrer.from, 0);
    if (isReferred && day >= referrer.until) day = Math.max(0, referrer.until - 1, referrer.from);
    if (how === "named") day = 0;
    if (how === "before") day = -tenure;
    const leaves = cancels === undefined ? Number.POSITIVE_INFINITY : dayAt(run, cancels);
    stays.push({ name, from: day, until: leaves > day ? leaves : Number.POSITIVE_INFINITY });
    if (isReferred && day < referrer.until)
      arrivals.push({ day, event: "referral", member: referrer.name, referred: name });
    else if (how !== "named" && how !== "before") arrivals.push({ day, event: "activation", member: name });
    const verified = verifies === undefined ? run.days : Math.max(day, dayAt(run, verifies));
    if (verified < run.days) arrivals.push({ day: verified, event: "verification", member: name });
    if (leaves > day && leaves < run.days)
      arrivals.push({ day: leaves, event: "cancellation", member: name });
  });
  return { stays, arrivals };
}

/** What one act of one member on one day is, or nothing where the member or whom it names is not there. */
function done(
  scenario: Scenario,
  own: Act,
  event: Kind,
  stays: readonly Stay[],
  place: number,
  day: number,
): RecordedEvent[] {
  const { channels = [], services, exchanges = [] } = scenario;
  const member = stays[place] as Stay;
  // A deed on a share names the next member as the sharer, who must be there; points are sent there.
  const next = stays[(place + 1) % stays.length] as Stay;
  const namesMember = event === "pointsTransfer" || shareDeeds.some(([deed]) => deed === event);
  if (day < member.from || (namesMember && (next === member || day < next.from))) return [];
  const named = namesMember ? { referred: next.name } : {};
  const piece = pieceFor(event, own, place, exchanges.length);
  const origin = { ...idAt("channel", channels, own.channel), ...idAt("service", services, own.service) };
  const about = { day, member: member.name, ...piece, ...named, ...origin };
  const events: RecordedEvent[] = [];
  for (let size = own.size; size < own.often * 1000; size += 1000 + (own.size % 13)) {
    if (event === "refund" && size % 2 === 0 && about.piece !== undefined) {
      events.push(...refundedInParts(scenario, about, size, member.from));
      continue;
    }
    events.push({ ...about, event, amount: amountOf(event, size % 1000) });
    if (event === "offset")
      events.push({ ...about, event: "purchase", amount: amountOf("purchase", size % 1000) });
    if (event === "refund") events.push(...paidBefore(scenario, about, size, member.from));
  }
  return events;
}

/** An order that is refunded twice or more, some of them to the end; now and then it is paid on in between. */
function refundedInParts(
  scenario: Scenario,
  about: Omit<RecordedEvent, "event">,
  size: number,
  from: number,
): RecordedEvent[] {
  const { days } = scenario.run;
  const paid = paidBefore(scenario, about, size, from);
  const amount = Math.max(1, Math.floor((paid[0]?.amount ?? 0) / (2 + (size % 3))));
  const again = 1 + (size % 17);
  const back = (day: number, cents: number) => ({ ...about, day, event: "refund", amount: cents }) as const;
  const paidOn = paid
    .slice(0, size % 7 === 0 ? 1 : 0)
    .map((payment) => ({ ...payment, day: about.day + again - 1 }));
  const refunds = [
    back(about.day, amount),
    back(about.day + again, amount),
    back(about.day + again + (size % 2), size % 5 === 0 ? 0 : amount),
  ];
  return [...paid, ...paidOn, ...refunds].filter(({ day }) => day < days);
}

/** What is refunded was paid some days before, and often in part with points, where the scheme lets it. */
function paidBefore(
  scenario: Scenario,
  about: Omit<RecordedEvent, "event">,
  size: number,
  from: number,
): RecordedEvent[] {
  const usesPoints = offers(scenario, "offset") && size % 4 > 0;
  const own = { ...about, day: Math.max(from, 0, about.day - (size % 30)) };
  const event = usesPoints ? "purchase" : pick(paidFor(scenario), size);
  const paid: RecordedEvent = { ...own, event, amount: amountOf("purchase", size % 1000) };
  return usesPoints ? [paid, { ...own, event: "offset", amount: amountOf("offset", size) }] : [paid];
}

/** A membership ends with the opening of a day: what the member does from then on is no event. */
function withinMemberships(events: readonly RecordedEvent[], stays: readonly Stay[]): RecordedEvent[] {
  const until = new Map(stays.map((stay) => [stay.name, stay.until]));
  const isOver = ({ member = "", day }: RecordedEvent) => day >= (until.get(member) ?? 0);
  for (const { event, member = "", day } of events)
    if (event === "cancellation") until.set(member, Math.min(day, until.get(member) ?? 0));
  const leftOf = new Map<string, number>();
  return events.flatMap((one): RecordedEvent[] => {
    const { event, amount = 1, piece } = one;
    if (isOver(one) && !["activation", "cancellation", "praise", "refund"].includes(event)) return [];
    const left = leftOf.get(`${piece}`) ?? 0;
    if (event !== "refund") {
      if (isPaid(event)) leftOf.set(`${piece}`, left + amount);
      return [one];
    }
    // What names no order takes back what the last day's payments earned.
    if (piece === undefined) return [one];
    // An order is refunded by no more than is left of what was paid for it; by all that is where no amount is named.
    if (left === 0) return [];
    leftOf.set(`${piece}`, amount === 0 ? 0 : left - Math.min(amount, left));
    return [{ ...one, amount: Math.min(amount, left) }];
  });
}

/** What rules on payments listen to. */
function paidFor({ rules }: Scenario): MoneyIndicator[] {
  const heard = rules.flatMap(({ condition }) =>
    condition.kind === "referralSpend"
      ? (["purchase", "bill"] as const)
      : moneyIndicators.filter((own) => own === indicatorOf(condition)),
  );
  return heard.length > 0 ? heard : ["purchase"];
}

const isPaid = (event: string) => (moneyIndicators as readonly string[]).includes(event);

function idAt<Key extends string>(key: Key, list: readonly { id: string }[], at: number) {
  const id = list[at]?.id;
  return id === undefined ? {} : ({ [key]: id } as Record<Key, string>);
}

function monthsAfter(start: string, day: number, months: number): number {
  const origin = parseIsoDate(start) ?? 0;
  return addMonths(civilDateOf(origin + day), months) - origin;
}

type WalletKind = "exchange" | "pointsPurchase" | "pointsTransfer" | "offset" | "refund";
type Kind = EventKind | WalletKind | "cancellation";

function offers({ currencies }: Scenario, what: "purchase" | "transfer" | "offset"): boolean {
  return currencies.some((own) => own[what]);
}

/** What members may do with points in a scheme, now or after a change. */
function walletKindsOf(scenario: Scenario): WalletKind[] {
  const { exchanges = [] } = scenario;
  const has = (what: "purchase" | "transfer" | "offset") => offers(scenario, what);
  return [
    ...(exchanges.length > 0 ? (["exchange"] as const) : []),
    ...(has("purchase") ? (["pointsPurchase"] as const) : []),
    ...(has("transfer") ? (["pointsTransfer"] as const) : []),
    ...(has("offset") ? (["offset"] as const) : []),
    ...(["refund", "refund"] as const),
  ];
}

function kindOf({ kind, size }: Act, heard: readonly EventKind[], wallet: readonly WalletKind[]): Kind {
  if (kind === 99) return "cancellation";
  if (kind < 20) return "login";
  if (kind < 25) return "redemption";
  if (kind < 26) return "activation";
  if (kind < 50) return wallet[size % wallet.length] as WalletKind;
  const all = eventKinds.filter((name) => name !== "referral" && name !== "activation");
  const list = kind < 90 && heard.length > 0 ? heard : all;
  return list[kind % list.length] as EventKind;
}

/** Praise mostly names a piece; a payment may name its order in the same place, a refund mostly does; an exchange its position. */
function pieceFor(event: Kind, { piece, size }: Act, place: number, exchanges: number): { piece?: number } {
  if (event === "exchange") return { piece: size % exchanges };
  if (event === "refund" && size % 3 === 0) return {};
  if (event === "refund") return { piece: 100 + place * 100 + (size % 100) };
  const own = { piece: place * 3 + (piece ?? 0) };
  if (event === "praise") return size % 5 > 0 ? own : {};
  if (piece === undefined || !eventKinds.includes(event as EventKind) || event === "redemption")
    return event === "offset" && piece !== undefined ? own : {};
  const { names, amount } = factsOf(event as EventKind);
  return names === "piece" || amount === "cents" ? own : {};
}

function amountOf(event: Kind, size: number): number {
  switch (event) {
    case "cancellation":
    case "login":
    case "activation":
      return 1;
    case "redemption":
    case "offset":
      return size % 200;
    case "exchange":
    case "pointsTransfer":
      return 1 + (size % 120);
    case "pointsPurchase":
      return size * (1 + (size % 9));
    case "refund":
      return size % 3 === 0 ? 0 : size * (1 + (size % 20));
    default: {
      const { amount } = factsOf(event);
      if (amount === "minutes") return size % 150;
      if (amount === "cents") return size % 3 === 0 ? (size % 11) * 100 : size * (size % 60);
      return amount === "points" ? size % 90 : 1 + (size % 5);
    }
  }
}

function peopleOf(start: string, entries: readonly Entry[], stays: readonly Stay[]): People {
  const people: People = {};
  entries.forEach(({ how, segment, birthday, leapling }, place) => {
    const { name, from } = stays[place] as Stay;
    const date = civilDateOf((parseIsoDate(start) ?? 0) + (birthday ?? 0));
    const bornOn = leapling ? 32 * 2 + 29 : 32 * date.month + date.day;
    people[name] = {
      segment,
      ...(birthday === undefined && !leapling ? {} : { bornOn }),
      ...(how === "before" || how === "preregistered" ? { joins: from } : {}),
    };
  });
  return people;
}
