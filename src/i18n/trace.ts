/** The words of a member's trace: what happened, how an award was reckoned, why nothing was paid. For page and command. */
import type { Explanation, Step, Verdict } from "../domain/explanation.ts";
import type { Scenario } from "../domain/scenario.ts";
import { inLanguage, type Language } from "../domain/text.ts";
import type { AwardLine, EventKind, HeldBy, MemberEvent } from "../domain/trace.ts";
import { catalogue, counted } from "./catalogue.ts";
import { formats } from "./formats.ts";

type UnitStep = Extract<Step, { kind: "units" }>;
type ReachedStep = Extract<Step, { kind: "reached" }>;

type TraceMessages = {
  /** `amount` comes formatted: a count, minutes or money. */
  happened: Record<EventKind, (count: number, amount: string) => string>;
  verdicts: Record<Exclude<Verdict, "paid">, string>;
  excludedBy: Record<"segment" | "tier" | "verification", string> &
    Record<"channel" | "product", (from: string) => string>;
  /** Of the rule itself, or of a limit by its name. */
  held: Record<HeldBy, (points: string, limit: string | undefined) => string>;
  left: (points: string) => string;
  usedUp: (what: string) => string;
  /** Of all or nothing: something is left, but not enough for the whole award. */
  tooLittle: (what: string) => string;
  wholeOnly: string;
  units: Record<UnitStep["unit"], (amount: string, each: string) => string>;
  /** How many friends, and from how many on the band is. */
  band: (reached: string, count: string) => string;
  /** What another posting was worth, and by which rule. */
  earned: (points: string, rule: string) => string;
  community: (active: string, each: string) => string;
  reached: Record<ReachedStep["what"], (amount: string, asked: string) => string>;
  stayed: (count: number, months: string) => string;
  members: (numbers: readonly string[]) => string;
};

function of(limit: string | undefined): string {
  return limit === undefined ? "" : `“${limit}”`;
}

function isFor(limit: string | undefined): string {
  return limit === undefined ? "" : ` for ${limit}`;
}

