/** A made-up outcome with the shape of a real one: smooth, deterministic, and easy to bend for a test. */
import { type KpiName, kpiNames } from "../../../src/domain/kpi.ts";
import type {
  BalanceSample,
  CurrencyOutcome,
  Estimate,
  Month,
  Outcome,
} from "../../../src/domain/outcome.ts";
import { mobileSecurities } from "../../../src/domain/preset-mobile-securities.ts";
import type { Scenario } from "../../../src/domain/scenario.ts";
import { runMonths } from "../../../src/ui/charts/time.ts";

export const none: Estimate = {
  value: Number.NaN,
  standardError: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
};

/** An estimate whose interval is two standard errors to either side. */
export function estimate(value: number, standardError: number): Estimate {
  return { value, standardError, low: value - 2 * standardError, high: value + 2 * standardError };
}

export type Bend = Partial<Outcome> & { scenarioUsed?: Scenario; scale?: number };

export function fakeOutcome({ scenarioUsed = mobileSecurities, scale = 1, ...changes }: Bend = {}): Outcome {
  const { days, start } = scenarioUsed.run;
  const months = fakeMonths(start, days, scale);
  const currencies = Object.fromEntries(
    scenarioUsed.currencies.map(({ id }, index) => [id, fakeCurrency(days, months, scale * (index + 1))]),
  );
  return {
    engine: "0.0.0",
    scenario: { id: scenarioUsed.id, digest: `${scenarioUsed.id}-${scale}` },
    seed: scenarioUsed.run.seed,
    members: 10_000,
    days,
    replications: 4,
    memberDays: 10_000 * days * 4,
    enrolledAtEnd: 9200,
    intervalsFrom: "replications",
    expiryUnseen: true,
    ledger: Object.fromEntries(
      scenarioUsed.currencies.map(({ id }) => [
        id,
        {
          opening: 0,
          issued: 1000,
          in: 0,
          redeemed: 380,
          expired: 0,
          decayed: 40,
          cleared: 0,
          reversed: 0,
          out: 0,
          closing: 580,
        },
      ]),
    ),
    rules: {
      login: { awards: 4_000_000, points: 20_000_000, members: 36_000 },
      duration: { awards: 2_000_000, points: 16_000_000, members: 30_000 },
      tenure: { awards: 300_000, points: 15_000_000, members: 38_000 },
      activation: { awards: 40_000, points: 4_000_000, members: 40_000 },
      referral: { awards: 6000, points: 600_000, members: 5200 },
      "referral-retained": { awards: 1000, points: 200_000, members: 960 },
    },
    items: {},
    kpis: fakeKpis(scale),
    structures: [
      {
        service: "securities",
        currency: "points",
        issued: 56_000_000,
        shares: { key: 0.014, secondary: 0.986, other: 0 },
        target: { key: 0.6, secondary: 0.3, other: 0.1 },
        byGroup: [
          { group: "spreading", weight: "key", points: 800_000 },
          { group: "use", weight: "secondary", points: 55_200_000 },
        ],
        passes: false,
      },
    ],
    months,
    currencies,
    fingerprint: "0123456789abcdef",
    ...changes,
  };
}

function fakeKpis(scale: number): Record<KpiName, Estimate> {
  const values: Partial<Record<KpiName, Estimate>> = {
    costPerMemberMonth: estimate(92.4 * scale, 0.8),
    redemptionRate: estimate(0.3812 * scale, 0.0021),
    outstandingPerMember: estimate(412.3 * scale, 3.1),
    activeRate: estimate(0.5312, 0.0017),
  };
  return Object.fromEntries(kpiNames.map((name) => [name, values[name] ?? estimate(1, 0.1)])) as Record<
    KpiName,
    Estimate
  >;
}

function fakeMonths(start: string, days: number, scale: number): Month[] {
  return runMonths(start, days).map((month, index) => ({
    ...month,
    enrolledMembers: 9000 + 20 * index,
    activeRate: 0.56 - 0.004 * index,
    costCentsPerMember: estimate(scale * 110 * (1 - Math.exp(-index / 3)), 1 + 0.1 * index),
  }));
}

function fakeCurrency(days: number, months: readonly Month[], scale: number): CurrencyOutcome {
  return {
    balances: Array.from({ length: days }, (_, day) => fakeSample(day, scale)),
    distribution: Array.from({ length: 400 }, (_, index) => ({
      from: index * 10,
      to: index * 10 + 10,
      members: 330 * Math.exp((-index * 10) / (400 * scale)),
    })),
    flows: months.map((month, index) => ({
      issued: scale * (month.days * 3.4 + (index === 0 ? 80 : 0)),
      redeemed: scale * month.days * 2 * (1 - Math.exp(-index / 3)),
      expired: index > 9 ? 8 * scale : 0,
      decayed: 3,
      cleared: 0,
    })),
    redemptionRate: months.map((_, index) => ({
      cumulative: estimate(scale * 0.45 * (1 - Math.exp(-index / 4)), 0.004),
      ofMonth: scale * 0.62 * (1 - Math.exp(-index / 3)),
    })),
  };
}

function fakeSample(day: number, scale: number): BalanceSample {
  const growth = scale * (1 - Math.exp(-(day + 10) / 120)) + 0.05 * Math.sin(day / 5);
  return {
    day,
    p5: 20 * growth,
    p25: 120 * growth,
    p50: 280 * growth,
    p75: 640 * growth,
    p95: 1480 * growth,
    mean: estimate(430 * growth, 5),
  };
}
