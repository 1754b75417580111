/**
 * Frozen copies of the presets, which links build on: a link says "this base, but for", so a base must never change.
 * When a preset changes, its new form is added here as the next revision; the earlier ones stay.
 */
import mobileSecurities1 from "./bases/mobile-securities-1.json" with { type: "json" };

export type Base = { preset: string; revision: number; scenario: { id: string } };

/** Oldest revision of a preset first. */
const bases: readonly Base[] = [{ preset: "mobile-securities", revision: 1, scenario: mobileSecurities1 }];

/** The base that a link names. */
export function baseOf(preset: string, revision: number): Base | undefined {
  return bases.find((base) => base.preset === preset && base.revision === revision);
}

/** The base that a new link of the scenario with this id builds on. */
export function newestBaseOf(id: string): Base | undefined {
  return bases.findLast(({ preset }) => preset === id);
}
