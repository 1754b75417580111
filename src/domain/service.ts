/** A service, its nature and stage, and which indicators the planning book makes key for it (spec 1.3 step 1; [001] [002]). */
import * as z from "zod/mini";
import { eventWeight } from "./channel.ts";
import { listField } from "./field.ts";
import { levelsSchema } from "./level.ts";
import { idSchema, type LocalText, localTextSchema, text } from "./text.ts";

const natures = ["oneWayAcquisition", "communication", "exchange", "competition", "consumption"] as const;
export type Nature = (typeof natures)[number];

const stages = ["introduction", "growth", "maturity"] as const;
type Stage = (typeof stages)[number];

export const indicatorGroups = ["use", "spreading", "content", "ability", "spend", "other"] as const;
export type IndicatorGroup = (typeof indicatorGroups)[number];

export const indicatorGroupNames: Record<IndicatorGroup, LocalText> = {
  use: text("使用", "use"),
  spreading: text("传播", "spreading"),
  content: text("内容", "content"),
  ability: text("能力", "ability"),
  spend: text("消费", "spend"),
  other: text("其他", "other"),
};

export const weights = ["key", "secondary", "other"] as const;
export type Weight = (typeof weights)[number];

export const serviceSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  natures: listField(z.enum(natures), 1, natures.length),
  stage: z.enum(stages),
  /** Groups that the planning document itself calls key, where its words depart from its matrix. */
  keyInDocument: z.optional(listField(z.enum(indicatorGroups), 1, indicatorGroups.length)),
  levels: z.optional(levelsSchema),
  /** Of the events of synthetic members, for rules that ask for products. */
  weight: z.optional(eventWeight),
});
export type Service = z.infer<typeof serviceSchema>;

export type Cell = { key: readonly IndicatorGroup[]; secondary: readonly IndicatorGroup[] };

/** The type × stage matrix of [001] and [002]; each cell names the key and the secondary indicator groups. */
const matrix: Record<Nature, Record<Stage, Cell>> = {
  oneWayAcquisition: {
    introduction: { key: ["spreading"], secondary: ["use"] },
    growth: { key: ["spreading", "use"], secondary: [] },
    maturity: { key: ["use"], secondary: ["spreading"] },
  },
  communication: {
    introduction: { key: ["spreading"], secondary: ["use"] },
    growth: { key: ["spreading", "use"], secondary: [] },
    maturity: { key: ["use", "spreading"], secondary: [] },
  },
  exchange: {
    introduction: { key: ["spreading"], secondary: ["content", "use"] },
    growth: { key: ["content", "spreading"], secondary: ["use"] },
    maturity: { key: ["content", "use"], secondary: ["spreading"] },
  },
  competition: {
    introduction: { key: ["spreading"], secondary: ["ability", "use"] },
    growth: { key: ["spreading", "ability"], secondary: ["use"] },
    maturity: { key: ["ability"], secondary: ["spreading"] },
  },
  // The fourth type of [002], whose members' ability is what they spend.
  consumption: {
    introduction: { key: ["spreading"], secondary: ["spend", "use"] },
    growth: { key: ["spreading", "spend"], secondary: ["use"] },
    maturity: { key: ["spend"], secondary: ["spreading"] },
  },
};

/** The cells of the matrix that speak of a service: one for each of its natures. */
export function cellsOf({ natures, stage }: Pick<Service, "natures" | "stage">): Cell[] {
  return natures.map((nature) => matrix[nature][stage]);
}

/** How much an indicator group matters to a service; with several natures the higher weight wins. */
export function weightOf(service: Service, group: IndicatorGroup): Weight {
  const cells = cellsOf(service);
  if (cells.some((cell) => cell.key.includes(group))) return "key";
  if (cells.some((cell) => cell.secondary.includes(group))) return "secondary";
  return "other";
}

export const targetWithoutSecondary = { key: 0.9, secondary: 0, other: 0.1 };

/** Target shares of the monthly points per member: 60/30/10, or 90/10 where the cell names no secondary group. */
export function structureTarget(service: Service): Record<Weight, number> {
  const hasSecondary = indicatorGroups.some((group) => weightOf(service, group) === "secondary");
  return hasSecondary ? { key: 0.6, secondary: 0.3, other: 0.1 } : targetWithoutSecondary;
}

/** Distance from the target share, in share points, within which the structure passes (± 10 percentage points). */
export const structureTolerance = 0.1;

/** Whether a share passes. Shares are ratios of integers: one at the edge is inside, whatever its binary fraction. */
export function isNearTarget(share: number, target: number): boolean {
  return Math.abs(share - target) <= structureTolerance + 1e-9;
}

/** The weight whose share misses its target by most, one with too much before one with too little; `over` where it has too much. */
export function worstMiss(
  shares: Record<Weight, number>,
  target: Record<Weight, number>,
): { weight: Weight; distance: number; over: boolean } {
  const misses = weights.map((weight) => ({
    weight,
    distance: Math.abs(shares[weight] - target[weight]),
    over: shares[weight] > target[weight],
  }));
  return misses.sort(byMiss)[0] as (typeof misses)[number];
}

/** Orders misses, the one to speak of first. */
export function byMiss(a: { over: boolean; distance: number }, b: typeof a): number {
  return Number(b.over) - Number(a.over) || b.distance - a.distance;
}
