/** A scheme without rules, to write one from nothing: a service, a currency, a small catalogue, members who do everything. */
import { activityIndicators, factsOf } from "./indicator.ts";
import type { Activity } from "./population.ts";
import { mobileSecurities } from "./preset-mobile-securities.ts";
import type { Scenario } from "./scenario.ts";
import { text } from "./text.ts";

/** Each once in ten login days on average, payments of 100 yuan at the median: assumed, so that any rule meets somebody. */
const activities: Activity[] = activityIndicators.map((indicator) => ({
  indicator,
  times: { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 0.5 },
  ...(factsOf(indicator).amount === "cents" && {
    payment: { kind: "lognormal", medianCents: 10_000, sigma: 1 } as const,
  }),
}));

const { run, currencies, rates, items, population } = mobileSecurities;

export const scratch: Scenario = {
  version: 1,
  id: "scratch",
  name: text("新方案", "New scheme"),
  story: text("从空白开始：还没有规则。", "From nothing: there is no rule yet."),
  run: { ...run, members: 5000 },
  services: [
    {
      id: "service",
      name: text("业务", "Service"),
      natures: ["communication"],
      stage: "introduction",
    },
  ],
  currencies,
  rules: [],
  rates: rates.filter(({ id }) => id === "service" || id === "credit"),
  items: items.filter(({ id }) => id === "news-month" || id === "phone-credit"),
  population: {
    ...population,
    segments: population.segments.map((segment) => ({ ...segment, activities })),
  },
  effects: [],
  provenance: { "": { status: "assumed" } },
};