const traceMessages = catalogue<TraceMessages>(
  {
    happened: {
      activation: () => "首次开通",
      login: () => "登录",
      session: (_, minutes) => `使用 ${minutes} 分钟`,
      message: (_, n) => `收发 ${n} 条信息`,
      friend: (_, n) => `新增 ${n} 位好友`,
      contact: (_, n) => `联系 ${n} 位好友`,
      referral: () => "推荐新会员",
      share: (_, n) => `分享 ${n} 次`,
      like: (_, n) => `获赞 ${n} 次`,
      click: (_, n) => `分享被点击 ${n} 次`,
      forward: (_, n) => `分享被转发 ${n} 次`,
      liking: (_, n) => `点赞他人分享 ${n} 次`,
      clicking: (_, n) => `点击他人分享 ${n} 次`,
      forwarding: (_, n) => `转发他人分享 ${n} 次`,
      content: (_, n) => `发表 ${n} 条内容`,
      praise: (_, n) => `内容被评优 ${n} 次`,
      success: (_, n) => `判断正确 ${n} 次`,
      excellent: (_, n) => `取得优秀成绩 ${n} 次`,
      purchase: (_, yuan) => `消费 ${yuan}`,
      bill: (_, yuan) => `缴费 ${yuan}`,
      topup: (_, yuan) => `充值 ${yuan}`,
      transfer: (_, yuan) => `转账 ${yuan}`,
      wealth: (_, yuan) => `购买理财产品 ${yuan}`,
      task: (_, n) => `完成 ${n} 项任务`,
      campaign: (_, n) => `参加 ${n} 次活动`,
      advert: (_, n) => `点击 ${n} 次广告`,
      care: (_, n) => `收到 ${n} 次客户关怀`,
      verification: () => "完成实名登记",
      grant: (_, n) => `获赠 ${n} 分`,
      redemption: (_, n) => `兑换 ${n} 分`,
    },
    verdicts: {
      cut: "只发一部分",
      notEligible: "不在适用范围",
      capReached: "已达上限",
      budgetOut: "预算已用完",
      nothing: "不足 1 分",
    },
    excludedBy: {
      segment: "不在适用群体",
      tier: "不在适用等级",
      verification: "尚未实名登记",
      channel: (from) => (from === "" ? "未记录渠道，不在适用渠道" : `来自“${from}”，不在适用渠道`),
      product: (from) => (from === "" ? "未记录产品，不在适用产品" : `属于“${from}”，不在适用产品`),
    },
    held: {
      day: (points, limit) => `${of(limit)}每日上限 ${points}`,
      month: (points, limit) => `${of(limit)}每月上限 ${points}`,
      year: (points, limit) => `${of(limit)}每年上限 ${points}`,
      budget: (points, limit) => `${of(limit)}全体每月预算 ${points}`,
    },
    left: (points) => `，还剩 ${points}`,
    usedUp: (what) => `${what} 已用完`,
    tooLittle: (what) => `${what} 所剩不足，超限整笔不计`,
    wholeOnly: "，超限整笔不计",
    units: {
      minutes: (minutes, each) => `${minutes} 分钟 ÷ ${each}`,
      cents: (yuan, each) => `${yuan} ÷ ${each}`,
      times: (times, each) => `${times} 次 ÷ ${each}`,
    },
    band: (reached, count) => `${reached} 人 → 满 ${count} 人一档`,
    earned: (points, rule) => `“${rule}”所得 ${points}`,
    community: (active, each) => `活跃成员 ${active} 人 ÷ ${each}`,
    reached: {
      spent: (yuan, asked) => `累计消费 ${yuan}，达到 ${asked}`,
      paid: (yuan, asked) => `单笔 ${yuan}，超过 ${asked}`,
      running: (days, asked) => `连续第 ${days} 天，达到 ${asked} 天`,
      minutes: (minutes, asked) => `单次 ${minutes} 分钟，达到 ${asked} 分钟`,
      praises: (times, asked) => `被评优 ${times} 次，超过 ${asked} 次`,
    },
    stayed: (_, months) => `已留存 ${months} 个月`,
    members: (numbers) => `会员 ${numbers.join("、")}`,
  },
  {
    happened: {
      activation: () => "first activation",
      login: () => "login",
      session: (_, minutes) => `${minutes} min online`,
      message: (count, n) => counted(count, n, "message", "messages"),
      friend: (count, n) => counted(count, n, "friend added", "friends added"),
      contact: (count, n) => counted(count, n, "friend contacted", "friends contacted"),
      referral: () => "referred a new member",
      share: (count, n) => counted(count, n, "share", "shares"),
      like: (count, n) => counted(count, n, "like received", "likes received"),
      click: (count, n) => counted(count, n, "click on a share", "clicks on shares"),
      forward: (count, n) => counted(count, n, "re-share", "re-shares"),
      liking: (count, n) => counted(count, n, "share liked", "shares liked"),
      clicking: (count, n) => counted(count, n, "share clicked", "shares clicked"),
      forwarding: (count, n) => counted(count, n, "share passed on", "shares passed on"),
      content: (count, n) => counted(count, n, "piece of content", "pieces of content"),
      praise: (count, n) => counted(count, n, "praise received", "praises received"),
      success: (count, n) => counted(count, n, "correct call", "correct calls"),
      excellent: (count, n) => counted(count, n, "excellent result", "excellent results"),
      purchase: (_, yuan) => `purchase of ${yuan}`,
      bill: (_, yuan) => `bill of ${yuan}`,
      topup: (_, yuan) => `top-up of ${yuan}`,
      transfer: (_, yuan) => `transfer of ${yuan}`,
      wealth: (_, yuan) => `wealth product for ${yuan}`,
      task: (count, n) => counted(count, n, "task", "tasks"),
      campaign: (count, n) => counted(count, n, "campaign", "campaigns"),
      advert: (count, n) => counted(count, n, "advert click", "advert clicks"),
      care: (count, n) => counted(count, n, "care contact", "care contacts"),
      verification: () => "identity check",
      grant: (count, n) => `grant of ${counted(count, n, "point", "points")}`,
      redemption: (_, n) => `redeemed ${n} points`,
    },
    verdicts: {
      cut: "paid in part",
      notEligible: "not eligible",
      capReached: "cap reached",
      budgetOut: "budget out",
      nothing: "less than a point",
    },
    excludedBy: {
      segment: "not in a segment that earns",
      tier: "not in a tier that earns",
      verification: "identity not checked yet",
      channel: (from) =>
        from === "" ? "of no channel, so not of one that earns" : `by ${from}, not a channel that earns`,
      product: (from) =>
        from === "" ? "of no product, so not of one that earns" : `for ${from}, not a product that earns`,
    },
    held: {
      day: (points, limit) => `daily cap of ${points}${isFor(limit)}`,
      month: (points, limit) => `monthly cap of ${points}${isFor(limit)}`,
      year: (points, limit) => `yearly cap of ${points}${isFor(limit)}`,
      budget: (points, limit) => `monthly budget of ${points} for all members${isFor(limit)}`,
    },
    left: (points) => `, ${points} left`,
    usedUp: (what) => `${what} used up`,
    tooLittle: (what) => `more than is left of the ${what}, all or nothing`,
    wholeOnly: ", all or nothing",
    units: {
      minutes: (minutes, each) => `${minutes} min ÷ ${each}`,
      cents: (yuan, each) => `${yuan} ÷ ${each}`,
      times: (times, each) => `${times} in all ÷ ${each}`,
    },
    band: (reached, count) => `${reached} → band from ${count}`,
    earned: (points, rule) => `${points} earned by ${rule}`,
    community: (active, each) => `${active} active members ÷ ${each}`,
    reached: {
      spent: (yuan, asked) => `spent ${yuan} in all, ${asked} asked for`,
      paid: (yuan, asked) => `paid ${yuan}, more than ${asked} asked for`,
      running: (days, asked) => `day ${days} running, ${asked} asked for`,
      minutes: (minutes, asked) => `${minutes} min in one session, ${asked} asked for`,
      praises: (times, asked) => `praised ${times} times in all, more than ${asked} asked for`,
    },
    stayed: (count, months) => `stayed ${counted(count, months, "month", "months")}`,
    members: (numbers) => `${numbers.length === 1 ? "member" : "members"} ${numbers.join(", ")}`,
  },
);

