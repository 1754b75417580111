/**
 * Membership tiers (spec 1.5): promotion at once by all points earned, or those of the year; keeping by those of the
 * period of validity.
 * Spending, expiry and decay never lower either.
 */
import { addMonths, civilDateOf } from "../domain/calendar.ts";
import type { CompiledTiers } from "./compile-tiers.ts";
import type { Days } from "./days.ts";
import { entryKinds } from "./events.ts";
import type { Account } from "./ledger.ts";
import { stepFor } from "./levels.ts";
import { never } from "./roster.ts";
import type { RunState } from "./run-state.ts";

/** Notes what members have earned until today, so that a period can begin with its first day's points. */
export function openTiers(run: RunState, day: number): void {
  const { tiers, days } = run.program;
  if (!tiers) return;
  run.issuedBefore.set((run.accounts[tiers.currency] as Account).issued);
  if (tiers.byYear && days.opensYear[day] === 1) run.issuedBeforeYear.set(run.issuedBefore);
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
      if (tiers.byYear) run.issuedBeforeYear[m] = run.roster.issuedBeforeDemotion[m] as number;
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
  beginPeriod(run, tiers, days, m, day);
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
  const { count, tier, issuedBeforeDemotion } = roster;
  const { nextThreshold, byYear } = tiers;
  for (let m = 0; m < count; m++) {
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
  if (!tiers) return;
  const { roster, issuedBefore } = run;
  for (let m = 0; m < roster.count; m++) {
    if (roster.tierUntil[m] !== day) continue;
    const tier = roster.tier[m] as number;
    const earned = (issuedBefore[m] as number) - (roster.issuedBeforePeriod[m] as number);
    if (earned < (tiers.thresholds[tier] as number)) {
      roster.tier[m] = tiers.demotion === "oneStep" ? tier - 1 : stepFor(tiers.thresholds, earned);
      roster.issuedBeforeDemotion[m] = issuedBefore[m] as number;
      if (roster.tier[m] !== tier) run.onTier?.(m, day, tier, roster.tier[m] as number);
    }
    beginPeriod(run, tiers, days, m, day);
  }
}

function beginPeriod(
  { roster, issuedBefore }: RunState,
  { validityMonths }: CompiledTiers,
  days: Days,
  m: number,
  day: number,
): void {
  roster.issuedBeforePeriod[m] = issuedBefore[m] as number;
  const ends = roster.tier[m] !== 0 && validityMonths > 0;
  roster.tierUntil[m] = ends ? addMonths(civilDateOf(days.start + day), validityMonths) - days.start : never;
}
