/** A verdict on a scheme or a part of it, why, and the figures it rests on; and how its reasons write numbers. */
import { type LocalText, text } from "./text.ts";

/** `warn` asks the planner to look again (back to steps 1–3); `none` is where there is nothing to judge. */
export type VerdictKind = "pass" | "warn" | "none";

export type Verdict<Figures> = { verdict: VerdictKind; reason: LocalText; figures: Figures };

/** A share as per cent, to a tenth: 0.1234 → 12.3%. */
export function percentWords(share: number): string {
  return `${rounded(share * 100, 10)}%`;
}

/** Points to a tenth, whole from 100 on. */
export function pointsWords(points: number): string {
  return rounded(points, points < 100 ? 10 : 1);
}

/** Yuan to the cent, finer below one: 25 cents → 0.25. */
export function yuanWords(cents: number): string {
  return rounded(cents / 100, cents >= 1 ? 100 : 10_000);
}

/** A plain factor, to a tenth. */
export function factorWords(factor: number): string {
  return rounded(factor, 10);
}

/** Names in a row, as each language writes them. */
export function listWords(names: readonly LocalText[]): LocalText {
  return text(names.map(({ zh }) => zh).join("、"), names.map(({ en }) => en).join(", "));
}

/** To `parts` of one, with thousands apart. */
function rounded(value: number, parts: number): string {
  const [whole, fraction] = String(Math.round(value * parts) / parts).split(".") as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
