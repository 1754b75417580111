/** Tiers, levels and privileges: who is promoted, kept and demoted, who holds what. */
import { addMonths, civilDateOf } from "../../../src/domain/calendar.ts";
import type { Standings } from "../../../src/domain/outcome.ts";
import type { Privilege } from "../../../src/domain/privilege.ts";
import type { Tiers } from "../../../src/domain/tier.ts";
import { accountIn, type Book, take, yearOf } from "./book.ts";
import { isMember, type Member, type Qualifying } from "./member.ts";
import type { Today } from "./today.ts";

/** Who activates or buys a product stands at least in the tier that it brings, as if its threshold were earned today. */
export function enterTiers(book: Book, { day, events }: Today): void {
  const { tiers } = book.scheme;
  if (!tiers) return;
  for (const { event, member, service } of events) {
    if (event !== "activation" && event !== "purchase") continue;
    const brought = (tiers.entry ?? []).filter(({ product }) => product === service);
    const tier = Math.max(0, ...brought.map((own) => tiers.steps.findIndex(({ id }) => id === own.tier)));
    if (tier <= member.tier) continue;
    take(book, tiers.promotedBy === "year" ? "entry by a product, of the year" : "entry by a product");
    member.promoting = [{ day, year: yearOf(book, day), points: tiers.steps[tier]?.threshold ?? 0 }];
    beginPeriod(book, tiers, member, tier, day);
  }
}

/** What promotes: all since the last demotion, or what is of this natural year. */
function promotingPoints(book: Book, { promotedBy }: Tiers, { promoting }: Member, today: number): number {
  const year = yearOf(book, today);
  return sumOf(promoting.filter((earned) => promotedBy !== "year" || earned.year === year));
}

function sumOf(earned: readonly Qualifying[]): number {
  return earned.reduce((sum, { points }) => sum + points, 0);
}

/** The same as if no refund had taken anything back. */
const unrefunded = (earned: readonly Qualifying[]) =>
  earned.map((one) => ({ ...one, points: one.points + (one.takenBack ?? 0) }));

/** At once, and to the highest tier whose threshold is reached. */
export function promote(book: Book, day: number): void {
  const { tiers } = book.scheme;
  if (!tiers) return;
  for (const member of book.members) {
    const reached = stepFor(tiers, promotingPoints(book, tiers, member, day));
    if (tiers.promotedBy === "year" && reached <= member.tier) {
      const ever = stepFor(tiers, promotingPoints(book, { ...tiers, promotedBy: "ever" }, member, day));
      if (ever > member.tier) take(book, "points of years before promote no more");
    }
    const kept = { ...member, promoting: unrefunded(member.promoting) };
    const without = stepFor(tiers, promotingPoints(book, tiers, kept, day));
    if (without > Math.max(reached, member.tier)) take(book, "a refund keeps from promotion");
    if (reached <= member.tier) continue;
    take(book, tiers.promotedBy === "year" ? "promotion by the year" : "promotion");
    beginPeriod(book, tiers, member, reached, day);
  }
}

/** At the end of its validity a tier is kept by the points of the period, the last day not counted, or lost. */
export function endTierPeriods(book: Book, day: number): void {
  const { tiers } = book.scheme;
  if (!tiers) return;
  for (const member of book.members) {
    if (member.tierUntil !== day) continue;
    const ofPeriod = member.qualifying.filter((own) => member.periodBegan <= own.day && own.day < day);
    const earned = sumOf(ofPeriod);
    const threshold = tiers.steps[member.tier]?.threshold ?? 0;
    const isKept = earned >= threshold;
    if (!isKept && sumOf(unrefunded(ofPeriod)) >= threshold) take(book, "a refund costs a tier");
    take(book, isKept ? "tier kept" : `demotion ${tiers.demotion}`);
    if (!isKept) member.promoting = member.promoting.filter((earned) => earned.day === day);
    const lower = tiers.demotion === "oneStep" ? member.tier - 1 : stepFor(tiers, earned);
    beginPeriod(book, tiers, member, isKept ? member.tier : lower, day);
  }
}

function beginPeriod({ start }: Book, { validityMonths }: Tiers, member: Member, tier: number, day: number) {
  member.tier = tier;
  member.periodBegan = day;
  member.tierUntil =
    tier > 0 && validityMonths > 0
      ? addMonths(civilDateOf(start + day), validityMonths) - start
      : Number.POSITIVE_INFINITY;
}

export function stepFor({ steps }: Pick<Tiers, "steps">, points: number): number {
  return Math.max(
    0,
    steps.findLastIndex(({ threshold }) => points >= threshold),
  );
}

/** At the close of a day, who holds which privilege. */
export function notePrivileges(book: Book, day: number): void {
  for (const { id, held } of book.scheme.privileges ?? [])
    for (const member of book.members) {
      if (!isMember(member, day) || !holds(book, member, held)) continue;
      member.daysHeld.set(id, (member.daysHeld.get(id) ?? 0) + 1);
      take(book, `privilege by ${held.kind}`);
    }
}

function holds(book: Book, member: Member, held: Privilege["held"]): boolean {
  const { services, tiers } = book.scheme;
  switch (held.kind) {
    case "balance":
      return accountIn(book, member, held.currency).balance >= held.threshold;
    case "tier":
      return member.tier >= (tiers?.steps ?? []).findIndex(({ id }) => id === held.tier);
    case "level": {
      const steps = services.find(({ id }) => id === held.service)?.levels?.steps ?? [];
      const step = steps.find(({ id }) => id === held.step);
      return step !== undefined && (member.servicePoints.get(held.service) ?? 0) >= step.threshold;
    }
  }
}

/** Of members enrolled on the last day; undefined of a scheme that has nothing to stand on. */
export function standingsOf(book: Book): Standings | undefined {
  const { tiers, services, privileges = [], run } = book.scheme;
  const leveled = services.flatMap(({ id, levels }) => (levels ? [{ id, levels }] : []));
  if (!tiers && leveled.length === 0 && privileges.length === 0) return undefined;
  const enrolled = book.members.filter((member) => isMember(member, run.days - 1));
  const onSteps = (steps: readonly { id: string }[], stepOf: (member: Member) => number) =>
    Object.fromEntries(
      steps.map(({ id }, step) => [id, enrolled.filter((member) => stepOf(member) === step).length]),
    );
  const levelsOf = leveled.map(({ id, levels }) => {
    const points = (member: Member) => member.servicePoints.get(id) ?? 0;
    return [id, onSteps(levels.steps, (member) => stepFor(levels, points(member)))];
  });
  const privilegesOf = privileges.map(({ id, held }) => {
    const days = book.members.map(({ daysHeld }) => daysHeld.get(id) ?? 0);
    const holders = enrolled.filter((member) => holds(book, member, held)).length;
    const reached = days.filter((count) => count > 0).length;
    return [id, { holders, reached, memberDays: days.reduce((sum, count) => sum + count, 0) }];
  });
  return {
    tiers: onSteps(tiers?.steps ?? [], ({ tier }) => tier),
    levels: Object.fromEntries(levelsOf),
    privileges: Object.fromEntries(privilegesOf),
  };
}
