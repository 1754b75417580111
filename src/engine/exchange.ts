/**
 * Exchanges of one currency for another (spec 1.6): the scheme's on the first of a month, members' when they lack points
 * for what they want to buy, and those that records report.
 */
import { RunError } from "../domain/runner.ts";
import type { CompiledExchange } from "./compile-exchange.ts";
import { timesFraction } from "./fraction.ts";
import { type Account, balanceMax, credit, creditAtOpening, takeFromLots } from "./ledger.ts";
import { endedByAnother } from "./member-lots.ts";
import { refuse, shortOf } from "./refusals.ts";
import type { RunState } from "./run-state.ts";
import type { CurrencyTally } from "./tally.ts";

/** A new month gives the monthly limits back. */
export function openExchanges({ program, exchanged }: RunState, day: number): void {
  if (program.days.opensMonth[day] === 1) for (const column of exchanged) column.fill(0);
}

/** Points of `from` that a member may give at most, after others have taken so many. */
function mostGiven({ accounts, exchanged }: RunState, one: CompiledExchange, m: number, taken = 0): number {
  const held = ((accounts[one.from] as Account).balance[m] as number) - taken;
  const given = exchanged[one.position] as Int32Array;
  return given.length === 0 ? held : Math.min(held, one.pointsPerMonth - (given[m] as number));
}

/** Points of `from` that so many of `to` take. */
function givenFor({ pointsMin, give, get }: CompiledExchange, got: number): number {
  return Math.max(pointsMin, timesFraction(got, give, get, "up"));
}

/** What so many points become. */
function worthOf({ pointsMin, give, get }: CompiledExchange, points: number): number {
  return points < pointsMin ? 0 : timesFraction(points, get, give, "down");
}

/** How an exchange comes about: what puts what is got into a lot, and whether somebody asked for so many points. */
type Occasion = { put: typeof credit; isReported: boolean };
const reported: Occasion = { put: credit, isReported: true };
const forItem: Occasion = { put: credit, isReported: false };
const byScheme: Occasion = { put: creditAtOpening, isReported: false };

/**
 * Exchanges up to `asked` points of `from`, as far as balance and monthly limit go; never points that rounding would
 * turn into nothing, but for the least amount. Returns the points of `to`.
 */
function exchange(
  run: RunState,
  one: CompiledExchange,
  m: number,
  asked: number,
  day: number,
  { put, isReported }: Occasion,
): number {
  const got = worthOf(one, Math.min(asked, mostGiven(run, one, m)));
  if (got === 0) return 0;
  const given = givenFor(one, got);
  const from = run.accounts[one.from] as Account;
  const to = run.accounts[one.to] as Account;
  if ((to.balance[m] as number) + got > balanceMax)
    throw new RunError({
      code: "balanceLimit",
      detail: `${run.program.currencies[one.to]?.id}: exchange ${one.id} makes a balance of more than ${balanceMax}`,
    });
  takeFromLots(from, m, given, day);
  from.balance[m] = (from.balance[m] as number) - given;
  from.moved[m] = (from.moved[m] as number) - given;
  put(to, m, got, 0, day);
  to.moved[m] = (to.moved[m] as number) + got;
  const column = run.exchanged[one.position] as Int32Array;
  if (column.length > 0) column[m] = (column[m] as number) + given;
  const out = (run.tally.currencies[one.from] as CurrencyTally).moves.out;
  out[day] = (out[day] as number) + given;
  const into = (run.tally.currencies[one.to] as CurrencyTally).moves.in;
  into[day] = (into[day] as number) + got;
  if (run.onMove)
    tellExchange(run, one, m, { given, got, ...(isReported && asked > given && { asked }) }, day);
  return got;
}

/** Two moves, one in each currency. */
function tellExchange(
  { onMove }: RunState,
  { position, from, to, give, get }: CompiledExchange,
  m: number,
  sums: { given: number; got: number; asked?: number },
  day: number,
): void {
  const move = { kind: "exchanged", exchange: position, ...sums, give, get } as const;
  onMove?.(m, day, from, -sums.given, move);
  onMove?.(m, day, to, sums.got, move);
}

