/**
 * Frozen forms of the presets, which links build on: a link says "this base, but for", so a base must never change.
 * The newest base of a preset is the preset itself, so that its text is loaded once; `test/link/bases` keeps it word by
 * word. Who changes a preset brings that file here as the base of its revision, and freezes the new form as the next.
 */
import { mobileSecurities } from "../domain/preset-mobile-securities.ts";

export type Base = { preset: string; revision: number; scenario: { id: string } };

/** Oldest revision of a preset first. */
const bases: readonly Base[] = [{ preset: "mobile-securities", revision: 1, scenario: mobileSecurities }];

/** The base that a link names. */
export function baseOf(preset: string, revision: number): Base | undefined {
  return bases.find((base) => base.preset === preset && base.revision === revision);
}

/** The base that a new link of the scenario with this id builds on. */
export function newestBaseOf(id: string): Base | undefined {
  return bases.findLast(({ preset }) => preset === id);
}
