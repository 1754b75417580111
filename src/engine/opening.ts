/**
 * The stock that synthetic members start with (spec 3.1a): balances in lots of several ages, tiers, and the points of the
 * pre-registered, whose validity starts when they activate (spec 1.6; [004]). Drawn from the member's key alone.
 */
import { addMonths, civilDateOf } from "../domain/calendar.ts";
import { normalQuantile } from "./distributions.ts";
import { exp } from "./elementary.ts";
import type { OpeningHabit } from "./habits.ts";
import { type Account, balanceMax, creditAtOpening, creditLot } from "./ledger.ts";
import { decisions, derivedKey, type Key, unitOf } from "./luck.ts";
import type { RunState } from "./run-state.ts";
import type { CurrencyTally } from "./tally.ts";
import { endTierOn } from "./tiers.ts";

type Newcomer = { m: number; key: Key; joinDay: number };

/** Gives a member of the start what its segment holds. */
export function openStock(run: RunState, { balances, tiers }: OpeningHabit, who: Newcomer): void {
  for (const { currency, share, logMedian, sigma, ages } of balances) {
    const [first, second] = derivedKey(who.key, currency, decisions.openingBalance);
    if (unitOf(first) > share) continue;
    const drawn = Math.round(exp(logMedian + sigma * normalQuantile(unitOf(second))));
    const points = Math.max(1, Math.min(openingMax, drawn));
    if (who.joinDay >= 0) register(run, currency, who.m, points);
    else spread(run, currency, who, points, ages);
  }
  if (tiers) startInTier(run, tiers, who);
}

/** A tenth of what a balance may hold. */
const openingMax = Math.floor(balanceMax / 10);

/** In equal lots, the oldest first, of the ages that the member's time and the lots' validity allow; else nothing. */
function spread(
  run: RunState,
  currency: number,
  who: Newcomer,
  points: number,
  ages: readonly number[],
): void {
  const account = run.accounts[currency] as Account;
  const { lotOfAge, countMax } = account.plan;
  const possible = ages.filter((age) => age <= -who.joinDay && (lotOfAge[age] as number) >= 0);
  const held = countMax > 0 ? possible.slice(0, countMax) : possible;
  const count = held.length;
  for (let lot = 0; lot < count; lot++) {
    const age = held[count - 1 - lot] as number;
    const part = Math.floor((points * (lot + 1)) / count) - Math.floor((points * lot) / count);
    creditLot(account, who.m, part, lotOfAge[age] as number, -age);
  }
  if (count > 0) book(run, currency, who.m, points);
}

/** Waits for the member's activation. */
function register(run: RunState, currency: number, m: number, points: number): void {
  (run.accounts[currency] as Account).pending[m] = points;
  book(run, currency, m, points);
}

function book(run: RunState, currency: number, m: number, points: number): void {
  const { moved } = run.accounts[currency] as Account;
  const { opening } = run.tally.currencies[currency] as CurrencyTally;
  moved[m] = (moved[m] as number) + points;
  opening[0] = (opening[0] as number) + points;
}

/** On the day of joining, what was registered before becomes a lot of that day. */
export function activateRegistered(run: RunState, currency: number, day: number): void {
  const { joiners } = run;
  const account = run.accounts[currency] as Account;
  for (let i = 0; i < joiners.count; i++) {
    const m = joiners.member[i] as number;
    const points = account.pending[m] as number;
    if (points === 0) continue;
    account.pending[m] = 0;
    creditAtOpening(account, m, points, 0, day);
    run.onMove?.(m, day, currency, 0, { kind: "activated", amount: points });
  }
}

/**
 * The tier of a member at the start, in force since a day drawn evenly from its validity. Who stands in a tier has once
 * earned its threshold: that counts towards the next.
 */
function startInTier(run: RunState, upTo: readonly number[], { m, key, joinDay }: Newcomer): void {
  const { tiers, days } = run.program;
  if (!tiers) return;
  const { roster } = run;
  const [place, since] = derivedKey(key, 0, decisions.openingTier);
  const at = unitOf(place) * (upTo.at(-1) as number);
  const tier = upTo.findIndex((end) => at < end);
  roster.tier[m] = tier;
  roster.issuedBeforeDemotion[m] = -(tiers.thresholds[tier] as number);
  if (tier === 0 || tiers.validityMonths === 0) return;
  const first = Math.max(0, joinDay);
  const end = addMonths(civilDateOf(days.start + first), tiers.validityMonths) - days.start;
  endTierOn(run, m, first + Math.floor(unitOf(since) * (end - first)));
}
