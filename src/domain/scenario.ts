/** The scenario, version 1: everything a run depends on, and nothing else. */
import * as z from "zod/mini";
import { isoDateSchema } from "./calendar.ts";
import { exchangeRateSchema, itemSchema } from "./catalogue.ts";
import { changeSchema } from "./change-schema.ts";
import { channelSchema } from "./channel.ts";
import { currencySchema } from "./currency.ts";
import { effectSchema } from "./effect.ts";
import { exchangeSchema, phases } from "./exchange.ts";
import { listField, wholeNumber } from "./field.ts";
import { limitSchema } from "./limit.ts";
import { populationSchema } from "./population.ts";
import { privilegeSchema } from "./privilege.ts";
import { provenanceSchema } from "./provenance.ts";
import { ruleSchema } from "./rule.ts";
import { serviceSchema } from "./service.ts";
import { idSchema, localTextSchema, text } from "./text.ts";
import { tiersSchema } from "./tier.ts";

export const scenarioVersion = 1;

/** The longest run, ten years of any kind. */
export const runDaysMax = 3660;

const runSchema = z.strictObject({
  /** First day of the run, a civil date. */
  start: isoDateSchema,
  days: wholeNumber({ label: text("天数", "Days"), unit: "days", min: 1, max: runDaysMax, step: 1 }),
  /** Members that the run starts with; referred members come on top. */
  members: wholeNumber({
    label: text("会员数", "Members"),
    unit: "members",
    min: 1,
    max: 1_000_000,
    step: 1000,
    scale: "logarithmic",
  }),
  replications: wholeNumber({
    label: text("重复次数", "Replications"),
    unit: "count",
    min: 1,
    max: 1000,
    step: 1,
    scale: "logarithmic",
  }),
  /** Any text; the same text gives the same luck. */
  seed: z.string().check(z.minLength(1), z.maxLength(64)),
});

export const scenarioSchema = z.strictObject({
  version: z.literal(scenarioVersion),
  id: idSchema,
  name: localTextSchema,
  story: localTextSchema,
  run: runSchema,
  services: z.array(serviceSchema).check(z.minLength(1), z.maxLength(20)),
  currencies: z.array(currencySchema).check(z.minLength(1), z.maxLength(12)),
  rules: z.array(ruleSchema).check(z.maxLength(60)),
  /** Caps and budgets over the rules of a service, or over all of a currency. */
  limits: z.optional(listField(limitSchema, 0, 20)),
  rates: z.array(exchangeRateSchema).check(z.maxLength(40)),
  items: z.array(itemSchema).check(z.maxLength(60)),
  exchanges: z.optional(z.array(exchangeSchema).check(z.maxLength(20))),
  /** `openFusion` where it is not given: the documents go straight there. */
  phase: z.optional(z.enum(phases)),
  /** Dated, each on what the ones before it have made of the scheme. */
  changes: z.optional(listField(changeSchema, 0, 24)),
  population: populationSchema,
  tiers: z.optional(tiersSchema),
  privileges: z.optional(z.array(privilegeSchema).check(z.maxLength(20))),
  channels: z.optional(listField(channelSchema, 0, 20)),
  effects: z.array(effectSchema).check(z.maxLength(20)),
  /** By path, see `provenance.ts`. */
  provenance: z.record(z.string().check(z.maxLength(120)), provenanceSchema),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** Member-days that a scenario asks for, before referrals: the measure of its cost. */
export function memberDaysAsked({ run }: Scenario): number {
  return run.members * run.days * run.replications;
}
