/** Service levels and privileges: points of a service ever paid, and who holds what at the close of a day (spec 1.5). */
import type { CompiledPrivilege } from "./compile-tiers.ts";
import type { Account } from "./ledger.ts";
import type { Roster } from "./roster.ts";
import type { Postings, RunState } from "./run-state.ts";
import { placesOf } from "./standing.ts";

/** Adds what a rule has paid to sums by member, which spending and expiry never lower, but refunds do. */
export function addPaid(sums: Float64Array, { count, member, points }: Postings): void {
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    sums[m] = (sums[m] as number) + (points[i] as number);
  }
}

/** At the close of a day: counts who holds each privilege, and notes who has ever held it. */
export function holdPrivileges(run: RunState, day: number): void {
  const { privileges } = run.program;
  if (privileges.length === 0) return;
  const { standing } = run.tally;
  const places = placesOf(run.program).privileges;
  for (let position = 0; position < privileges.length; position++) {
    const at = places[position] as number;
    const held = countHolders(run, position, day);
    standing[at] = held;
    standing[at + 2] = (standing[at + 2] as number) + held;
  }
}

/** Columns of three types, each read in a loop of its own: one loop for all is several times as slow. */
function countHolders(run: RunState, position: number, day: number): number {
  const { kind, at, from } = run.program.privileges[position] as CompiledPrivilege;
  const { roster } = run;
  const { count } = roster;
  const ever = run.everHeld[position] as Uint8Array;
  let held = 0;
  if (kind === "balance") {
    const { balance } = run.accounts[at] as Account;
    for (let m = 0; m < count; m++) if ((balance[m] as number) >= from) held += hold(roster, ever, m, day);
  } else if (kind === "level") {
    const points = run.levelPoints[at] as Float64Array;
    for (let m = 0; m < count; m++) if ((points[m] as number) >= from) held += hold(roster, ever, m, day);
  } else {
    const { tier } = roster;
    for (let m = 0; m < count; m++) if ((tier[m] as number) >= from) held += hold(roster, ever, m, day);
  }
  return held;
}

function hold({ joinDay, cancelDay }: Roster, ever: Uint8Array, m: number, day: number): number {
  if ((joinDay[m] as number) > day || (cancelDay[m] as number) <= day) return 0;
  ever[m] = 1;
  return 1;
}

/** After the last day: on which step enrolled members stand, and how many have ever held each privilege. */
export function closeStanding(run: RunState): void {
  const { program, roster, tally } = run;
  const { standing } = tally;
  if (standing.length === 0) return;
  const places = placesOf(program);
  const last = program.days.count - 1;
  const one = (at: number) => {
    standing[at] = (standing[at] as number) + 1;
  };
  for (let m = 0; m < roster.count; m++) {
    if ((roster.joinDay[m] as number) > last || (roster.cancelDay[m] as number) <= last) continue;
    if (program.tiers) one(places.tiers + (roster.tier[m] as number));
    program.levels.forEach(({ thresholds }, position) => {
      const points = (run.levelPoints[position] as Float64Array)[m] as number;
      one((places.levels[position] as number) + stepFor(thresholds, points));
    });
  }
  places.privileges.forEach((at, position) => {
    const ever = run.everHeld[position] as Uint8Array;
    standing[at + 1] = ever.subarray(0, roster.count).reduce((sum, held) => sum + held, 0);
  });
}

/** The highest step whose threshold the points reach. */
export function stepFor(thresholds: readonly number[], points: number): number {
  let step = 0;
  while (step + 1 < thresholds.length && points >= (thresholds[step + 1] as number)) step++;
  return step;
}
