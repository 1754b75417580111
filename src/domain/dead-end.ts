/** Parts of a scheme whose own numbers keep them from ever coming about: awards, exchanges and transfers that nobody gets. */
import type { MemberCaps } from "./caps.ts";
import type { Rule } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import { type LocalText, text } from "./text.ts";
import { pointsWords } from "./verdict.ts";

/** The path is of the number in question. */
export type DeadEnd = { path: string; reason: LocalText };

/** In the scenario's order, of what is switched on. */
export function deadEndsOf(scenario: Scenario): DeadEnd[] {
  return [...scenario.rules.flatMap((rule) => deadEndsOfRule(scenario, rule)), ...deadMoves(scenario)];
}

function deadEndsOfRule(scenario: Scenario, rule: Rule): DeadEnd[] {
  if (!rule.enabled) return [];
  const at = `rules/${rule.id}`;
  const { condition, eligibility } = rule;
  const ends: DeadEnd[] = [];
  const cap = capBelow(scenario, rule);
  if (cap) ends.push({ path: cap.path, reason: neverFits(cap) });
  if (condition.kind === "perRedeemed" && condition.spent !== undefined) {
    const spent = scenario.currencies.find(({ id }) => id === condition.spent);
    if (spent && !spent.spendable) ends.push({ path: `${at}/condition/spent`, reason: neverRedeemed });
  }
  if (condition.kind === "bulkGrant") {
    const { from = condition.date, until = condition.date } = eligibility?.span ?? {};
    if (condition.date < from || condition.date > until)
      ends.push({ path: `${at}/condition/date`, reason: neverGranted });
  }
  return ends;
}

type CapBelow = { path: string; award: number; cap: number };

/** A cap that pays all or nothing and is below any single award, or what the caps before it leave of one. */
function capBelow({ limits = [] }: Scenario, rule: Rule): CapBelow | undefined {
  let award = leastAward(rule);
  const shared = limits.filter(
    ({ currency, service }) =>
      currency === rule.currency && (service === undefined || service === rule.service),
  );
  for (const { path: at, caps } of [
    { path: `rules/${rule.id}`, caps: rule.caps },
    ...shared.map(({ id, caps }) => ({ path: `limits/${id}`, caps })),
  ]) {
    for (const { path, cap } of capsIn(at, caps)) {
      if (cap < award && caps.allOrNothing) return { path, award, cap };
      award = Math.min(award, cap);
    }
  }
  return undefined;
}

function capsIn(at: string, caps: MemberCaps): { path: string; cap: number }[] {
  return (["pointsPerDay", "pointsPerMonth", "pointsPerYear"] as const).flatMap((key) => {
    const cap = caps[key];
    return cap === undefined ? [] : [{ path: `${at}/caps/${key}`, cap }];
  });
}

/** The fewest points that an award can be before caps; 0 where it is in proportion to something. */
function leastAward({ condition, points, multipliers = [] }: Rule): number {
  if (multipliers.some(({ factor }) => factor < 10_000)) return 0;
  switch (condition.kind) {
    case "perAmount":
      return condition.fullUnits ? points : 0;
    case "perEarned":
    case "perRedeemed":
    case "shareOfReferred":
      return 0;
    case "bands":
      return Math.min(...condition.bands.map((band) => band.points));
    default:
      return points;
  }
}

/** Exchanges and transfers of which the least at once is more than a month allows. */
function deadMoves({ exchanges = [], currencies }: Scenario): DeadEnd[] {
  return [
    ...exchanges.map((own) => ({ path: `exchanges/${own.id}`, own })),
    ...currencies.flatMap(({ id, transfer }) =>
      transfer ? [{ path: `currencies/${id}/transfer`, own: transfer }] : [],
    ),
  ].flatMap(({ path, own: { enabled, pointsMin, pointsPerMonth = pointsMin } }) =>
    enabled && pointsMin > pointsPerMonth
      ? [{ path: `${path}/pointsMin`, reason: neverMoved(pointsMin, pointsPerMonth) }]
      : [],
  );
}

function neverFits({ award, cap }: CapBelow): LocalText {
  const [points, most] = [pointsWords(award), pointsWords(cap)];
  return text(
    `单次至少得 ${points} 分，上限却只有 ${most} 分，放不下的整笔不发：这条规则一分也不会赠送。`,
    `A single award is at least ${points} points, the cap ${most}, and what does not fit is not paid at all: this rule never pays.`,
  );
}

function neverMoved(least: number, most: number): LocalText {
  return text(
    `每笔至少 ${pointsWords(least)} 分，每月却最多 ${pointsWords(most)} 分：永远办不成。`,
    `At least ${pointsWords(least)} points at once, but at most ${pointsWords(most)} a month: nobody ever can.`,
  );
}

const neverRedeemed = text(
  "所指的积分不能用于兑换：这条规则一分也不会赠送。",
  "The points that it asks for cannot be spent: this rule never pays.",
);

const neverGranted = text(
  "发放日期不在规则的日期范围内：这条规则一分也不会赠送。",
  "The day of the grant is not within the rule's dates: this rule never pays.",
);
