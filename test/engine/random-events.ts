/**
 * Random records for a scenario: runs of logins, sessions, payments, spreading, referrals upon referrals, cancellations,
 * redemptions. Mostly what the scenario's rules listen to, by few members and on few days, so that caps and budgets meet.
 */
import fc from "fast-check";
import { addMonths, civilDateOf, parseIsoDate } from "../../src/domain/calendar.ts";
import { factsOf, type Indicator, indicators, shareDeeds } from "../../src/domain/indicator.ts";
import { indicatorOf } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import type { People } from "./naive-engine.ts";
import type { RecordedEvent } from "./recorded.ts";

/** What can be written down; tenure and occasions follow from the calendar. */
type EventKind = Exclude<Indicator, "tenure" | "occasion" | "community" | "earning">;
const eventKinds = indicators.filter(
  (kind): kind is EventKind => !["tenure", "occasion", "community", "earning"].includes(kind),
);

const whole = (min: number, max: number) => fc.integer({ min, max });
/** A part of the run, in thousandths of its days. */
const moment = whole(0, 999);

/** How a member enters: by the first event that names it, by activation, or referred by an earlier one. */
const entry = fc.record({
  how: fc.constantFrom("named", "activation", "referred", "referred", "referred"),
  at: fc.oneof(fc.constant(0), whole(0, 400), moment),
  by: whole(0, 7),
  segment: whole(0, 3),
  /** Days after the start that the birthday comes; none for some. */
  birthday: fc.option(whole(0, 365), { nil: undefined }),
  leapling: whole(0, 5).map((dice) => dice === 0),
  cancels: fc.option(moment, { nil: undefined, freq: 2 }),
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
  acts: fc.array(act, { minLength: 1, maxLength: 50, size: "max" }),
});
export type History = { events: RecordedEvent[]; people: People };

const nameOf = (place: number) => String.fromCharCode("A".charCodeAt(0) + place);

export function historyOf(
  { run, rules, channels = [], services }: Scenario,
  { entries, acts }: { entries: readonly Entry[]; acts: readonly Act[] },
): History {
  const dayAt = (thousandths: number) => Math.floor((run.days * thousandths) / 1000);
  const heard = rules
    .map(({ condition }) => (condition.kind === "referralSpend" ? "bill" : indicatorOf(condition)))
    .filter((indicator): indicator is EventKind => (eventKinds as string[]).includes(indicator))
    .filter((indicator) => indicator !== "referral" && indicator !== "activation");
  const events: RecordedEvent[] = [];
  const entered: number[] = [];
  entries.forEach(({ how, at, by, cancels }, place) => {
    // Chains more often than chance makes them.
    const referrer = place === 0 ? 0 : by > 3 ? place - 1 : by % place;
    const isReferred = how === "referred" && place > 0;
    const day = how === "named" ? 0 : Math.max(dayAt(at), isReferred ? (entered[referrer] ?? 0) : 0);
    entered.push(day);
    if (isReferred)
      events.push({ day, event: "referral", member: nameOf(referrer), referred: nameOf(place) });
    else if (how !== "named") events.push({ day, event: "activation", member: nameOf(place) });
    if (cancels !== undefined && dayAt(cancels) >= day)
      events.push({ day: dayAt(cancels), event: "cancellation", member: nameOf(place) });
  });
  for (const own of acts) {
    const event = kindOf(own, heard);
    for (let i = 0; i < own.days; i++) {
      for (let j = 0; j < own.members; j++) {
        const place = (own.who + j) % entries.length;
        const day = own.monthly ? monthsAfter(run.start, dayAt(own.at), i) : dayAt(own.at) + i;
        if (day >= run.days || day < (entered[place] ?? 0)) continue;
        // A deed on a share names the next member as the sharer, who must be there.
        const sharer = (place + 1) % entries.length;
        const onShare = shareDeeds.some(([deed]) => deed === event);
        if (onShare && (sharer === place || day < (entered[sharer] ?? 0))) continue;
        const named = onShare ? { referred: nameOf(sharer) } : {};
        const piece = namesPiece(event, own) ? { piece: place * 3 + (own.piece ?? 0) } : {};
        const origin = {
          ...idAt("channel", channels, own.channel),
          ...idAt("service", services, own.service),
        };
        for (let size = own.size; size < own.often * 1000; size += 1000 + (own.size % 13))
          events.push({
            day,
            event,
            member: nameOf(place),
            amount: amountOf(event, size % 1000),
            ...piece,
            ...named,
            ...origin,
          });
      }
    }
  }
  // Days in order; of one day in the order of the lists, so that whoever is referred is known.
  events.sort((a, b) => a.day - b.day);
  return { events, people: peopleOf(run.start, entries) };
}

function idAt<Key extends string>(key: Key, list: readonly { id: string }[], at: number) {
  const id = list[at]?.id;
  return id === undefined ? {} : ({ [key]: id } as Record<Key, string>);
}

function monthsAfter(start: string, day: number, months: number): number {
  const origin = parseIsoDate(start) ?? 0;
  return addMonths(civilDateOf(origin + day), months) - origin;
}

type Kind = EventKind | "cancellation";

function kindOf({ kind }: Act, heard: readonly EventKind[]): Kind {
  if (kind === 99) return "cancellation";
  if (kind < 20) return "login";
  if (kind < 25) return "redemption";
  if (kind < 26) return "activation";
  const all = eventKinds.filter((name) => name !== "referral" && name !== "activation");
  const list = kind < 85 && heard.length > 0 ? heard : all;
  return list[kind % list.length] as EventKind;
}

/** Praise mostly names a piece; a payment may name its order in the same place. */
function namesPiece(event: Kind, { piece, size }: Act): boolean {
  if (event === "praise") return size % 5 > 0;
  if (event === "redemption" || event === "cancellation" || piece === undefined) return false;
  const { names, amount } = factsOf(event);
  return names === "piece" || amount === "cents";
}

function amountOf(event: Kind, size: number): number {
  if (event === "cancellation") return 1;
  if (event === "redemption") return size % 200;
  const { amount } = factsOf(event);
  if (amount === "minutes") return size % 150;
  if (amount === "cents") return size % 3 === 0 ? (size % 11) * 100 : size * (size % 60);
  if (amount === "points") return size % 90;
  return event === "login" || event === "activation" ? 1 : 1 + (size % 5);
}

function peopleOf(start: string, entries: readonly Entry[]): People {
  const people: People = {};
  entries.forEach(({ segment, birthday, leapling }, place) => {
    const date = civilDateOf((parseIsoDate(start) ?? 0) + (birthday ?? 0));
    const bornOn = leapling ? 32 * 2 + 29 : 32 * date.month + date.day;
    people[nameOf(place)] = { segment, ...(birthday === undefined && !leapling ? {} : { bornOn }) };
  });
  return people;
}
