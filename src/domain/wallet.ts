/** What members may do with a currency beside earning and redeeming: send it, buy it, pay with it at checkout (spec 1.6). */
import * as z from "zod/mini";
import { wholeNumber } from "./field.ts";
import { text } from "./text.ts";

const walletPoints = (zh: string, en: string) =>
  wholeNumber({
    label: text(zh, en),
    unit: "points",
    min: 1,
    max: 10_000_000,
    step: 10,
    scale: "logarithmic",
  });
const walletCents = (zh: string, en: string) =>
  wholeNumber({
    label: text(zh, en),
    unit: "cents",
    min: 1,
    max: 100_000_000,
    step: 100,
    scale: "logarithmic",
  });

/** From member to member. The fee is taken from what is sent, rounded down; lots keep their days. */
export const transferSchema = z.strictObject({
  enabled: z.boolean(),
  pointsMin: walletPoints("每笔至少", "Least at once"),
  pointsPerMonth: z.optional(walletPoints("每月上限", "Cap per month")),
  feeBasisPoints: wholeNumber({
    label: text("手续费", "Fee"),
    unit: "basisPoints",
    min: 0,
    max: 5000,
    step: 10,
  }),
});

/** `cents` of money buy `points`, rounded down; money is not given back. */
export const purchaseSchema = z.strictObject({
  enabled: z.boolean(),
  points: walletPoints("积分", "Points"),
  cents: walletCents("售价", "Price"),
  pointsPerMonth: z.optional(walletPoints("每月上限", "Cap per month")),
});

/** At checkout `points` stand for `cents` of a purchase, up to a share of it. */
export const offsetSchema = z.strictObject({
  enabled: z.boolean(),
  points: walletPoints("积分", "Points"),
  cents: walletCents("抵扣", "Stands for"),
  shareMax: wholeNumber({
    label: text("最高抵扣比例", "Most of a purchase"),
    unit: "basisPoints",
    min: 1,
    max: 10_000,
    step: 100,
  }),
  /** Whether the part that is paid in points earns like the rest. */
  earns: z.boolean(),
});