/** On the first of a month, everything that each member can exchange. */
export function exchangeByScheme(run: RunState, day: number): void {
  const { program, roster } = run;
  if (program.days.opensMonth[day] !== 1) return;
  for (const one of program.exchanges) {
    if (!one.byScheme) continue;
    const { balance } = run.accounts[one.from] as Account;
    for (let m = 0; m < roster.count; m++) {
      const held = balance[m] as number;
      const got = held >= one.pointsMin ? exchange(run, one, m, held, day, byScheme) : 0;
      if (got === 0 && run.onMove && held > 0) tellRefusal(run, one, m, held, day);
    }
  }
}

/** Exchanges that records report, by position in the scenario; one that is not open does nothing. */
export function exchangeRecorded(run: RunState, day: number): void {
  const { count, member, amount, other } = run.batch.exchange;
  for (let i = 0; i < count; i++) {
    const wanted = Math.max(0, other[i] as number);
    const one = run.program.exchanges.find(({ position }) => position === wanted);
    const m = member[i] as number;
    const asked = amount[i] as number;
    const got = one ? exchange(run, one, m, asked, day, reported) : 0;
    if (got > 0 || !run.onMove) continue;
    if (one) tellRefusal(run, one, m, asked, day);
    else tellClosed(run, wanted, m, asked, day);
  }
}

/** Why nothing was exchanged of so many points. */
function tellRefusal(run: RunState, one: CompiledExchange, m: number, asked: number, day: number): void {
  const { position, from, pointsMin: least, pointsPerMonth } = one;
  const held = (run.accounts[from] as Account).balance[m] as number;
  const left = pointsPerMonth - ((run.exchanged[position] as Int32Array)[m] ?? 0);
  const why = shortOf({ asked, held, left, least });
  refuse(run, m, day, from, "exchanged", { ...why, exchange: position });
}

/** An exchange that is switched off, or of a later phase. */
function tellClosed(run: RunState, exchange: number, m: number, asked: number, day: number): void {
  const { exchanges = [], currencies } = run.program.scenario;
  const from = currencies.findIndex(({ id }) => id === exchanges[exchange]?.from);
  if (from >= 0) refuse(run, m, day, from, "exchanged", { because: "closed", asked, exchange });
}

/**
 * What today's visitors could spend of a currency: its balance and all that members may exchange for it, less the lot
 * that these points would end.
 */
export function pursesOf(run: RunState, currency: number, day: number): Int32Array {
  const { logins, purses, program } = run;
  const account = run.accounts[currency] as Account;
  const { balance } = account;
  const into = program.exchanges.filter(({ to, byScheme }) => to === currency && !byScheme);
  for (let i = 0; i < logins.count; i++) {
    const m = logins.member[i] as number;
    const held = balance[m] as number;
    const more = worthOfAll(run, into, m) - endedByAnother(account, m, day);
    purses[m] = Math.min(balanceMax, more > 0 ? held + more : held);
  }
  return purses;
}

/** By position among the exchanges into a currency, what a member would give. */
const wouldGive: number[] = [];

/** What exchanges one after the other would bring: points that one takes are not there for the next. */
function worthOfAll(run: RunState, into: readonly CompiledExchange[], m: number): number {
  let worth = 0;
  for (let at = 0; at < into.length; at++) {
    const one = into[at] as CompiledExchange;
    let taken = 0;
    for (let before = 0; before < at; before++)
      if (into[before]?.from === one.from) taken += wouldGive[before] as number;
    const got = worthOf(one, mostGiven(run, one, m, taken));
    wouldGive[at] = got === 0 ? 0 : givenFor(one, got);
    worth += got;
  }
  return worth;
}

/** Exchanges what a member lacks for a price, by the exchanges in their order: of each no more than is needed. */
export function exchangeForPrice(
  run: RunState,
  currency: number,
  m: number,
  price: number,
  day: number,
): void {
  const account = run.accounts[currency] as Account;
  for (const one of run.program.exchanges) {
    const short = price - (account.balance[m] as number);
    if (short <= 0) return;
    if (one.to !== currency || one.byScheme) continue;
    const lacking = short + endedByAnother(account, m, day);
    const wanted = Math.max(one.pointsMin, timesFraction(lacking, one.give, one.get, "up"));
    exchange(run, one, m, wanted, day, forItem);
  }
}
