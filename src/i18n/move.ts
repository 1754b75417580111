/** The words of what moves a balance and is no award: its name, its numbers, whom it went to. For page, command and ledger. */
import { isoDateOf, parseIsoDate } from "../domain/calendar.ts";
import type { Scenario } from "../domain/scenario.ts";
import { inLanguage, type Language, type LocalText } from "../domain/text.ts";
import type { MoveLine, PostingLine, Refusal, RefusedMove } from "../domain/trace.ts";
import { catalogue, counted } from "./catalogue.ts";
import { formats } from "./formats.ts";

type Bounded = "balance" | "limit" | "budget";

type MoveMessages = {
  names: {
    [K in Exclude<MoveLine["kind"], "expired" | "cleared" | "exchanged" | "refused">]: string;
  } & {
    expired: Record<MoveLine<"expired">["because"], string>;
    cleared: Record<MoveLine<"cleared">["because"], string>;
    exchanged: Record<"out" | "in", string>;
    refused: Record<RefusedMove, string>;
  };
  /** Why nothing was moved; `asked` is empty where it says nothing more. */
  refused: {
    [K in Exclude<Refusal["because"], Bounded>]: (asked: string, least: string) => string;
  } & {
    [K in Bounded]: (asked: string, bound: string, least: string) => string;
  };
  /** Numbers and dates come formatted. */
  activated: (points: string) => string;
  released: (count: number, points: string, date: string) => string;
  asked: (points: string, usable: string) => string;
  askedOfBudget: (points: string, left: string) => string;
  askedFor: (points: string) => string;
  offset: (paid: string, purchase: string) => string;
  refundOfAll: (points: string) => string;
  refundOfAllUsed: (points: string) => string;
  refundOfSpend: (points: string, member: string) => string;
  /** What of that earlier refunds of the order took or gave. */
  before: Record<"reversed" | "returned", (points: string) => string>;
  owed: (points: string) => string;
  paidOff: string;
  to: string;
  from: string;
  waiting: (points: string) => string;
};

const moveMessages = catalogue<MoveMessages>(
  {
    names: {
      opening: "期初余额",
      activated: "开通后可用",
      released: "冻结期满",
      redeemed: "兑换",
      offset: "消费抵扣",
      expired: { validity: "到期失效", cycle: "周期期满清零", lots: "超出批数失效" },
      cleared: { lapsed: "过期积分清零", yearEnd: "年末清零", cancelled: "退订清零" },
      decayed: "衰减",
      migrated: "存量换算",
      exchanged: { out: "转换转出", in: "转换转入" },
      sent: "转让转出",
      fee: "转让手续费",
      received: "转让转入",
      bought: "购买积分",
      reversed: "退款收回",
      returned: "退款返还",
      settled: "抵还退款欠分",
      refused: {
        sent: "转让未成",
        bought: "购买积分未成",
        exchanged: "转换未成",
        redeemed: "兑换未成",
        offset: "抵扣未成",
      },
    },
    refused: {
      closed: (asked) => `申请 ${asked}，方案当时未开放`,
      nobody: (asked) => `申请 ${asked}，没有可受让的会员`,
      noPurchase: (asked) => `申请 ${asked}，当天没有消费`,
      worth: (asked) => `申请 ${asked}，折算后不足最小单位`,
      least: (asked, least) => `申请 ${asked}，低于单次最低 ${least}`,
      balance: (asked, usable, least) =>
        `申请 ${asked}，可用仅 ${usable}${least && `，不足单次最低 ${least}`}`,
      limit: (asked, left, least) =>
        left === "0"
          ? `申请 ${asked}，当月限额已用完`
          : `申请 ${asked}，当月限额仅剩 ${left}，不足单次最低 ${least}`,
      budget: (price, left) => `需 ${price}，当月兑换预算仅剩 ${left}`,
    },
    activated: (points) => `${points} 分转为可用`,
    released: (_, points, date) => `${date}所得的 ${points} 分转为可用`,
    asked: (points, usable) => `申请 ${points}，可用仅 ${usable}`,
    askedOfBudget: (points, left) => `申请 ${points}，当月兑换预算仅剩 ${left}`,
    askedFor: (points) => `申请 ${points}`,
    offset: (paid, purchase) => `消费 ${purchase}，其中 ${paid} 用积分抵扣`,
    refundOfAll: (points) => `全额退款，收回所得的 ${points}`,
    refundOfAllUsed: (points) => `全额退款，返还抵扣所用的 ${points}`,
    before: {
      reversed: (points) => `，其中 ${points} 此前已收回`,
      returned: (points) => `，其中 ${points} 此前已返还`,
    },
    refundOfSpend: (points, member) => `会员 ${member} 退款后消费未达标，收回所得的 ${points}`,
    owed: (points) => `尚欠 ${points}`,
    paidOff: "已还清",
    to: "转给",
    from: "来自",
    waiting: (points) => `余额中 ${points} 分冻结`,
  },
  {
    names: {
      opening: "opening balance",
      activated: "usable on activation",
      released: "released",
      redeemed: "redeemed",
      offset: "paid at checkout",
      expired: { validity: "expired", cycle: "cycle over", lots: "lapsed for a newer lot" },
      cleared: {
        lapsed: "lapsed points cleared",
        yearEnd: "cleared at the year’s end",
        cancelled: "cleared on cancelling",
      },
      decayed: "decayed",
      migrated: "converted",
      exchanged: { out: "exchanged away", in: "got by exchange" },
      sent: "sent",
      fee: "transfer fee",
      received: "received",
      bought: "bought",
      reversed: "taken back by a refund",
      returned: "given back by a refund",
      settled: "paid off a refund",
      refused: {
        sent: "not sent",
        bought: "not bought",
        exchanged: "not exchanged",
        redeemed: "not redeemed",
        offset: "not paid at checkout",
      },
    },
    refused: {
      closed: (asked) => `asked for ${asked}, which the scheme did not offer`,
      nobody: (asked) => `asked for ${asked}, with no member to send to`,
      noPurchase: (asked) => `asked for ${asked}, without a purchase that day`,
      worth: (asked) => `asked for ${asked}, worth less than the smallest unit`,
      least: (asked, least) => `asked for ${asked}, at least ${least} at once`,
      balance: (asked, usable, least) =>
        `asked for ${asked}, could spend ${usable}${least && `, at least ${least} at once`}`,
      limit: (asked, left, least) =>
        left === "0"
          ? `asked for ${asked}, the month’s limit used up`
          : `asked for ${asked}, of which the month’s limit left ${left}, at least ${least} at once`,
      budget: (price, left) => `costs ${price}, of which the month’s budget left ${left}`,
    },
    activated: (points) => `${points} can be spent from now on`,
    released: (count, points, date) =>
      `${counted(count, points, "point", "points")} earned on ${date} can be spent from now on`,
    asked: (points, usable) => `asked for ${points}, could spend ${usable}`,
    askedOfBudget: (points, left) => `asked for ${points}, of which the month’s budget left ${left}`,
    askedFor: (points) => `asked for ${points}`,
    offset: (paid, purchase) => `${paid} of a purchase of ${purchase}`,
    refundOfAll: (points) => `refund of all, which had earned ${points}`,
    refundOfAllUsed: (points) => `refund of all, paid in part with ${points}`,
    before: {
      reversed: (points) => `, ${points} of it taken back before`,
      returned: (points) => `, ${points} of it given back before`,
    },
    refundOfSpend: (points, member) =>
      `member ${member} has spent too little after a refund, which had earned ${points}`,
    owed: (points) => `${points} still owed`,
    paidOff: "nothing more is owed",
    to: "to",
    from: "from",
    waiting: (points) => `${points} of the balance waiting`,
  },
);

