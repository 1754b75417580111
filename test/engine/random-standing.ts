/** Random tiers, levels and privileges, with thresholds that small runs reach. */
import fc from "fast-check";
import type { Privilege } from "../../src/domain/privilege.ts";
import { demotions, type Tiers } from "../../src/domain/tier.ts";
import { anySize, given, nameOf, pick, sometimes, whole } from "./random-parts.ts";
import type { Known } from "./random-rule.ts";

export const tierParts = fc.record({
  currency: fc.oneof(fc.constant(0), whole(0, 9)),
  validityMonths: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, whole(1, 2), whole(0, 60)),
  demotion: fc.constantFrom(...demotions),
  promotedBy: sometimes(fc.constantFrom("ever", "year")),
  entry: sometimes(
    fc.array(fc.record({ product: whole(0, 9), tier: whole(0, 9) }), { minLength: 1, maxLength: 3 }),
  ),
  steps: fc.array(fc.oneof(whole(1, 60), whole(1, 300), anySize(1, 10_000).map(Math.round)), {
    minLength: 1,
    maxLength: 4,
  }),
});

/** Levels for half of the services; thresholds that small runs reach. */
export const levelParts = sometimes(
  fc.record({
    currency: fc.oneof(fc.constant(0), whole(0, 9)),
    steps: fc.array(fc.oneof(whole(1, 40), anySize(1, 10_000).map(Math.round)), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

export const privilegeParts = fc.record({
  kind: fc.constantFrom("balance", "level", "tier"),
  of: whole(0, 9),
  step: whole(0, 9),
  threshold: fc.oneof(whole(1, 60), anySize(1, 10_000).map(Math.round)),
});
type PrivilegeParts = typeof privilegeParts extends fc.Arbitrary<infer T> ? T : never;

export function tiersFrom(
  { steps: more, entry, promotedBy, ...own }: typeof tierParts extends fc.Arbitrary<infer T> ? T : never,
  { currencies, services }: Pick<Known, "currencies" | "services">,
): Tiers {
  const steps = stepsFrom(more, "tier");
  const entered = entry?.map(({ product, tier }) => {
    return { product: pick(services, product).id, tier: pick(steps, tier).id };
  });
  return {
    ...own,
    currency: pick(currencies, own.currency).id,
    steps,
    ...given({ entry: entered, promotedBy }),
  };
}

/** Steps from what each asks for beyond the one before. */
export function stepsFrom(more: readonly number[], kind: string): Tiers["steps"] {
  let threshold = 0;
  return [0, ...more].map((points, i) => {
    threshold += points;
    return { id: `${kind}-${i}`, name: nameOf(`${kind}-${i}`), threshold };
  });
}

/** Undefined where there is nothing of that kind to hold it by. */
export function heldFrom(
  { kind, of, step, threshold }: PrivilegeParts,
  { currencies, services, tiers }: Pick<Known, "currencies" | "services" | "tiers">,
): Privilege["held"] | undefined {
  if (kind === "balance") return { kind, currency: pick(currencies, of).id, threshold };
  if (kind === "tier") return tiers && { kind, tier: pick(tiers.steps, step).id };
  const leveled = services.flatMap(({ id, levels }) => (levels ? [{ id, levels }] : []));
  if (leveled.length === 0) return undefined;
  const { id, levels } = pick(leveled, of);
  return { kind: "level", service: id, step: pick(levels.steps, step).id };
}
