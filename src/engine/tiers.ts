/**
 * Membership tiers (spec 1.5): promotion at once by all points earned, or those of the year; keeping by those of the
 * period of validity.
 * Spending, expiry and decay never lower either; what a refund takes back counts no more.
 */
import { addMonths, civilDateOf, dayNumberOf } from "../domain/calendar.ts";
import { growColumns } from "./columns.ts";
import type { CompiledTiers } from "./compile-tiers.ts";
import type { Days } from "./days.ts";
import { entryKinds } from "./events.ts";
import type { Account } from "./ledger.ts";
import { stepFor } from "./levels.ts";
import { never } from "./roster.ts";
import type { MemberList, RunState } from "./run-state.ts";

/** Notes what members have earned until today, so that a period can begin with its first day's points. */
export function openTiers(run: RunState, day: number): void {
  const { tiers, days } = run.program;
  if (!tiers) return;
  run.issuedBefore.set((run.accounts[tiers.currency] as Account).issued);
  if (run.issuedBeforeYear.length > 0 && days.opensYear[day] === 1)
    run.issuedBeforeYear.set(run.issuedBefore);
}

/** Who activates or buys a product may enter a tier by it, before the day's rules. */
export function enterByProduct(run: RunState, day: number): void {
  const { tiers, days } = run.program;
  if (!tiers?.entry) return;
  for (const kind of entryKinds) {
    const { count, member, service } = run.batch[kind];
    for (let i = 0; i < count; i++) {
      const m = member[i] as number;
      const tier = tiers.entry[service?.[i] ?? 0] as number;
      if (tier <= (run.roster.tier[m] as number)) continue;
      placeInTier(run, tiers, days, m, tier, day);
      // As if the threshold were earned today, and so in this year.
      if (run.issuedBeforeYear.length > 0)
        run.issuedBeforeYear[m] = run.roster.issuedBeforeDemotion[m] as number;
    }
  }
}

/** Puts a member into a tier from a day on: its threshold counts as earned towards the next. */
export function placeInTier(
  run: RunState,
  tiers: CompiledTiers,
  days: Days,
  m: number,
  tier: number,
  day: number,
): void {
  const { roster, issuedBefore } = run;
  run.onTier?.(m, day, roster.tier[m] as number, tier);
  roster.tier[m] = tier;
  roster.issuedBeforeDemotion[m] = (issuedBefore[m] as number) - (tiers.thresholds[tier] as number);
  countFrom(run, m, day);
  beginPeriod(run, tiers, days, m, day);
}

/** Who has earned what tiers go by is looked at by the next promotion. */
export function noteEarners({ earners }: RunState, { count, member }: MemberList): void {
  const from = earners.count;
  earners.count += count;
  if (earners.count > earners.member.length)
    growColumns(earners, Math.max(earners.count, 2 * earners.member.length));
  for (let i = 0; i < count; i++) earners.member[from + i] = member[i] as number;
}

/** Whoever has earned since the last time; all where the scheme, and so perhaps a threshold, changes today. */
function candidatesFor({ earners, changes, roster }: RunState, day: number): MemberList {
  if (!changes.some((change) => change.day === day)) return earners;
  return { count: roster.count, member: Int32Array.from({ length: roster.count }, (_, m) => m) };
}

/**
 * Promotes to the highest tier reached, at once. After a demotion the points earned until then no longer promote:
 * otherwise the next award would undo it.
 */
export function promote(run: RunState, day: number): void {
  const { tiers, days } = run.program;
  if (!tiers) return;
  const { roster, issuedBeforeYear } = run;
  const { issued } = run.accounts[tiers.currency] as Account;
  const { tier, issuedBeforeDemotion } = roster;
  const { nextThreshold, byYear } = tiers;
  const { count, member } = candidatesFor(run, day);
  run.earners.count = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const demoted = issuedBeforeDemotion[m] as number;
    const since = byYear ? Math.max(demoted, issuedBeforeYear[m] as number) : demoted;
    const earned = (issued[m] as number) - since;
    if (earned < (nextThreshold[tier[m] as number] as number)) continue;
    const before = tier[m] as number;
    tier[m] = stepFor(tiers.thresholds, earned);
    run.onTier?.(m, day, before, tier[m] as number);
    beginPeriod(run, tiers, days, m, day);
  }
}

/** At the end of a period: who earned the tier's threshold within it keeps it for another, the others go down. */
export function endTierPeriods(run: RunState, day: number): void {
  const { tiers, days } = run.program;
  if (!tiers || run.tiersEnd[day] === 0) return;
  const { roster, issuedBefore } = run;
  const demoted = { count: 0, member: run.candidates.member };
  for (let m = 0; m < roster.count; m++) {
    if (roster.tierUntil[m] !== day) continue;
    const tier = roster.tier[m] as number;
    const earned = (issuedBefore[m] as number) - (roster.issuedBeforePeriod[m] as number);
    if (earned < (tiers.thresholds[tier] as number)) {
      roster.tier[m] = tiers.demotion === "oneStep" ? tier - 1 : stepFor(tiers.thresholds, earned);
      roster.issuedBeforeDemotion[m] = issuedBefore[m] as number;
      countFrom(run, m, day);
      demoted.member[demoted.count++] = m;
      if (roster.tier[m] !== tier) run.onTier?.(m, day, tier, roster.tier[m] as number);
    }
    beginPeriod(run, tiers, days, m, day);
  }
  // What the last day has brought may promote tomorrow.
  noteEarners(run, demoted);
}

/**
 * Points that were earned on a day count no more: what was earned before a period, a demotion or the year grows by them
 * where they came after it, which costs the loops nothing. A tier stays until its validity ends.
 */
export function withdrawFromTiers(
  { program, roster, issuedBefore, issuedBeforeYear, tierSince }: RunState,
  m: number,
  points: number,
  earned: number,
  day: number,
): void {
  const raise = (column: Float64Array) => {
    column[m] = (column[m] as number) + points;
  };
  const from = tierSince.count[m] as number;
  // What was earned before today is in here, and is told from what came before it below.
  if (earned === day) raise(issuedBefore);
  if (earned >= (tierSince.period[m] as number)) raise(roster.issuedBeforePeriod);
  if (earned >= from) raise(roster.issuedBeforeDemotion);
  if (issuedBeforeYear.length === 0) return;
  const { start } = program.days;
  const yearBegan = dayNumberOf({ year: civilDateOf(start + day).year, month: 1, day: 1 }) - start;
  if (earned >= Math.max(from, yearBegan)) raise(issuedBeforeYear);
}

/** Only what is earned from this day on promotes. */
function countFrom({ tierSince }: RunState, m: number, day: number): void {
  if (tierSince.count.length > 0) tierSince.count[m] = day;
}

function beginPeriod(
  run: RunState,
  { validityMonths }: CompiledTiers,
  days: Days,
  m: number,
  day: number,
): void {
  const { roster, issuedBefore, tierSince } = run;
  roster.issuedBeforePeriod[m] = issuedBefore[m] as number;
  if (tierSince.period.length > 0) tierSince.period[m] = day;
  const ends = roster.tier[m] !== 0 && validityMonths > 0;
  endTierOn(run, m, ends ? addMonths(civilDateOf(days.start + day), validityMonths) - days.start : never);
}

/** The day on which the validity of a member's tier ends. */
export function endTierOn({ roster, tiersEnd }: RunState, m: number, day: number): void {
  roster.tierUntil[m] = day;
  if (day < tiersEnd.length) tiersEnd[day] = 1;
}
