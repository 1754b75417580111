/** Small files of records, scored: what the engine posts, and which rows are bad, as text. */
import { isoDateOf } from "../../src/domain/calendar.ts";
import type { MoneyUnit } from "../../src/domain/records-port.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { compile } from "../../src/engine/compile.ts";
import type { RunState } from "../../src/engine/run-state.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { recordedSource } from "../../src/records/recorded-source.ts";
import { openRecords, type Records } from "../../src/records/records.ts";

const encoder = new TextEncoder();

export type Scored = {
  /** "member date rule points = balance", in the order of the ledger. */
  postings: string[];
  /** "row field code" for EVENTS; "MEMBERS row field code" for the other file. */
  bad: string[];
  /** "member: day of joining, referred by", ascending. */
  members: string[];
  records: Records;
  run: RunState;
};

/** Scores files given as text or bytes; bad rows are left out. Throws what the readers throw. */
export function scoredFiles(
  scenario: Scenario,
  events: string | Uint8Array,
  members?: string | Uint8Array,
  money?: MoneyUnit,
): Scored {
  const program = compile(scenario);
  const reader = openRecords(program, {}, money);
  if (members !== undefined) {
    reader.members.push(typeof members === "string" ? encoder.encode(members) : members);
    reader.members.end();
  }
  reader.events.push(typeof events === "string" ? encoder.encode(events) : events);
  reader.events.end();
  const records = reader.finish();
  const source = recordedSource(program, records);
  const postings: string[] = [];
  const { names, joinDay, referrer } = records.members;
  const run = simulate(program, {
    ...source,
    begin(state) {
      source.begin(state);
      state.onPosting = (rule, m, day, points, balance) => {
        const date = isoDateOf(program.days.start + day).slice(5);
        postings.push(`${names[m]} ${date} ${scenario.rules[rule]?.id} ${points} = ${balance}`);
      };
    },
  });
  return {
    postings,
    bad: reader.badRows
      .listed()
      .map(({ file, row, field, code }) =>
        [...(file === "members" ? ["MEMBERS"] : []), row, field, code].join(" ").replace("  ", " "),
      ),
    members: names.map((name, m) => {
      const by = referrer[m] as number;
      return `${name}: ${joinDay[m]}${by < 0 ? "" : `, by ${names[by]}`}`;
    }),
    records,
    run,
  };
}
