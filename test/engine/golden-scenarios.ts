/** Small scenarios, each unlike the others, whose fingerprints are pinned: every machine and browser must meet them. */
import { full } from "../../src/cli/everything.ts";
import type { Segment } from "../../src/domain/population.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";

const [preset] = presets;

/** The preset with a change, small enough to run in a moment. */
function variant(
  run: Partial<Scenario["run"]>,
  change: (draft: Scenario) => void = () => undefined,
): Scenario {
  const draft = structuredClone(preset);
  draft.run = { ...draft.run, members: 200, days: 120, replications: 2, ...run };
  change(draft);
  return draft;
}

function everyRule(draft: Scenario): void {
  for (const rule of draft.rules) rule.enabled = true;
}

function eachSegment(draft: Scenario, change: (segment: Segment) => void): void {
  draft.population.segments.forEach(change);
}

/** Coins beside points: half of the rules earn them, goods cost them, and lots of several kinds lie side by side. */
function addCoins(draft: Scenario): void {
  const [points] = draft.currencies;
  if (!points) return;
  points.validity = { kind: "days", days: 45 };
  draft.currencies.push({
    ...structuredClone(points),
    id: "coins",
    name: text("虚拟币", "Coins"),
    validity: { kind: "yearEnd", years: 1 },
    decay: { enabled: true, basisPointsPerDay: 35, rounding: "nearest" },
  });
  draft.rules.forEach((rule, i) => {
    if (i % 2 === 1) rule.currency = "coins";
    if (i % 3 === 0) rule.validity = { kind: "months", months: 1 };
  });
  for (const rate of draft.rates) {
    if (rate.benefit !== "goods") continue;
    rate.currency = "coins";
    rate.points = 60;
  }
}

export const goldenScenarios: Record<string, Scenario> = {
  "the preset, smaller": variant({ days: 365 }),
  "every rule, lots of forty days, everything cleared at new year": variant(
    { start: "2026-10-10" },
    (draft) => {
      everyRule(draft);
      const [points] = draft.currencies;
      if (!points) return;
      points.validity = { kind: "days", days: 40 };
      points.yearEndClearing = { enabled: true, scope: "everything" };
      points.decay = { enabled: true, basisPointsPerDay: 100, rounding: "down" };
    },
  ),
  "three years, lots to the month's end, decay that rounds to the nearest": variant(
    { days: 1100, members: 60, replications: 1 },
    (draft) => {
      const [points] = draft.currencies;
      if (points) points.decay = { enabled: true, basisPointsPerDay: 10, rounding: "nearest" };
    },
  ),
  "past validity, cleared at the year's end, decay that rounds up": variant(
    { start: "2027-09-01", days: 300 },
    (draft) => {
      const [points] = draft.currencies;
      if (!points) return;
      points.validity = { kind: "months", months: 1 };
      points.yearEndClearing = { enabled: true, scope: "pastValidity" };
      points.decay = { enabled: true, basisPointsPerDay: 300, rounding: "up" };
    },
  ),
  "two currencies and validities by rule": variant({ start: "2026-11-20" }, (draft) => {
    everyRule(draft);
    addCoins(draft);
  }),
  "from a leap day, tenure every quarter, caps everywhere": variant(
    { start: "2028-02-29", days: 400, members: 100 },
    (draft) => {
      draft.rules = draft.rules.map((rule): Rule => {
        const condition =
          rule.condition.kind === "tenure" ? { ...rule.condition, everyMonths: 3 } : rule.condition;
        return { ...rule, enabled: true, condition, caps: { pointsPerDay: 12 } };
      });
      const [points] = draft.currencies;
      if (points) points.validity = { kind: "months", months: 11 };
    },
  ),
  "friends who bring friends": variant({ days: 365, members: 60 }, (draft) => {
    eachSegment(draft, (segment) => {
      segment.referrals = { kind: "gammaPoisson", meanPerYear: 2.5, shape: 0.4 };
      segment.login.leavingDelta = 400;
    });
  }),
  "traits at the limits of what may be asked": variant({ seed: "limits" }, (draft) => {
    everyRule(draft);
    const [first, second] = draft.population.segments;
    if (!first || !second) return;
    first.login = {
      ...first.login,
      meanProbability: 0.999,
      concentration: 0.1,
      persistence: 0.98,
      leavingDelta: 100_000,
    };
    first.contents = { kind: "gammaPoisson", meanPerLoginDay: 5, shape: 0.01 };
    first.praisesPerContent = 1000;
    second.login = {
      ...second.login,
      meanProbability: 0.001,
      concentration: 1000,
      leavingGamma: 0.01,
      leavingDelta: 0.01,
    };
    second.minutes = { kind: "lognormal", medianMinutes: 600, sigma: 3 };
    second.cancellation = { kind: "sbg", alpha: 1000, beta: 0.01 };
    draft.population.redeeming = {
      ...draft.population.redeeming,
      steepness: 20,
      sigma: 3,
      medianPoints: 100,
    };
  }),
  "newcomers alone, who all join in one week": variant({ days: 45 }, (draft) => {
    draft.population.segments = draft.population.segments.filter(({ id }) => id === "newcomers");
    eachSegment(draft, (segment) => {
      segment.joining = { kind: "during", firstDay: 10, lastDay: 16 };
      segment.cancellation = { kind: "none" };
    });
  }),
  "one member, one day, a seed in other letters": variant({
    members: 1,
    days: 1,
    replications: 1,
    seed: "积分沙盘 🎲",
  }),
  "everything at once: every rule, activities, channels, tiers, an exchange": {
    ...full,
    run: { ...full.run, days: 120, members: 120, replications: 2 },
  },
};
