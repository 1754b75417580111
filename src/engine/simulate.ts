/** A shard of a run, from the first day to the last: the road of spec 5.1. */
import { regenerate } from "./causes.ts";

import { applyChange } from "./change.ts";
import { offsetPurchases } from "./checkout.ts";
import type { Program } from "./compile.ts";
import { noteDeeds } from "./deeds.ts";
import { clearSlices } from "./events.ts";
import { exchangeRecorded, openExchanges } from "./exchange.ts";
import { openPeriods } from "./limits.ts";
import type { Shard } from "./plan.ts";
import { syntheticSource } from "./population.ts";
import { redeem, redeemRecorded } from "./redeem.ts";
import { openRedemptionBudgets } from "./redemption-budget.ts";
import { openRefunds, refund } from "./refund.ts";
import { openRun, type RunState } from "./run-state.ts";
import { closePeriods, score } from "./score.ts";
import { settle } from "./settle.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import { closeTally, tallyDay } from "./tally-day.ts";
import { enterByProduct, openTiers, promote } from "./tiers.ts";
import { moveWallets, openWallets } from "./wallet.ts";

/**
 * Simulates the members of a shard and everyone they refer.
 *
 * @throws RunError `populationLimit`, `balanceLimit`, `ledgerBroken`
 */
export function simulateShard(program: Program, shard: Shard): Tally {
  return simulate(program, syntheticSource(program, shard)).tally;
}

/** Runs every day of a program over the members and events of a source; returns the state after the last day. */
export function simulate(program: Program, source: Source): RunState {
  const run = openSimulation(program, source);
  for (let day = 0; day < program.days.count; day++) simulateDay(run, source, day);
  closeTally(run);
  return run;
}

/** A run before its first day, for who wants to go day by day: `simulateDay` for each day in order, then `closeTally`. */
export function openSimulation(program: Program, source: Source): RunState {
  const run = openRun(program, source.startsWith, source.part);
  source.begin(run);
  return run;
}

/** The next day of a run. @throws RunError as `simulateShard` */
export function simulateDay(run: RunState, source: Source, day: number): void {
  openDay(run, day);
  source.fill(run, day);
  settle(run, day);
  if (run.changes.length > 0) applyChange(run, day);
  run.onSettled?.(day);
  if (run.refunds) openRefunds(run, day);
  offsetPurchases(run, run.program.wallet.offset, source.shoppers !== undefined, day);
  enterByProduct(run, day);
  score(run, day);
  if (run.lastDeed.length > 0) noteDeeds(run, day);
  if (run.refunds) refund(run, day);
  promote(run, day);
  openWallets(run, day);
  moveWallets(run, day);
  exchangeRecorded(run, day);
  redeemRecorded(run, day);
  if (source.shoppers) redeem(run, source.shoppers, day);
  regenerate(run, day);
  closePeriods(run, day);
  tallyDay(run, day);
}

function openDay(run: RunState, day: number): void {
  openTiers(run, day);
  const { rules, limits, days } = run.program;
  openPeriods(rules, run.ruleMemory, days, run.budgetPart, day);
  openPeriods(limits, run.limitMemory, days, run.budgetPart, day);
  if (days.opensMonth[day] === 1) for (const sums of run.timePoints) sums.fill(0);
  openRedemptionBudgets(run, day);
  if (run.exchanged.length > 0) openExchanges(run, day);
  clearSlices(run.slices);
  run.joiners.count = 0;
  run.leavers.count = 0;
}
