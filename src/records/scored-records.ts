/** What playing records has come to: counts of the files, and the run's outcome. */
import type { Outcome } from "../domain/outcome.ts";
import type { MemberCounts, PointsSpread, RecordsFile, RowCounts } from "../domain/records-port.ts";
import type { Account } from "../engine/ledger.ts";
import { stepFor } from "../engine/levels.ts";
import type { RunState } from "../engine/run-state.ts";
import { summarize } from "../engine/summarize.ts";
import type { Records, RecordsReader } from "./records.ts";

/** The rows of one file so far. */
export function rowCountsOf(reader: RecordsReader, file: RecordsFile): RowCounts {
  const read = reader[file].rows;
  const bad = reader.badRows.count[file];
  return { read, used: read - bad, bad };
}

/** The outcome of records that were played to the last day: one replication of the members they name. */
export function outcomeOf({ program, tally }: RunState, { members }: Records): Outcome {
  const collected = { whole: tally, finished: [] };
  return summarize(program, collected, { shards: 1, members: members.names.length, replications: 1 });
}

/** How many members the records name, who joined in their time, and who has left. */
export function memberCountsOf({ members }: Records, { program, roster }: RunState): MemberCounts {
  const all = members.names.length;
  const joinedInRun = members.joinDay.reduce((sum, day) => sum + (day >= 0 ? 1 : 0), 0);
  const cancelled = roster.cancelDay
    .subarray(0, all)
    .reduce((sum, day) => sum + (day < program.days.count ? 1 : 0), 0);
  return { all, joinedBefore: all - joinedInRun, joinedInRun, cancelled };
}

/** Points that the redemptions of the file ask for, and what of them was booked: at checkout is something else. */
export function redemptionsOf({ redemptionPoints }: Records, { redeemedRecorded }: RunState) {
  return { asked: redemptionPoints, booked: redeemedRecorded };
}

/** Ids of the tier and, by service with levels, of the level that a member has come to; left out where there are none. */
export function memberStanding(
  { program, roster, levelPoints }: RunState,
  m: number,
): { tier?: string; levels?: Record<string, string> } {
  const { tiers, services } = program.scenario;
  const tier = tiers?.steps[roster.tier[m] as number]?.id;
  const levels = program.levels.map(({ service, thresholds }, position) => {
    const { id, levels: own } = services[service]!;
    return [id, own!.steps[stepFor(thresholds, levelPoints[position]![m]!)]!.id] as const;
  });
  return {
    ...(tier !== undefined && { tier }),
    ...(levels.length > 0 && { levels: Object.fromEntries(levels) }),
  };
}

/** How the points of one currency that were earned over the run are spread over all members; NaN without members. */
export function spreadOf({ issued }: Account, members: number): PointsSpread {
  const points = issued.slice(0, members).sort();
  const at = (share: number) => points[Math.min(members - 1, Math.floor(share * members))] ?? Number.NaN;
  const sum = points.reduce((all, each) => all + each, 0);
  return {
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    max: at(1),
    mean: sum / members,
    without: points.reduce((count, each) => count + (each === 0 ? 1 : 0), 0),
  };
}
