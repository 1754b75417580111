/**
 * The indicator library of [001] [002]: what can be measured, each a column of events (spec 1.3 step 0).
 * `redemption` and `earning` are postings that cause postings.
 */
import type { IndicatorGroup } from "./service.ts";

type IndicatorFacts = {
  /** What its points count towards in the structure 60/30/10. */
  group: IndicatorGroup;
  /** What an event's amount is; `points` for grants, which bring their own number. */
  amount: "count" | "minutes" | "cents" | "points";
  /** Whom or what else an event names. */
  names?: "member" | "piece";
  /** Whether it is the piece that collects it, and not its author: ten likes of one share, five shares of one member. */
  gathers?: "piece";
};

const library = {
  activation: { group: "use", amount: "count" },
  tenure: { group: "use", amount: "count" },
  login: { group: "use", amount: "count" },
  session: { group: "use", amount: "minutes" },
  message: { group: "use", amount: "count" },
  friend: { group: "spreading", amount: "count" },
  contact: { group: "spreading", amount: "count" },
  referral: { group: "spreading", amount: "count", names: "member" },
  community: { group: "spreading", amount: "count" },
  share: { group: "spreading", amount: "count", names: "piece" },
  like: { group: "spreading", amount: "count", names: "piece", gathers: "piece" },
  click: { group: "spreading", amount: "count", names: "piece", gathers: "piece" },
  forward: { group: "spreading", amount: "count", names: "piece", gathers: "piece" },
  liking: { group: "spreading", amount: "count", names: "member" },
  clicking: { group: "spreading", amount: "count", names: "member" },
  forwarding: { group: "spreading", amount: "count", names: "member" },
  content: { group: "content", amount: "count", names: "piece" },
  praise: { group: "content", amount: "count", names: "piece", gathers: "piece" },
  success: { group: "ability", amount: "count" },
  excellent: { group: "ability", amount: "count" },
  purchase: { group: "spend", amount: "cents" },
  bill: { group: "spend", amount: "cents" },
  topup: { group: "spend", amount: "cents" },
  transfer: { group: "spend", amount: "cents" },
  wealth: { group: "spend", amount: "cents" },
  task: { group: "other", amount: "count" },
  campaign: { group: "other", amount: "count" },
  advert: { group: "other", amount: "count" },
  care: { group: "other", amount: "count" },
  verification: { group: "other", amount: "count" },
  occasion: { group: "other", amount: "count" },
  grant: { group: "other", amount: "points" },
  redemption: { group: "other", amount: "points" },
  earning: { group: "other", amount: "points" },
} as const satisfies Record<string, IndicatorFacts>;

export type Indicator = keyof typeof library;

/** All indicators, in the order of the library. */
export const indicators = Object.keys(library) as Indicator[];

/** What the library says of an indicator. */
export function factsOf(indicator: Indicator): IndicatorFacts {
  return library[indicator];
}

const metIndicators: readonly string[] = [
  "praise",
  "like",
  "click",
  "forward",
  "care",
  "grant",
  "occasion",
  "tenure",
];

/** Whether an event is something that the member did, and not what it met with. */
export function isDeed(event: string): boolean {
  return !metIndicators.includes(event);
}

/** What members do or meet one at a time, so that each time, each day's first or every n-th can earn. */
export const countedIndicators = [
  "login",
  "session",
  "message",
  "friend",
  "contact",
  "share",
  "like",
  "click",
  "forward",
  "liking",
  "clicking",
  "forwarding",
  "content",
  "success",
  "excellent",
  "purchase",
  "bill",
  "topup",
  "transfer",
  "wealth",
  "task",
  "campaign",
  "advert",
  "care",
  "verification",
  "praise",
  "redemption",
] as const satisfies Indicator[];
export type CountedIndicator = (typeof countedIndicators)[number];

/** What a member does to another's share, and what the sharer, whom the event names, meets with by it: both sides can earn. */
export const shareDeeds = [
  ["liking", "like"],
  ["clicking", "click"],
  ["forwarding", "forward"],
] as const satisfies [Indicator, Indicator][];

/** What is measured in money. */
export const moneyIndicators = [
  "purchase",
  "bill",
  "topup",
  "transfer",
  "wealth",
] as const satisfies Indicator[];
export type MoneyIndicator = (typeof moneyIndicators)[number];

/** What is counted over a month into bands. */
export const bandIndicators = ["friend", "contact"] as const satisfies Indicator[];
export type BandIndicator = (typeof bandIndicators)[number];

/** What members do with points, as events: no rule listens. Bought by cents; sent as so many times the least amount. */
const walletKinds = ["pointsPurchase", "pointsTransfer"] as const;

const firstActivities = [
  "friend",
  "contact",
  "share",
  "like",
  "click",
  "forward",
  "excellent",
  "purchase",
  "bill",
  "topup",
  "transfer",
  "wealth",
  "task",
  "campaign",
  "advert",
  "care",
] as const satisfies Indicator[];

/** What members do to the shares of others. Of synthetic members none names the sharer, who meets with likes of its own. */
const deedsOnShares = ["liking", "clicking", "forwarding"] as const satisfies Indicator[];

const laterActivities = ["message", "verification"] as const satisfies Indicator[];

/** What a population model may add to logins, sessions, referrals, content and contests. */
export const activityIndicators = [...firstActivities, ...deedsOnShares, ...laterActivities] as const;
export type ActivityIndicator = (typeof activityIndicators)[number];

/** All that the activities of a segment may be, in the order that luck is keyed by: new ones come last. */
export const activityKinds = [
  ...firstActivities,
  ...walletKinds,
  ...deedsOnShares,
  ...laterActivities,
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** Whether each time is a payment, of an amount. */
export function isPaid(activity: ActivityKind): boolean {
  return activity === "pointsPurchase" || moneyIndicators.some((each) => each === activity);
}
