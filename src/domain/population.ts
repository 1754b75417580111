/** Who the synthetic members are and what they do by themselves (spec 3.2, 3.4). */
import * as z from "zod/mini";
import { type Field, listField, realNumber, wholeNumber } from "./field.ts";
import { type ActivityKind, activityKinds, isPaid } from "./indicator.ts";
import { openingSchema } from "./opening.ts";
import { idSchema, localTextSchema, text } from "./text.ts";

const shape = (label: Field["label"]) =>
  realNumber({ label, unit: "ratio", min: 0.01, max: 1000, step: 0.01, scale: "logarithmic" });

/** A rate that differs between members: Gamma with this mean and shape; counts given the rate are Poisson. */
const gammaPoissonPerYear = z.strictObject({
  kind: z.literal("gammaPoisson"),
  meanPerYear: realNumber({
    label: text("人均每年", "Mean a year"),
    unit: "perYear",
    min: 0,
    max: 4,
    step: 0.01,
  }),
  shape: shape(text("差异形状", "Shape across members")),
});

const gammaPoissonPerLogin = z.strictObject({
  kind: z.literal("gammaPoisson"),
  meanPerLoginDay: realNumber({
    label: text("每个登录日平均", "Mean per login day"),
    unit: "perDay",
    min: 0,
    max: 5,
    step: 0.01,
  }),
  shape: shape(text("差异形状", "Shape across members")),
});

const firstDay = wholeNumber({ label: text("首日", "First day"), unit: "days", min: 0, max: 3660, step: 1 });
const lastDay = wholeNumber({ label: text("末日", "Last day"), unit: "days", min: 0, max: 3660, step: 1 });

/**
 * When members of a segment join: all before the run, or evenly between two days of it. The pre-registered hold points
 * before the run and join when they activate.
 */
const joiningSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("before"),
    /** How long they have been members, evenly between the two; 1–365 days where it is not given. */
    tenure: z.optional(
      z.strictObject({
        daysMin: wholeNumber({
          label: text("最短在网", "Shortest"),
          unit: "days",
          min: 1,
          max: 7300,
          step: 1,
        }),
        daysMax: wholeNumber({
          label: text("最长在网", "Longest"),
          unit: "days",
          min: 1,
          max: 7300,
          step: 1,
        }),
      }),
    ),
  }),
  z.strictObject({ kind: z.literal("during"), firstDay, lastDay }),
  z.strictObject({ kind: z.literal("preregistered"), firstDay, lastDay }),
]);

/**
 * BG/BB: the daily login probability is Beta with mean `meanProbability` and α + β = `concentration`; the daily
 * probability of leaving is Beta(`leavingGamma`, `leavingDelta`). `persistence` φ is the lag-1 autocorrelation of a
 * member's logins around that probability.
 */
const loginSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("bgbb"),
    meanProbability: realNumber({
      label: text("平均登录概率", "Mean login probability"),
      unit: "share",
      min: 0.001,
      max: 0.999,
      step: 0.01,
    }),
    concentration: realNumber({
      label: text("登录概率集中度 α+β", "Concentration α + β"),
      unit: "ratio",
      min: 0.1,
      max: 1000,
      step: 0.1,
      scale: "logarithmic",
    }),
    leavingGamma: shape(text("流失 γ", "Leaving γ")),
    leavingDelta: realNumber({
      label: text("流失 δ", "Leaving δ"),
      unit: "ratio",
      min: 0.01,
      max: 100_000,
      step: 0.01,
      scale: "logarithmic",
    }),
    persistence: realNumber({
      label: text("登录惯性 φ", "Persistence φ"),
      unit: "ratio",
      min: 0,
      max: 0.98,
      step: 0.01,
    }),
  }),
]);

const minutesSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("lognormal"),
    medianMinutes: realNumber({
      label: text("单次时长中位数", "Median session"),
      unit: "minutes",
      min: 0.1,
      max: 600,
      step: 1,
    }),
    sigma: realNumber({
      label: text("时长离散度 σ", "Spread σ"),
      unit: "ratio",
      min: 0,
      max: 3,
      step: 0.05,
    }),
  }),
]);

