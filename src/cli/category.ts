/** `category`: category points from a study file: coefficients, and the members who stand highest. */
import { readFile } from "node:fs/promises";
import { type Assessment, assessCategory } from "../domain/category.ts";
import { describeCategoryWarning } from "../domain/category-problem.ts";
import { type Decimals, readCategoryStudy } from "../domain/category-study.ts";
import { text } from "../domain/text.ts";
import type { Arguments } from "./arguments.ts";
import { bothLanguages, InputError } from "./input-error.ts";
import { studyRefused } from "./refusal.ts";
import { aligned } from "./report.ts";

const shownMembers = 20;
const unreadable = text("无法读取", "cannot be read");

/**
 * `sandtable category FILE`: the gains, coefficients and points of a study.
 * @throws InputError where the file is no study
 */
export async function category({ operands, flags }: Arguments): Promise<string> {
  const [file = ""] = operands;
  const read = readCategoryStudy(await jsonIn(file));
  if (!read.ok) throw studyRefused(file, read.problems);
  const assessed = assessCategory(read.value);
  if (!assessed.ok) throw studyRefused(file, assessed.problems);
  if (flags.has("json")) return `${JSON.stringify(assessed.value, null, 2)}\n`;
  return tableOf(assessed.value, read.value.decimals);
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new InputError(file, bothLanguages(unreadable));
    const { message } = error;
    throw new InputError(file, bothLanguages(text(`不是 JSON：${message}`, `no JSON: ${message}`)));
  }
}

function tableOf({ coefficients, ranked, warnings, club }: Assessment, decimals: Decimals = {}): string {
  const services = aligned(
    [
      ["service", "K", "M"],
      ...coefficients.map(({ service, difficulty, importance }) => [
        service,
        coefficientWords(difficulty, decimals.difficulty),
        coefficientWords(importance, decimals.importance),
      ]),
    ],
    ["left", "right", "right"],
  );
  const members = aligned(
    [
      ["rank", "member", "points"],
      ...ranked.slice(0, shownMembers).map(({ rank, id, points }) => [String(rank), id, String(points)]),
    ],
    ["right", "left", "right"],
  );
  const notes = warnings.map((warning) => describeCategoryWarning(warning, "en"));
  const chosen = club?.members.length ?? 0;
  const picked = club ? [`Club: ${chosen} ${chosen === 1 ? "member" : "members"}`] : [];
  return [...services, "", ...(ranked.length > 0 ? members : []), ...picked, ...notes, ""].join("\n");
}

/** As the page shows it: with the decimals that it is rounded to, else at most three; `--json` has all. */
function coefficientWords(value: number, decimals = 3): string {
  return String(Number(value.toFixed(decimals)));
}
