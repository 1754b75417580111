/** Tiers, levels and privileges as sentences that a member understands, in both languages. */
import type { Privilege } from "./privilege.ts";
import type { Scenario } from "./scenario.ts";
import type { Service } from "./service.ts";
import { type LocalText, text } from "./text.ts";
import type { Tiers } from "./tier.ts";
import { pointsWords } from "./verdict.ts";

type Step = Tiers["steps"][number];

/** "Gold: from 1,000 points; kept for 12 months, then 1,000 points of these months keep it." */
export function tierWords(
  { validityMonths, demotion, promotedBy }: Tiers,
  { name, threshold }: Step,
): LocalText {
  if (threshold === 0) return text(`${name.zh}：人人都有，永不降级。`, `${name.en}: everybody's, for ever.`);
  const points = pointsWords(threshold);
  const inYear = promotedBy === "year";
  const reached = text(
    `${name.zh}：${inYear ? "当年" : ""}累计 ${points} 分即升级`,
    `${name.en}: as soon as ${points} points have been earned${inYear ? " in a natural year" : ""}`,
  );
  if (validityMonths === 0) return text(`${reached.zh}，永久有效。`, `${reached.en}, for ever.`);
  const down =
    demotion === "oneStep"
      ? text("降一级", "goes one step down")
      : text("降到与所得相称的等级", "falls to the tier that these points reach");
  return text(
    `${reached.zh}，有效 ${validityMonths} 个月；期内所得不足 ${points} 分则${down.zh}。`,
    `${reached.en}, for ${validityMonths} ${validityMonths === 1 ? "month" : "months"}; who earns less than ${points} in them ${down.en}.`,
  );
}

/** "Mobile securities, junior: from 500 points of the service." */
export function levelWords(service: Service, { name, threshold }: Step): LocalText {
  const points = pointsWords(threshold);
  return threshold === 0
    ? text(`${service.name.zh}·${name.zh}：从这里开始。`, `${service.name.en}, ${name.en}: where all begin.`)
    : text(
        `${service.name.zh}·${name.zh}：本业务积分累计 ${points} 分，只升不降。`,
        `${service.name.en}, ${name.en}: from ${points} points of the service, for good.`,
      );
}

/** "Free delivery: while the balance of activity points is at least 100." */
export function privilegeWords(
  { currencies, services, tiers }: Scenario,
  { name, held }: Privilege,
): LocalText {
  const say = (zh: string, en: string) => text(`${name.zh}：${zh}`, `${name.en}: ${en}`);
  const nothing = text("", "");
  if (held.kind === "balance") {
    const currency = currencies.find(({ id }) => id === held.currency)?.name ?? nothing;
    const points = pointsWords(held.threshold);
    return say(
      `${currency.zh}余额不低于 ${points} 分时享有。`,
      `while the balance of ${currency.en} is at least ${points}.`,
    );
  }
  if (held.kind === "tier") {
    const tier = tiers?.steps.find(({ id }) => id === held.tier)?.name ?? nothing;
    return say(`${tier.zh}及以上等级享有。`, `in tier ${tier.en} and above.`);
  }
  const service = services.find(({ id }) => id === held.service);
  const step = service?.levels?.steps.find(({ id }) => id === held.step)?.name ?? nothing;
  return say(
    `${service?.name.zh ?? ""}达到${step.zh}后享有。`,
    `from level ${step.en} of ${service?.name.en ?? ""} on.`,
  );
}
