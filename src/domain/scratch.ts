/** A scheme without rules, to write one from nothing: a service, a currency, a small catalogue, members who do everything. */
import { activityIndicators } from "./indicator.ts";
import { firstActivity } from "./population.ts";
import { mobileSecurities } from "./preset-mobile-securities.ts";
import type { Scenario } from "./scenario.ts";
import { text } from "./text.ts";

/** So that any rule meets somebody. */
const activities = activityIndicators.map(firstActivity);

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
