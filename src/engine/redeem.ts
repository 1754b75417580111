/** Redemption: once on a login day, a member who can afford something considers it (spec 3.4). */
import { turnsOn } from "./award.ts";
import { push } from "./events.ts";
import { exchangeForPrice, pursesOf } from "./exchange.ts";
import { type Account, takeFromLots } from "./ledger.ts";
import type { Offer } from "./offer.ts";
import { leftToRedeem } from "./redemption-budget.ts";
import { refuse, shortOf, tellClosed } from "./refusals.ts";
import type { RunState } from "./run-state.ts";
import { type CurrencyTally, itemColumns } from "./tally.ts";

/** Two words of chance by member. */
type Words = { word0: Uint32Array; word1: Uint32Array };

/** What redeeming needs to know of the members. */
export type Shoppers = {
  /** Words for the listed members: the high half of the first decides whether, the second what. */
  draw(members: Int32Array, count: number, currency: number, day: number): Words;
  latentPoints: Float64Array;
  /** See `redeemFactors` in `habits.ts`. */
  factor: Float64Array;
};

/** Lets today's visitors spend each currency. */
export function redeem(run: RunState, shoppers: Shoppers, day: number): void {
  const { program, accounts, candidates } = run;
  for (let currency = 0; currency < accounts.length; currency++) {
    const offer = program.currencies[currency]?.offer;
    if (!offer) continue;
    const { balance } = accounts[currency] as Account;
    const canExchange = program.exchanges.some(({ to, byScheme }) => to === currency && !byScheme);
    const purses = canExchange ? pursesOf(run, currency, day) : balance;
    listAffording(run, purses, offer.prices[0] as number);
    const words = shoppers.draw(candidates.member, candidates.count, currency, day);
    decide(run, shoppers, words, offer, purses, currency, day);
  }
}

function listAffording({ logins, candidates }: RunState, purses: Int32Array, cheapest: number): void {
  const { count, member } = logins;
  const into = candidates.member;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    into[found] = m;
    found += (purses[m] as number) >= cheapest ? 1 : 0;
  }
  candidates.count = found;
}

function decide(
  run: RunState,
  { latentPoints, factor }: Shoppers,
  { word0, word1 }: Words,
  offer: Offer,
  purses: Int32Array,
  currency: number,
  day: number,
): void {
  const { count, member } = run.candidates;
  const turns = turnsFor(run, currency, run.candidates, day);
  for (let turn = 0; turn < count; turn++) {
    const m = member[turns ? (turns[turn] as number) : turn] as number;
    const held = purses[m] as number;
    const bits = (word0[m] as number) >>> 16;
    const cell = bits >>> 4;
    const from = factor[cell] as number;
    const share = from + ((factor[cell + 1] as number) - from) * ((bits & 15) / 16);
    if (held <= (latentPoints[m] as number) * share) continue;
    buy(run, offer, currency, m, choose(offer, held, word1[m] as number), day);
  }
}

/** Whose turn it is where a budget may run short; undefined where there is none, and the order makes no difference. */
function turnsFor(
  run: RunState,
  currency: number,
  list: { count: number; member: Int32Array },
  day: number,
): Int32Array | undefined {
  return Number.isFinite(leftToRedeem(run, currency)) ? turnsOn(run.roster.count, list, day) : undefined;
}

/** Multinomial logit among what the balance can afford, by one word of chance. */
export function choose({ prices, weightsUpTo }: Offer, balance: number, word: number): number {
  let affordable = 1;
  while (affordable < prices.length && (prices[affordable] as number) <= balance) affordable++;
  const upTo = weightsUpTo[affordable - 1] as Float64Array;
  const mark = ((word >>> 0) / 4_294_967_296) * (upTo[affordable - 1] as number);
  let choice = 0;
  while (choice < affordable - 1 && (upTo[choice] as number) <= mark) choice++;
  return choice;
}