/** What happened: "decayed", "cleared on cancelling". */
export function moveWords(line: MoveLine, language: Language): string {
  const { names } = moveMessages(language);
  if (line.kind === "expired") return names.expired[line.because];
  if (line.kind === "cleared") return names.cleared[line.because];
  if (line.kind === "exchanged") return names.exchanged[line.points < 0 ? "out" : "in"];
  if (line.kind === "refused") return names.refused[line.what];
  return names[line.kind];
}

/** Its numbers: "100 points × 1 ÷ 2 = 50 coins"; "" where the points say it all. `scenario` names things by position. */
export function moveFormula(line: MoveLine, scenario: Scenario, language: Language): string {
  const words = moveMessages(language);
  const { number, amount, yuan } = formats(language);
  const after = () => number(line.balance - (line.waiting ?? 0));
  switch (line.kind) {
    case "activated":
      return words.activated(number(line.amount));
    case "released":
      return words.released(line.amount, number(line.amount), dateOf(scenario, line.earned, language));
    case "redeemed":
      return redemptionWords(line, scenario, language);
    case "offset":
      return words.offset(yuan(line.paidCents), yuan(line.purchaseCents));
    case "decayed":
      return `${number(line.before)} × ${amount(10_000 - line.basisPoints, "basisPoints")} → ${after()}`;
    case "migrated": {
      const { before, numerator, denominator, of } = line;
      const product = `${number(before)} × ${number(numerator)} ÷ ${number(denominator)}`;
      const formula = `${product} → ${number(Math.floor((before * numerator) / denominator))}`;
      return of === "debt" ? words.owed(formula) : formula;
    }
    case "exchanged":
      return exchangeWords(line, scenario, language);
    case "sent":
      return line.asked === undefined ? "" : words.askedFor(number(line.asked));
    case "fee":
      return `${number(line.sent)} × ${amount(line.basisPoints, "basisPoints")} → ${number(-line.points)}`;
    case "bought":
      return `${yuan(line.cents)} × ${number(line.forPoints)} ÷ ${yuan(line.forCents)} → ${number(line.points)}`;
    case "reversed":
      return reversalWords(line, language);
    case "returned":
      return refundWords(line.used, line, words.refundOfAllUsed, language);
    case "settled":
      return line.owed > 0 ? words.owed(number(line.owed)) : words.paidOff;
    case "refused":
      return refusalWords(line, scenario, language);
    default:
      return "";
  }
}

