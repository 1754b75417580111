/** Step 3, check 3: whether a single award is strong enough to be felt (spec 1.3, 3.3; [001] 单次激励要有足够强度). */
import { daysPerMonth } from "./calendar.ts";
import { isOpen } from "./exchange.ts";
import { type MoneyIndicator, moneyIndicators } from "./indicator.ts";
import { itemsOnOffer } from "./on-offer.ts";
import type { Outcome } from "./outcome.ts";
import { indicatorOf, type Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import { membersOf } from "./silence.ts";
import { type LocalText, text } from "./text.ts";
import { percentWords, pointsWords, type Verdict, yuanWords } from "./verdict.ts";

/**
 * Relative value at which half of people notice an incentive (spec 3.3: logistic, midpoint 15 %, 10 and 90 % at 8 and
 * 22 %; Gupta & Cooper 1992 for discounts, the number weak; that it holds for points is assumed). The documents ask for
 * "enough strength" and give no number.
 */
export const feltRelativeValue = 0.15;

/** What an award is compared with where it belongs to no payment: 1 yuan (spec 3.3). */
const withoutPaymentCents = 100;

export type AwardStrength = {
  rule: string;
  /** Mean of the awards of the run; NaN where there was none. */
  pointsPerAward: number;
  /** Face value at the best exchange rate that prices an item on offer; NaN where the currency buys nothing. */
  centsPerAward: number;
  /**
   * What that is compared with: by amount, what was paid in the run for an award, in the mean; else the payment that the
   * condition names; those that earn an award, as they usually are in the population, NaN where nobody makes any; 1 yuan
   * where nothing is paid.
   */
  comparedCents: number;
  /** The value ÷ what it is compared with. */
  relativeValue: number;
  /** Points of an award ÷ price of the cheapest item on offer; NaN without one. */
  shareOfCheapest: number;
  /** Points of an award ÷ points of its currency that a member is issued in a month. */
  shareOfMonth: number;
};

/** One verdict for each enabled rule, in the scenario's order. */
export function strengthVerdicts(scenario: Scenario, outcome: Outcome): Verdict<AwardStrength>[] {
  return scenario.rules
    .filter(({ enabled }) => enabled)
    .map((rule) => judge(rule, strengthOf(scenario, outcome, rule)));
}

function strengthOf(scenario: Scenario, outcome: Outcome, rule: Rule): AwardStrength {
  const { awards = 0, points = 0, paidCents = Number.NaN } = outcome.rules[rule.id] ?? {};
  const pointsPerAward = points / awards;
  const { bestCentsPerPoint, cheapest } = offerIn(scenario, rule.currency);
  const centsPerAward = pointsPerAward * bestCentsPerPoint;
  const comparedCents =
    rule.condition.kind === "perAmount" ? paidCents / awards : comparedWith(scenario, rule);
  return {
    rule: rule.id,
    pointsPerAward,
    centsPerAward,
    comparedCents,
    relativeValue: centsPerAward / comparedCents,
    shareOfCheapest: pointsPerAward / cheapest,
    shareOfMonth: pointsPerAward / monthlyPointsIn(scenario, outcome, rule.currency),
  };
}

type OfferIn = { bestCentsPerPoint: number; cheapest: number };

/**
 * Cents that a point buys at the best rate of the items on offer, and the price of the cheapest, also by way of other
 * currencies that it can be exchanged for; NaN where it buys nothing.
 */
function offerIn(scenario: Scenario, currency: string, passed: readonly string[] = []): OfferIn {
  const own = itemsOnOffer(scenario, currency).map(
    ({ rate, price }): OfferIn => ({ bestCentsPerPoint: rate.cents / rate.points, cheapest: price }),
  );
  const onwards = (scenario.exchanges ?? [])
    .filter((one) => isOpen(one, scenario.phase) && one.from === currency && !passed.includes(one.to))
    .map(({ to, give, get }): OfferIn => {
      const there = offerIn(scenario, to, [...passed, currency]);
      return {
        bestCentsPerPoint: (there.bestCentsPerPoint * get) / give,
        cheapest: Math.ceil((there.cheapest * give) / get),
      };
    })
    .filter(({ cheapest }) => !Number.isNaN(cheapest));
  const offers = [...own, ...onwards];
  if (offers.length === 0) return { bestCentsPerPoint: Number.NaN, cheapest: Number.NaN };
  return {
    bestCentsPerPoint: Math.max(...offers.map(({ bestCentsPerPoint }) => bestCentsPerPoint)),
    cheapest: Math.min(...offers.map(({ cheapest }) => cheapest)),
  };
}

/** See `AwardStrength.comparedCents`, of what is no rule by amount. */
function comparedWith(scenario: Scenario, rule: Rule): number {
  const { condition } = rule;
  if (condition.kind === "amountOver") return condition.cents;
  const payments = paymentsFor(rule);
  return payments ? payments.count * usualPayment(scenario, rule, payments.of) : withoutPaymentCents;
}

/** Which payments earn an award, and how many of them; undefined for what nobody pays for. */
function paymentsFor({ condition }: Rule): { of: MoneyIndicator; count: number } | undefined {
  const of = moneyIndicators.find((each) => each === indicatorOf(condition));
  return of && { of, count: condition.kind === "everyNth" ? condition.count : 1 };
}

/** Median cents of a payment of members whom the rule is for, the mean of their segments; NaN where none makes any. */
function usualPayment(scenario: Scenario, { eligibility }: Rule, wanted: MoneyIndicator): number {
  const paying = membersOf(scenario)
    .filter(({ id }) => eligibility?.segments?.includes(id) ?? true)
    .flatMap(({ weight, activities = [] }) =>
      activities
        .filter(({ indicator }) => indicator === wanted)
        .map(({ times, payment }) => ({
          // Referred members are no part of the start.
          payments: Math.max(1, weight) * times.meanPerLoginDay,
          cents: payment?.medianCents ?? withoutPaymentCents,
        })),
    );
  const sum = paying.reduce((all, { payments, cents }) => all + payments * cents, 0);
  return Math.round(sum / paying.reduce((all, { payments }) => all + payments, 0));
}

function monthlyPointsIn({ rules }: Scenario, outcome: Outcome, currency: string): number {
  const issued = rules
    .filter((rule) => rule.currency === currency)
    .reduce((sum, { id }) => sum + (outcome.rules[id]?.points ?? 0), 0);
  return (issued / outcome.memberDays) * daysPerMonth;
}

function judge(rule: Rule, figures: AwardStrength): Verdict<AwardStrength> {
  const { pointsPerAward, centsPerAward, relativeValue, shareOfMonth } = figures;
  if (Number.isNaN(pointsPerAward))
    return { verdict: "none", reason: text("模拟中没有赠送过。", "The run saw no award."), figures };
  const [points, month] = [pointsWords(pointsPerAward), percentWords(shareOfMonth)];
  if (Number.isNaN(centsPerAward)) {
    const unpriced = text(
      `单次 ${points} 分，是会员每月所得的 ${month}；这种积分换不了东西，没有可感知的价值。`,
      `One award is ${points} points, ${month} of a member's month; they buy nothing, so there is no value to feel.`,
    );
    return { verdict: "none", reason: unpriced, figures };
  }
  const [yuan, share, limit] = [centsPerAward, relativeValue, feltRelativeValue] as const;
  if (Number.isNaN(share)) {
    const unpaid = text(
      `单次 ${points} 分，最多值 ${yuanWords(yuan)} 元；模拟的会员没有这种付款，没有金额可比。`,
      `One award is ${points} points, worth up to ${yuanWords(yuan)} yuan; no simulated member makes such a payment, so there is no amount to compare with.`,
    );
    return { verdict: "none", reason: unpaid, figures };
  }
  const isFelt = share >= limit;
  const compared = comparedWords(rule, figures);
  const advice = isFelt
    ? text(`达到 ${percentWords(limit)}，能被感知。`, `at least ${percentWords(limit)}: it is felt.`)
    : text(
        `不到 ${percentWords(limit)}，难以感知：可改为达到一定周期或业务量才赠送，单次分值更高。`,
        `below ${percentWords(limit)}: hardly felt. Award more at a time, per period or per volume.`,
      );
  const said = text(
    `单次 ${points} 分，最多值 ${yuanWords(yuan)} 元，相当于${compared.zh}的 ${percentWords(share)}，`,
    `One award is ${points} points, worth up to ${yuanWords(yuan)} yuan, ${percentWords(share)} of ${compared.en}, `,
  );
  return {
    verdict: isFelt ? "pass" : "warn",
    reason: text(said.zh + advice.zh, said.en + advice.en),
    figures,
  };
}

/** What an award is compared with, as the Chinese goes on after 相当于. */
function comparedWords(rule: Rule, { comparedCents }: AwardStrength): LocalText {
  const { kind } = rule.condition;
  if (kind === "amountOver") return text("所付金额", "the payment");
  const yuan = yuanWords(comparedCents);
  if (kind === "perAmount")
    return rule.condition.fullUnits
      ? text(`平均每次所付的整额 ${yuan} 元`, `the ${yuan} yuan of full amounts paid for it on average`)
      : text(`平均每次所付 ${yuan} 元`, `the ${yuan} yuan paid for it on average`);
  const count = paymentsFor(rule)?.count;
  if (count === undefined) return text(` ${yuan} 元`, `${yuan} yuan`);
  return count === 1
    ? text(`通常一笔 ${yuan} 元`, `a usual payment of ${yuan} yuan`)
    : text(`通常 ${count} 笔共 ${yuan} 元`, `${count} usual payments of ${yuan} yuan together`);
}
