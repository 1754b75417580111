/** A category study as a file states it: its shape and limits, and what can be wrong with it (spec 1.4). */
import * as z from "zod/mini";
import { readablePath } from "./path.ts";
import { idSchema, plainText } from "./text.ts";

/** Inclusive limits; `gainPoints` holds for ΔS, the gain per member, which is never 0 or below. */
export const categoryLimits = {
  services: { min: 2, max: 30 },
  members: { min: 1, max: 1_000_000_000 },
  gainPoints: { min: 1e-9, max: 1_000_000_000 },
  totalGainPoints: { min: -1e15, max: 1e15 },
  memberPoints: { min: 0, max: 1_000_000_000 },
  score: { min: 1, max: 5 },
  decimals: { min: 0, max: 9 },
  thresholdPoints: { min: 0, max: 1_000_000_000_000 },
};

const nameSchema = z.string().check(z.overwrite(plainText), z.trim(), z.minLength(1), z.maxLength(60));

/** How ΔS of a service is found: points gained per member over one period, the same for all services of a category. */
const gainSourceSchema = z.discriminatedUnion("method", [
  /** 抽样平均法: the gain of each member of a random sample. Accurate. */
  z.strictObject({
    method: z.literal("sampledMean"),
    memberGainPoints: z.array(z.number()).check(z.maxLength(1_000_000)),
  }),
  /** 最高积分法: the gain of the member who stands highest. Simple, inexact. */
  z.strictObject({ method: z.literal("highestScore"), topGainPoints: z.number() }),
  /** 总体平均法: the gain of all over their number. Inexact: new members drag it down. */
  z.strictObject({ method: z.literal("overallMean"), totalGainPoints: z.number(), members: z.number() }),
  /** A figure that is already known. */
  z.strictObject({ method: z.literal("stated"), gainPointsPerMember: z.number() }),
]);
export type GainSource = z.infer<typeof gainSourceSchema>;

const scoresSchema = z.record(idSchema, z.record(idSchema, z.number()));

/** A category's whole study, as a file states it. Shapes only: the functions below check what the numbers mean. */
const studySchema = z.strictObject({
  services: z
    .array(z.strictObject({ id: idSchema, name: z.optional(nameSchema), gain: gainSourceSchema }))
    .check(z.maxLength(categoryLimits.services.max)),
  experts: z.array(z.strictObject({ id: nameSchema, scores: scoresSchema })).check(z.maxLength(100)),
  /** Decimals that K and M are rounded to before use; without them they are used as computed. */
  decimals: z.optional(
    z.strictObject({ difficulty: z.optional(z.number()), importance: z.optional(z.number()) }),
  ),
  members: z.optional(
    z
      .array(z.strictObject({ id: nameSchema, points: z.record(idSchema, z.number()) }))
      .check(z.maxLength(1_000_000)),
  ),
  club: z.optional(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("top"), members: z.number() }),
      z.strictObject({ kind: z.literal("threshold"), points: z.number() }),
    ]),
  ),
});
export type CategoryStudy = z.infer<typeof studySchema>;

export type CategoryService = CategoryStudy["services"][number];

/** What a service is called: its name, or its id where it has none. */
export function serviceName({ id, name }: CategoryService): string {
  return name ?? id;
}
/** One expert's paired comparison: `scores[row][column]` is the importance of row relative to column, 1–5, 3 equal. */
export type ExpertTable = CategoryStudy["experts"][number];
export type Decimals = NonNullable<CategoryStudy["decimals"]>;
/** `points` of a member by service; a service that is not named counts 0. */
export type CategoryMember = NonNullable<CategoryStudy["members"]>[number];
export type ClubRule = NonNullable<CategoryStudy["club"]>;

export type Cell = { expert: string; row: string; column: string };
export type Limits = { min: number; max: number };

export type GainProblem =
  | ({ code: "serviceCount" } & Limits)
  | { code: "mixedMethods"; service: string; method: string; expected: string }
  | { code: "emptySample"; service: string }
  | ({ code: "memberCount"; service: string } & Limits)
  | { code: "noGain"; service: string; gainPointsPerMember: number }
  | ({ code: "gainRange"; service: string } & Limits)
  | { code: "difficultyRange"; service: string };

export type TableProblem =
  | { code: "noExperts" }
  | ({ code: "unknownRow" | "unknownColumn" | "diagonal" | "missingScore" } & Cell)
  | ({ code: "scoreRange" } & Cell & Limits)
  | ({ code: "scoreSum"; sum: number; expected: number } & Cell);

export type PickProblem =
  | { code: "duplicate"; kind: "service" | "expert" | "member"; id: string }
  | ({ code: "decimalsRange"; coefficient: keyof Decimals } & Limits)
  | { code: "unknownService"; member: string; service: string }
  | ({ code: "pointsRange"; member: string; service: string } & Limits)
  | ({ code: "clubRange"; kind: ClubRule["kind"] } & Limits);

/** `expected` needs no translation: a type's name, a limit, the words to choose from. */
export type ShapeProblem =
  | { code: "unknownKey"; path: string; key: string }
  | { code: "missing" | "countless"; path: string }
  | { code: "shape"; path: string; expected: string };

export type CategoryProblem = GainProblem | TableProblem | PickProblem | ShapeProblem;

/** What does not forbid an answer, but should be said beside it. */
export type CategoryWarning =
  | { code: "smallSample"; service: string; members: number; advised: number }
  | { code: "roundedToZero"; service: string; coefficient: keyof Decimals; decimals: number }
  | { code: "tiedOutside"; members: number; points: number };

export type Answer<T> = { ok: true; value: T } | { ok: false; problems: CategoryProblem[] };

/** A value of unknown origin as a study, or what is wrong with its shape and where. Never throws. */
export function readCategoryStudy(value: unknown): Answer<CategoryStudy> {
  try {
    const parsed = studySchema.safeParse(value, { reportInput: true });
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, problems: parsed.error.issues.flatMap((issue) => shapeProblems(value, issue)) };
  } catch (error) {
    // The schema library passes its findings on as arguments: a list wrong throughout is more than the stack can hold.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problems: [{ code: "countless", path: "" }] };
  }
}

function shapeProblems(root: unknown, issue: z.core.$ZodIssue): CategoryProblem[] {
  const path = readablePath(root, issue.path).slice(0, 200);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ code: "unknownKey", path, key: key.slice(0, 60) }));
    case "too_small":
      return [{ code: "shape", path, expected: `≥ ${issue.minimum}` }];
    case "too_big":
      return [{ code: "shape", path, expected: `≤ ${issue.maximum}` }];
    case "invalid_type":
      if (issue.input === undefined) return [{ code: "missing", path }];
      return [{ code: "shape", path, expected: issue.expected }];
    case "invalid_union":
      return [{ code: "shape", path, expected: choicesOf(issue) }];
    default:
      return [{ code: "shape", path, expected: "a–z A–Z 0–9 -" }];
  }
}

function choicesOf(issue: z.core.$ZodIssueInvalidUnion): string {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.join(" | ") : "";
}