function buy(
  run: RunState,
  offer: Offer,
  currency: number,
  member: number,
  choice: number,
  day: number,
): void {
  const { tally, redeemed } = run;
  const { costCents: costs } = run.accounts[currency] as Account;
  const price = offer.prices[choice] as number;
  const left = leftToRedeem(run, currency);
  if (price > left) {
    const why = { because: "budget", asked: price, bound: left } as const;
    if (run.onMove)
      refuse(run, member, day, currency, "redeemed", { ...why, item: offer.items[choice] as number });
    return;
  }
  redeemed[currency] = (redeemed[currency] as number) + price;
  const costCents = offer.costCents[choice] as number;
  const cashCents = offer.cashCents[choice] as number;
  if (run.program.exchanges.length > 0) exchangeForPrice(run, currency, member, price, day);
  spend(run, currency, member, price, day);
  run.onMove?.(member, day, currency, -price, { kind: "redeemed", item: offer.items[choice] as number });
  if (run.program.regaining.length > 0) push(run.batch.redemption, member, price, currency);
  costs[member] = (costs[member] as number) + costCents - cashCents;
  const at = (offer.items[choice] as number) * itemColumns;
  tally.items[at] = (tally.items[at] as number) + 1;
  tally.items[at + 1] = (tally.items[at + 1] as number) + price;
  tally.items[at + 2] = (tally.items[at + 2] as number) + costCents;
  tally.items[at + 3] = (tally.items[at + 3] as number) + cashCents;
}

/**
 * Books redemptions that a file of records reports: points out of the main currency, at most what is there and what the
 * month's budget leaves. What is left of them in the batch is what was booked.
 */
export function redeemRecorded(run: RunState, day: number): void {
  const { redemption } = run.batch;
  const { member, amount, other, count } = redemption;
  const { spentCurrency: currency } = run.program;
  if (currency < 0) {
    if (run.onMove) tellClosed(run, redemption, "redeemed", day);
    redemption.count = 0;
    return;
  }
  const { redeemed } = run;
  const { balance } = run.accounts[currency] as Account;
  const turns = turnsFor(run, currency, redemption, day);
  for (let turn = 0; turn < count; turn++) {
    const i = turns ? (turns[turn] as number) : turn;
    const m = member[i] as number;
    const asked = amount[i] as number;
    const points = Math.min(asked, balance[m] as number, leftToRedeem(run, currency));
    redeemed[currency] = (redeemed[currency] as number) + points;
    run.redeemedRecorded += points;
    spend(run, currency, m, points, day);
    if (run.onMove) tellRedemption(run, currency, m, points, asked, day);
    amount[i] = points;
  }
  let booked = 0;
  for (let i = 0; i < count; i++) {
    if (amount[i] === 0) continue;
    member[booked] = member[i] as number;
    amount[booked] = amount[i] as number;
    other[booked++] = currency;
  }
  redemption.count = booked;
}

/** Less than was asked for: either the member can spend no more, or the month's budget has no more. */
function tellRedemption(
  run: RunState,
  currency: number,
  m: number,
  points: number,
  asked: number,
  day: number,
): void {
  const held = (run.accounts[currency] as Account).balance[m] as number;
  const isBudget = points < asked && held > 0;
  if (points > 0) {
    run.onMove?.(m, day, currency, -points, { kind: "redeemed", asked, ...(isBudget && { isBudget }) });
    return;
  }
  const short = () => shortOf({ asked, held, left: Number.POSITIVE_INFINITY, least: 1 });
  const why = isBudget ? ({ because: "budget", asked, bound: 0 } as const) : short();
  refuse(run, m, day, currency, "redeemed", why);
}

/** Books points that a member spends. */
export function spend(run: RunState, currency: number, member: number, points: number, day: number): void {
  const account = run.accounts[currency] as Account;
  takeFromLots(account, member, points, day);
  account.balance[member] = (account.balance[member] as number) - points;
  account.redeemed[member] = (account.redeemed[member] as number) + points;
  const { redeemed } = (run.tally.currencies[currency] as CurrencyTally).flows;
  redeemed[day] = (redeemed[day] as number) + points;
}
