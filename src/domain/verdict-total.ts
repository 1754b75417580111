/**
 * Step 3, check 1: the total. Points per member and month of a service beside those of the others, in each currency by
 * itself (spec 1.3; [001]).
 */
import { daysPerMonth } from "./calendar.ts";
import type { Outcome, Structure } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { nameAmongCurrencies } from "./structure-name.ts";
import { type LocalText, text } from "./text.ts";
import { factorWords, pointsWords, type Verdict } from "./verdict.ts";

/**
 * The documents name no limit. Beyond 10 times, points of two services are too unlike to be added up: there category
 * points must take roots of their coefficients K ([000] [001], spec 1.4).
 */
const totalFactorMax = 10;

export type ServiceTotal = {
  service: string;
  currency: string;
  /** Points of all the service's rules in the currency ÷ enrolled member-days × 365 ÷ 12; NaN where nobody was enrolled. */
  pointsPerMemberMonth: number;
  /** Mean of the other services that issue points of the currency; NaN where there is none. */
  othersPerMemberMonth: number;
};

/** One verdict for each service and currency, in the outcome's order. Advisory: services are independent of each other. */
export function totalVerdicts(
  scenario: Pick<Scenario, "currencies">,
  { structures, memberDays }: Pick<Outcome, "structures" | "memberDays">,
): Verdict<ServiceTotal>[] {
  const perMonth = ({ issued }: Structure) => (issued / memberDays) * daysPerMonth;
  return structures.map((one) => {
    const { service, currency } = one;
    const others = structures
      .filter((other) => other !== one && other.currency === currency && other.issued > 0)
      .map(perMonth);
    const figures = {
      service,
      currency,
      pointsPerMemberMonth: perMonth(one),
      othersPerMemberMonth: others.reduce((sum, total) => sum + total, 0) / others.length,
    };
    return judge(figures, nameAmongCurrencies(scenario, currency));
  });
}

/** @param name of the currency, where there are several */
function judge(figures: ServiceTotal, name: LocalText | undefined): Verdict<ServiceTotal> {
  const { pointsPerMemberMonth: own, othersPerMemberMonth: others } = figures;
  if (!(own > 0))
    return { verdict: "none", reason: text("没有发放积分。", "No points were issued."), figures };
  const total = totalWords(own, name);
  if (Number.isNaN(others)) {
    const alone = name
      ? text(`${total.zh}；没有其他业务赠送这种积分。`, `${total.en}; no other service gives any.`)
      : text(`${total.zh}；没有其他业务可比。`, `${total.en}; there is no other service to compare with.`);
    return { verdict: "none", reason: alone, figures };
  }
  const factor = own > others ? own / others : others / own;
  const isFar = factor > totalFactorMax;
  const [than, times] = own > others ? ["高于", "more"] : ["低于", "less"];
  const compared = text(
    `${total.zh}，${than}其他业务的平均 ${pointsWords(others)} 分，相差 ${factorWords(factor)} 倍`,
    `${total.en}, ${times} than the mean of the others, ${pointsWords(others)}, by a factor of ${factorWords(factor)}`,
  );
  const limit = isFar
    ? text(
        `，超过 ${totalFactorMax} 倍，看看是否合理（仅供参考）。`,
        `: over ${totalFactorMax}, see whether this is meant (advisory).`,
      )
    : text("，量级相当。", ": of the same order.");
  return {
    verdict: isFar ? "warn" : "pass",
    reason: text(compared.zh + limit.zh, compared.en + limit.en),
    figures,
  };
}

function totalWords(points: number, name: LocalText | undefined): LocalText {
  const [zh, en] = name ? [`“${name.zh}”`, ` of “${name.en}”`] : ["", ""];
  return text(
    `每会员每月${zh} ${pointsWords(points)} 分`,
    `${pointsWords(points)} points${en} per member and month`,
  );
}