const moneyEvents: ReadonlySet<EventKind> = new Set(["purchase", "bill", "topup", "transfer", "wealth"]);

/** What a member did, "37 min online"; "purchase of ¥50.00 (Shop · Tea)" where a rule asks which way it came. */
export function eventWords(scenario: Scenario, event: MemberEvent, language: Language): string {
  const { indicator, amount, origin } = event;
  const { number, yuan } = formats(language);
  const shown = moneyEvents.has(indicator) ? yuan(amount) : number(amount);
  const said = traceMessages(language).happened[indicator](amount, shown);
  const from = [scenario.channels?.[origin?.channel ?? -1], scenario.services[origin?.service ?? -1]];
  const names = from.flatMap((one) => (one ? [inLanguage(one.name, language)] : [])).join(" · ");
  if (names === "") return said;
  return language === "en" ? `${said} (${names})` : `${said}（${names}）`;
}

/** The formula with its numbers: "37 min ÷ 10 → 3 × 5 = 15 → daily cap 20, 10 left: 10". */
export function formulaWords({ steps }: Explanation, language: Language): string {
  return steps.map((step) => stepWords(step, language)).join(" → ");
}

function stepWords(step: Step, language: Language): string {
  const words = traceMessages(language);
  const { number, amount, yuan } = formats(language);
  const factor = (basisPoints: number) => amount(basisPoints, "basisPoints");
  const colon = language === "en" ? ": " : "：";
  const value = number(step.value);
  switch (step.kind) {
    case "count":
      return step.value === 0 ? value : `${number(step.count)} × ${number(step.points)} = ${value}`;
    case "units": {
      const shown = step.unit === "cents" ? yuan : number;
      const units = words.units[step.unit](shown(step.amount), shown(step.each));
      return `${units} → ${number(step.count)} × ${number(step.points)} = ${value}`;
    }
    case "community": {
      const groups = words.community(number(step.active), number(step.each));
      return `${groups} → ${number(step.count)} × ${number(step.points)} = ${value}`;
    }
    case "reached": {
      const shown = step.what === "spent" || step.what === "paid" ? yuan : number;
      return words.reached[step.what](shown(step.amount), shown(step.asked));
    }
    case "stayed":
      return words.stayed(step.months, number(step.months));
    case "ratio": {
      const shown =
        step.unit === "cents" ? (cents: number) => yuan(cents) : (points: number) => number(points);
      const of = step.by
        ? words.earned(shown(step.amount), inLanguage(step.by, language))
        : shown(step.amount);
      const worth = `${of} × ${number(step.points)} ÷ ${shown(step.per)}`;
      return `${[worth, ...step.factors.map(factor)].join(" × ")} = ${value}`;
    }
    case "band":
      return `${words.band(number(step.reached), number(step.count))}${colon}${value}`;
    case "share": {
      const { earned, by, basisPoints, factors } = step;
      const of = by ? words.earned(number(earned), inLanguage(by, language)) : number(earned);
      return `${[of, ...[basisPoints, ...factors].map(factor)].join(" × ")} → ${value}`;
    }
    case "factor":
      return `× ${step.factors.map(factor).join(" × ")} = ${value}`;
    case "held": {
      const left = step.by === "budget" ? "" : words.left(number(step.left));
      const whole = isTooLittle(step) ? words.wholeOnly : "";
      return `${heldWords(step, language)}${left}${whole}${colon}${value}`;
    }
  }
}

/** Whether it left something, and yet nothing was paid: all or nothing. */
function isTooLittle({ left, value }: Extract<Step, { kind: "held" }>): boolean {
  return value === 0 && left > 0;
}

function heldWords({ by, limit, points }: Extract<Step, { kind: "held" }>, language: Language): string {
  const name = limit && inLanguage(limit.name, language);
  return traceMessages(language).held[by](formats(language).number(points), name);
}

/** Why less was paid than the condition was worth; "" where it was paid in full. */
export function verdictWords(explanation: Explanation, language: Language): string {
  const { verdict, steps, excludedBy } = explanation;
  if (verdict === "paid") return "";
  const words = traceMessages(language);
  if (excludedBy === "channel" || excludedBy === "product") {
    const from = explanation.origin?.[excludedBy];
    return words.excludedBy[excludedBy](from ? inLanguage(from, language) : "");
  }
  if (excludedBy) return words.excludedBy[excludedBy];
  const stop = steps.find((step) => step.kind === "held" && step.value === 0);
  if (stop?.kind === "held" && verdict !== "cut")
    return words[isTooLittle(stop) ? "tooLittle" : "usedUp"](heldWords(stop, language));
  return words.verdicts[verdict];
}

/** The members whom an award is about: "member 17.2"; "" where it is about nobody else. */
export function aboutWords({ about, active = [] }: AwardLine, language: Language): string {
  const members = about === undefined ? active : [about];
  return members.length > 0 ? traceMessages(language).members(members) : "";
}
