/** What the rules offer a member who is active every day, for the accrual rate: by the scheme that each day meets. */
import { type Program, rulesOfAllStages } from "./compile.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { CompiledLimit } from "./limits.ts";
import { quantities } from "./tally.ts";
import type { View } from "./view.ts";

/**
 * Points that daily rules have offered the members of a part up to the end of the run. Where the offer changes within a
 * month, a part takes that month's mean over all members, so that the figure of the whole is exact.
 *
 * @param enrolledByDay of everyone, to weigh the days of a month by
 */
export function offeredOver(program: Program, enrolledByDay: Float64Array): (view: View) => number {
  const { monthStart, count } = program.days;
  const offers = offeredByDay(program);
  const last = monthStart.length - 1;
  const [first = 0] = offers;
  if (offers.every((offer) => offer === first))
    return (view) => first * view.at(last, quantities.enrolledDays);
  const means = Array.from(monthStart, (start, month) =>
    weightedMean(offers, enrolledByDay, start, monthStart[month + 1] ?? count),
  );
  return (view) =>
    means.reduce((sum, mean, month) => {
      const before = month > 0 ? view.at(month - 1, quantities.enrolledDays) : 0;
      return sum + mean * (view.at(month, quantities.enrolledDays) - before);
    }, 0);
}

function weightedMean(values: Float64Array, weights: Float64Array, from: number, to: number): number {
  let [sum, weight] = [0, 0];
  for (let at = from; at < to; at++) {
    sum += (values[at] as number) * (weights[at] as number);
    weight += weights[at] as number;
  }
  return weight > 0 ? sum / weight : 0;
}

/** By day of the run, points offered a member: rules in force on that day, by the values and windows of that day. */
function offeredByDay(program: Program): Float64Array {
  const { count } = program.days;
  const offers = new Float64Array(count);
  let scheme: Program = program;
  let offer = 0;
  const turns = turningDays(program);
  for (let day = 0; day < count; day++) {
    scheme = program.changes.findLast((change) => change.day === day)?.program ?? scheme;
    if (day === 0 || turns.has(day)) offer = offeredOn(scheme, day);
    offers[day] = offer;
  }
  return offers;
}

/** Days on which the offer may be another than on the day before. */
function turningDays(program: Program): Set<number> {
  const turns = program.changes.map(({ day }) => day);
  for (const { firstDay, lastDay, scale } of rulesOfAllStages(program)) {
    turns.push(firstDay, lastDay + 1);
    for (const one of scale?.multipliers ?? []) turns.push(one.firstDay, one.lastDay + 1);
  }
  return new Set(turns);
}

function offeredOn({ rules, limits }: Program, day: number): number {
  return offeredWithin(
    rules.map((rule) => ({ limits: rule.limits, offeredPerDay: offerOf(rule, day) })),
    limits,
  );
}

/** With the multipliers that are for everyone on that day. */
function offerOf({ firstDay, lastDay, offeredPerDay, scale, caps }: CompiledRule, day: number): number {
  if (day < firstDay || day > lastDay) return 0;
  let offer = offeredPerDay;
  for (const one of scale?.multipliers ?? []) {
    const isForAll = one.segment < 0 && one.tier < 0 && one.channel === 0 && one.product === 0;
    if (isForAll && one.firstDay <= day && day <= one.lastDay)
      offer = (offer * one.numerator) / one.denominator;
  }
  return Math.min(offer, caps.perDay);
}

/** Points that rules offer a member on an active day in all, where limits let through less than the rules offer each. */
function offeredWithin(
  rules: readonly { offeredPerDay: number; limits: readonly number[] }[],
  limits: readonly CompiledLimit[],
): number {
  const offers = rules.map(({ offeredPerDay }) => offeredPerDay);
  limits.forEach(({ caps }, limit) => {
    const under = offers.map((offer, position) => (rules[position]?.limits.includes(limit) ? offer : 0));
    const sum = under.reduce((total, offer) => total + offer, 0);
    if (sum <= caps.perDay) return;
    under.forEach((offer, position) => {
      if (offer > 0) offers[position] = (offer * caps.perDay) / sum;
    });
  });
  return offers.reduce((sum, offer) => sum + offer, 0);
}
