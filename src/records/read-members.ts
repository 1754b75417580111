/** MEMBERS: each row's cells → values, or what is wrong with the first cell that is. */
import { isoDateOf } from "../domain/calendar.ts";
import type { Layout } from "../domain/records-port.ts";
import type { Program } from "../engine/compile.ts";
import { monthDayOf } from "../engine/days.ts";
import type { BadRowCode, BadRows } from "./bad-row.ts";
import { amountMax } from "./kinds.ts";
import {
  choiceWords,
  dateFault,
  dateReader,
  isName,
  type Names,
  positionReader,
  several,
  wholeNumberIn,
} from "./read-cells.ts";
import { addRow, type MemberRows, noSegment } from "./rows.ts";
import { type Sheet, sheetReader } from "./sheet.ts";

const required = ["member", "joined"] as const;
const optional = ["birthday", "referrer", "segment", "tier", "opening"] as const;
type Cells = Record<(typeof required)[number] | (typeof optional)[number], string>;

/** Reads rows of the members' file into columns, and tells of each bad one its field and why. */
export function membersReader(
  { days, scenario }: Program,
  members: Names,
  rows: MemberRows,
  badRows: BadRows,
  layout?: Layout,
): Sheet {
  const dayNumberOf = dateReader();
  const { segments } = scenario.population;
  const tiers = scenario.tiers?.steps ?? [];
  const segmentNamed = positionReader(segments);
  const tierNamed = positionReader(tiers);
  const lastDay = days.start + days.count - 1;

  return sheetReader(
    { file: "members", required, optional },
    badRows,
    (cells: Cells, line) => {
      const bad = (field: keyof Cells, code: BadRowCode, detail?: string) =>
        badRows.add("members", line, field, code, detail, cells[field]);
      const { member, joined, birthday, referrer, segment, tier, opening } = cells;
      if (!isName(member)) return bad("member", member === "" ? "missing" : "name");
      const joinedOn = dayNumberOf(joined);
      if (joinedOn === undefined) return bad("joined", dateFault(joined));
      if (joinedOn > lastDay) return bad("joined", "afterRun", isoDateOf(lastDay));
      const birth = birthday === "" ? undefined : dayNumberOf(birthday);
      if (birthday !== "" && birth === undefined) return bad("birthday", dateFault(birthday));
      if (birth !== undefined && birth > joinedOn) return bad("birthday", "bornLater", joined);
      if (referrer !== "" && !isName(referrer)) return bad("referrer", "name");
      if (referrer === member) return bad("referrer", "self");
      const group = segment === "" ? noSegment : segmentNamed(segment);
      if (group === undefined) return bad("segment", "choice", choiceWords(segments));
      if (group === several) return bad("segment", "ambiguous", choiceWords(segments, segment));
      const standing = tier === "" ? 0 : tierNamed(tier);
      if (standing === undefined) return bad("tier", "choice", choiceWords(tiers));
      if (standing === several) return bad("tier", "ambiguous", choiceWords(tiers, tier));
      const held = opening === "" ? 0 : wholeNumberIn(opening);
      if (Number.isNaN(held)) return bad("opening", "wholeNumber");
      if (held > amountMax) return bad("opening", "tooLarge", String(amountMax));
      if (held > 0 && joinedOn >= days.start) return bad("opening", "opening");
      const i = addRow(rows);
      rows.line[i] = line;
      rows.member[i] = members.numberOf(member);
      rows.joinDay[i] = joinedOn - days.start;
      rows.referrer[i] = referrer === "" ? -1 : members.numberOf(referrer);
      rows.segment[i] = group;
      rows.tier[i] = standing;
      rows.opening[i] = held;
      rows.bornOn[i] = birth === undefined ? 0 : monthDayOf(birth);
    },
    layout,
  );
}
