/** Records as a scheme's own synthetic members would leave them: something to try, and the closed circle of the engine. */
import { isoDateOf } from "../domain/calendar.ts";
import { csvLine } from "../domain/csv-line.ts";
import type { Program } from "../engine/compile.ts";
import type { EventBatch, Slice } from "../engine/events.ts";
import { syntheticSource } from "../engine/population.ts";
import type { RunState } from "../engine/run-state.ts";
import { openSimulation, simulateDay } from "../engine/simulate.ts";
import { closeTally } from "../engine/tally-day.ts";
import { type KindFacts, recordKinds } from "./kinds.ts";

/** Members of a sample: enough to look at, little enough to open in a spreadsheet. */
const sampleMembersMax = 300;

export type Sample = { run: RunState; events: string[]; members: string[] };

/** The first members of the run's first replication, and everyone they refer; `onDay` hears how far it is. */
export async function sampleOf(program: Program, onDay: (share: number) => Promise<void>): Promise<Sample> {
  const { scenario, days } = program;
  const endMember = Math.min(sampleMembersMax, scenario.run.members);
  const source = syntheticSource(program, { replication: 0, firstMember: 0, endMember });
  const columns = ["member", "date", "indicator", "amount", "other"];
  const events = [csvLine(asksOrigin(program) ? [...columns, "service", "channel"] : columns)];
  const noted = {
    ...source,
    fill(run: RunState, day: number) {
      source.fill(run, day);
      noteEvents(run, isoDateOf(days.start + day), events);
    },
  };
  const run = openSimulation(program, noted);
  let redeemed = new Float64Array(0);
  for (let day = 0; day < days.count; day++) {
    simulateDay(run, noted, day);
    redeemed = noteRedemptions(run, redeemed, isoDateOf(days.start + day), events);
    await onDay((day + 1) / days.count);
  }
  closeTally(run);
  return { run, events, members: membersOf(run) };
}

/** A name that sorts in the order of the members. */
function nameOf(member: number): string {
  return `M${String(member + 1).padStart(5, "0")}`;
}

/** Whether a rule asks for channels or products: then the sample tells them. */
function asksOrigin({ rules }: Program): boolean {
  return rules.some(({ origin }) => origin !== undefined);
}

/** Ids of the service and the channel of an event, where the sample has these columns. */
function originOf(program: Program, slice: Slice | undefined, i: number): string[] {
  if (!asksOrigin(program)) return [];
  const { scenario } = program;
  const service = scenario.services[(slice?.service?.[i] ?? 0) - 1];
  const channel = scenario.channels?.[(slice?.channel?.[i] ?? 0) - 1];
  return [service?.id ?? "", channel?.id ?? ""];
}

function noteEvents({ batch, leavers, program }: RunState, date: string, lines: string[]): void {
  for (const { kind, names } of recordKinds) {
    // Redemptions are told by what accounts have spent.
    if (kind === "redemption") continue;
    const slice = (batch as Partial<EventBatch>)[kind as keyof EventBatch];
    for (let i = 0; i < (slice?.count ?? 0); i++) {
      const other = slice!.other[i] as number;
      const [member, amount] = [nameOf(slice!.member[i]!), slice!.amount[i]!];
      lines.push(
        csvLine([member, date, kind, amount, otherNamed(names, other), ...originOf(program, slice, i)]),
      );
    }
  }
  for (let i = 0; i < leavers.count; i++)
    lines.push(
      csvLine([nameOf(leavers.member[i]!), date, "cancellation", 1, "", ...originOf(program, undefined, 0)]),
    );
}

function otherNamed(names: KindFacts["names"], other: number): string {
  if (names === undefined || other < 0) return "";
  return names === "member"
    ? nameOf(other)
    : `${names === "order" ? "O" : "P"}${String(other + 1).padStart(5, "0")}`;
}

/** What members spent today of the main currency; returns what they have spent so far. */
function noteRedemptions(
  { accounts, program, roster }: RunState,
  before: Float64Array,
  date: string,
  lines: string[],
): Float64Array<ArrayBuffer> {
  const { redeemed } = accounts[program.mainCurrency]!;
  for (let m = 0; m < roster.count; m++) {
    const points = redeemed[m]! - (before[m] ?? 0);
    if (points > 0)
      lines.push(csvLine([nameOf(m), date, "redemption", points, "", ...originOf(program, undefined, 0)]));
  }
  return redeemed.slice(0, roster.count);
}

/** Who is a member since when; in the scheme's own segments, so that rules for segments reach them. */
function membersOf({ program, roster }: RunState): string[] {
  const { scenario, days } = program;
  const lines = [csvLine(["member", "joined", "birthday", "referrer", "segment"])];
  for (let m = 0; m < roster.count; m++) {
    // Who would join after the last day is in the roster, too.
    if (roster.joinDay[m]! >= days.count) continue;
    const referrer = roster.referrer[m] as number;
    lines.push(
      csvLine([
        nameOf(m),
        isoDateOf(days.start + roster.joinDay[m]!),
        birthdayOf(roster.bornOn.date[m]!),
        referrer < 0 ? "" : nameOf(referrer),
        scenario.population.segments[roster.segment[m]!]?.id ?? "",
      ]),
    );
  }
  return lines;
}

/** Month and day as the engine keeps them, in a leap year, as only they matter. */
function birthdayOf(bornOn: number): string {
  if (bornOn === 0) return "";
  const two = (number: number) => String(number).padStart(2, "0");
  return `1980-${two(bornOn >> 5)}-${two(bornOn & 31)}`;
}