/** Cancelling ends a membership. sBG: at each anniversary of joining, with a probability that is Beta(α, β) across members. */
const cancellationSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("sbg"),
    alpha: shape(text("退订 α", "Cancelling α")),
    beta: shape(text("退订 β", "Cancelling β")),
  }),
]);

/** Lognormal across payments. */
const paymentSchema = z.strictObject({
  kind: z.literal("lognormal"),
  medianCents: wholeNumber({
    label: text("金额中位数", "Median amount"),
    unit: "cents",
    min: 1,
    max: 100_000_000,
    step: 100,
    scale: "logarithmic",
  }),
  sigma: realNumber({ label: text("金额离散度 σ", "Spread σ"), unit: "ratio", min: 0, max: 3, step: 0.05 }),
});

/** What members do beside, on login days: a rate that differs between members, each payment with an amount of its own. */
const activitySchema = z.strictObject({
  indicator: z.enum(activityKinds),
  times: gammaPoissonPerLogin,
  /** For payments; without it each is one yuan. */
  payment: z.optional(paymentSchema),
});
export type Activity = z.infer<typeof activitySchema>;

/** What an activity begins with: once in ten login days on average, payments of 100 yuan at the median; assumed. */
export function firstActivity(indicator: ActivityKind): Activity {
  return {
    indicator,
    times: { kind: "gammaPoisson", meanPerLoginDay: 0.1, shape: 0.5 },
    ...(isPaid(indicator) && { payment: { kind: "lognormal", medianCents: 10_000, sigma: 1 } }),
  };
}

const segmentSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  /** Relative size among the members that the run starts with. */
  weight: wholeNumber({
    label: text("占比权重", "Weight"),
    unit: "count",
    min: 0,
    max: 1000,
    step: 1,
  }),
  joining: joiningSchema,
  login: loginSchema,
  minutes: minutesSchema,
  referrals: gammaPoissonPerYear,
  contents: gammaPoissonPerLogin,
  /** Praise that a piece of content collects in all: geometric with this mean. */
  praisesPerContent: realNumber({
    label: text("每帖平均好评", "Mean praise per piece"),
    unit: "ratio",
    min: 0,
    max: 1000,
    step: 0.5,
  }),
  contests: gammaPoissonPerLogin,
  contestSuccess: realNumber({
    label: text("成功率", "Success rate"),
    unit: "share",
    min: 0,
    max: 1,
    step: 0.01,
  }),
  cancellation: cancellationSchema,
  opening: z.optional(openingSchema),
  activities: z.optional(listField(activitySchema, 0, activityKinds.length)),
});
export type Segment = z.infer<typeof segmentSchema>;

/** A member who can afford something redeems on a login day with probability logistic(steepness · ln(balance / τ)), τ lognormal. */
const redeemingSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("latentThreshold"),
    steepness: realNumber({
      label: text("兑换陡度 b", "Steepness b"),
      unit: "ratio",
      min: 0.1,
      max: 20,
      step: 0.1,
    }),
    medianPoints: realNumber({
      label: text("心理门槛中位数", "Median latent threshold"),
      unit: "points",
      min: 1,
      max: 1_000_000,
      step: 10,
      scale: "logarithmic",
    }),
    sigma: realNumber({
      label: text("门槛离散度 σ", "Spread σ"),
      unit: "ratio",
      min: 0,
      max: 3,
      step: 0.05,
    }),
    /** Weight of the value for points, in yuan cents per point, against the taste for an item. */
    valueWeight: realNumber({
      label: text("划算程度权重", "Weight of value for points"),
      unit: "ratio",
      min: 0,
      max: 10,
      step: 0.1,
    }),
  }),
]);

export const populationSchema = z.strictObject({
  segments: listField(segmentSchema, 1, 12),
  /** Id of the segment that referred members belong to; they join when they are referred. */
  referredSegment: idSchema,
  redeeming: redeemingSchema,
});
export type Population = z.infer<typeof populationSchema>;