function dateOf({ run }: Scenario, day: number, language: Language): string {
  return formats(language).date(isoDateOf((parseIsoDate(run.start) ?? 0) + day));
}

function redemptionWords(line: MoveLine<"redeemed">, { items }: Scenario, language: Language): string {
  const { item, asked, isBudget, points } = line;
  const { number } = formats(language);
  const taken = Math.abs(points);
  if (item !== undefined) return nameAt(items, item, language);
  if (asked === undefined || asked === taken) return "";
  const words = moveMessages(language);
  if (isBudget) return words.askedOfBudget(number(asked), number(taken));
  return words.asked(number(asked), number(taken)) + whatWaits(line, language);
}

/** ", 100 of the balance waiting": of what cannot be spent yet; "" where nothing waits. */
function whatWaits({ waiting }: MoveLine, language: Language): string {
  if (waiting === undefined) return "";
  return (
    (language === "en" ? ", " : "，") + moveMessages(language).waiting(formats(language).number(waiting))
  );
}

/** "asked for 50, could spend 3, at least 10 at once"; of an item its name first, of points that are bought the money. */
function refusalWords(line: MoveLine<"refused">, { items }: Scenario, language: Language): string {
  const { refused, askedOfBudget } = moveMessages(language);
  const { number, yuan } = formats(language);
  const asked = line.what === "bought" ? yuan(line.asked) : number(line.asked);
  const name =
    line.item === undefined ? "" : `${nameAt(items, line.item, language)}${language === "en" ? ": " : "："}`;
  switch (line.because) {
    case "balance":
    case "limit": {
      const least = line.least > 1 ? number(line.least) : "";
      const waits = line.because === "balance" ? whatWaits(line, language) : "";
      return refused[line.because](asked, number(line.bound), least) + waits;
    }
    case "budget":
      if (line.item === undefined) return askedOfBudget(asked, number(line.bound));
      return name + refused.budget(asked, number(line.bound), "");
    case "least":
      return refused.least(asked, number(line.least));
    default:
      return refused[line.because](asked, "");
  }
}

function exchangeWords(
  { exchange, given, got, give, get, asked }: MoveLine<"exchanged">,
  { exchanges = [], currencies }: Scenario,
  language: Language,
): string {
  const { number } = formats(language);
  const nameOf = (id: string | undefined) =>
    nameAt(
      currencies,
      currencies.findIndex((currency) => currency.id === id),
      language,
    );
  const { from, to } = exchanges[exchange] ?? {};
  const formula = `${number(given)} ${nameOf(from)} × ${number(get)} ÷ ${number(give)} → ${number(got)} ${nameOf(to)}`;
  if (asked === undefined) return formula;
  const comma = language === "en" ? ", " : "，";
  return moveMessages(language).askedFor(number(asked)) + comma + formula;
}

function reversalWords(line: MoveLine<"reversed">, language: Language): string {
  const words = moveMessages(language);
  const { about } = line;
  const ofAll = (points: string) =>
    about === undefined ? words.refundOfAll(points) : words.refundOfSpend(points, about);
  const taken = refundWords(line.earned, line, ofAll, language);
  const comma = language === "en" ? ", " : "，";
  return line.owed > 0 ? taken + comma + words.owed(formats(language).number(line.owed)) : taken;
}

/** "100 × ¥5 ÷ ¥20 → 25, 10 of it taken back before": the part of some points that goes with refunds of so many cents. */
function refundWords(
  points: number,
  {
    kind,
    cents,
    ofCents,
    before = 0,
  }: Pick<MoveLine<"reversed" | "returned">, "kind" | "cents" | "ofCents" | "before">,
  ofAll: (points: string) => string,
  language: Language,
): string {
  const { number, yuan } = formats(language);
  const earlier = before > 0 ? moveMessages(language).before[kind](number(before)) : "";
  if (ofCents === 0) return ofAll(number(points)) + earlier;
  return `${number(points)} × ${yuan(cents)} ÷ ${yuan(ofCents)} → ${number(Number((BigInt(points) * BigInt(cents)) / BigInt(ofCents)))}${earlier}`;
}

function nameAt(list: readonly { name: LocalText }[], position: number, language: Language): string {
  const name = list[position]?.name;
  return name ? inLanguage(name, language) : "";
}

/** The member on the other side, and the word that leads to it: ["to", "17.2"]. */
export function partnerOf(line: MoveLine, language: Language): [string, string] | undefined {
  const { to, from } = moveMessages(language);
  if (line.kind === "sent" || line.kind === "fee") return [to, line.to];
  return line.kind === "received" ? [from, line.from] : undefined;
}

/** What of the balance waits, where the posting has changed that: "60 of it waiting". */
export function waitingWords(line: PostingLine, language: Language): string {
  const changes =
    line.kind === "award"
      ? line.waits
      : line.kind === "released" ||
        (line.kind === "reversed" && line.waited) ||
        (line.kind === "migrated" && line.of === "waiting");
  return changes && line.waiting !== undefined
    ? moveMessages(language).waiting(formats(language).number(line.waiting))
    : "";
}
