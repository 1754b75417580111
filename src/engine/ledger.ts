/** Accounts of one currency, by member: balances, lots, and what has left them. All whole numbers. */

import { growColumns, grown } from "./columns.ts";
import type { CompiledCurrency } from "./compile.ts";
import type { LotPlan } from "./lots.ts";
import { countedLots, type MemberLots, openCounted, takeCounted } from "./member-lots.ts";

export type Account = {
  capacity: number;
  plan: LotPlan;
  /** What can be spent. */
  balance: Int32Array;
  /** Earned and not yet released; empty where points never wait. */
  pending: Int32Array;
  /** Owed after a refund of points that were spent: the next earnings go there. Empty where nothing is refunded. */
  debt: Int32Array;
  /** Points that have come, as they were posted: what the balance is checked against. */
  issued: Float64Array;
  /** Points that have left by redemption, and by expiry, decay or clearing. */
  redeemed: Float64Array;
  lapsed: Float64Array;
  /** Points of lots that gave way to further ones since the day opened; hears of each. */
  lapsedToday: number;
  onLapse?: (member: number, points: number, day: number) => void;
  /** The part of `lapsed` that left when the member no longer came. */
  lapsedAbsent: Float64Array;
  /** Points that came by other ways less those that went: opening stock, migration, refunds. */
  moved: Float64Array;
  /** Net cost of what the member has bought with this currency. */
  costCents: Float64Array;
  /** Points that came less those that went on the first so many days of the run, the opening stock left out. */
  booked: number;
  bookedDays: number;
  /** Row by lot number modulo width, then by member. Empty where the plan keeps no lots. */
  lots: Int32Array;
  /** Where a member's lots are counted, or its whole balance ends with a cycle. */
  memberLots: MemberLots | undefined;
  /** No lot before this number holds points of the member. */
  oldestLot: Int32Array;
};

/** An account of so many members who hold nothing: columns that the currency does not need are empty. */
export function openAccount(
  { lots, pendingDays, isRegistered }: CompiledCurrency,
  capacity: number,
): Account {
  const column = () => new Int32Array(capacity);
  // A balance is bounded, what has left it over the years is not.
  const sums = () => new Float64Array(capacity);
  return {
    capacity,
    plan: lots,
    balance: column(),
    pending: new Int32Array(pendingDays > 0 || isRegistered ? capacity : 0),
    debt: new Int32Array(0),
    issued: sums(),
    redeemed: sums(),
    lapsed: sums(),
    lapsedToday: 0,
    lapsedAbsent: sums(),
    moved: sums(),
    costCents: sums(),
    booked: 0,
    bookedDays: 0,
    lots: new Int32Array(lots.width * capacity),
    memberLots: countedLots(lots, capacity),
    oldestLot: column(),
  };
}

/** Room for more members; rows of lots are laid out anew. */
export function growAccount(account: Account, capacity: number): void {
  const { plan, lots } = account;
  const wider = new Int32Array(plan.width * capacity);
  for (let row = 0; row < plan.width; row++) {
    wider.set(lots.subarray(row * account.capacity, (row + 1) * account.capacity), row * capacity);
  }
  account.lots = wider;
  account.balance = grown(account.balance, capacity);
  account.issued = grown(account.issued, capacity);
  account.costCents = grown(account.costCents, capacity);
  account.redeemed = grown(account.redeemed, capacity);
  account.lapsed = grown(account.lapsed, capacity);
  account.lapsedAbsent = grown(account.lapsedAbsent, capacity);
  account.moved = grown(account.moved, capacity);
  if (account.pending.length > 0) account.pending = grown(account.pending, capacity);
  if (account.debt.length > 0) account.debt = grown(account.debt, capacity);
  if (account.memberLots) growColumns(account.memberLots, capacity);
  account.oldestLot = grown(account.oldestLot, capacity);
  account.capacity = capacity;
}

/** All that a member holds, what waits for its release included. */
export function heldBy({ balance, pending }: Account, member: number): number {
  return (balance[member] as number) + (pending.length > 0 ? (pending[member] as number) : 0);
}

/** Largest balance: what one more posting adds still fits 32 bits. */
export const balanceMax = 1_073_741_823;

/** Where a lot's row begins. */
export function rowOf({ plan, capacity }: Account, lot: number): number {
  return (lot % plan.width) * capacity;
}

/**
 * Takes points out of a member's lots, those that lapse first first. The caller takes them out of the balance.
 *
 * @param points at most the balance
 */
export function takeFromLots(account: Account, member: number, points: number, day: number): void {
  const { plan, lots, oldestLot } = account;
  if (plan.width === 0) return;
  if (plan.countMax > 0 || plan.isLifo) {
    if (plan.countMax > 0) takeCounted(account, member, points);
    else takeLatest(account, member, points, day);
    return;
  }
  const last = plan.lastLot[day] as number;
  let lot = Math.max(oldestLot[member] as number, plan.firstLot[day] as number);
  for (let left = points; left > 0 && lot <= last; lot++) {
    const at = rowOf(account, lot) + member;
    const held = lots[at] as number;
    if (held > left) {
      lots[at] = held - left;
      break;
    }
    lots[at] = 0;
    left -= held;
    if (left === 0) break;
  }
  oldestLot[member] = lot;
}

/** The same with those that lapse last first. */
function takeLatest(account: Account, member: number, points: number, day: number): void {
  const { plan, lots } = account;
  let left = points;
  for (let lot = plan.lastLot[day] as number; left > 0; lot--) {
    const at = rowOf(account, lot) + member;
    const taken = Math.min(left, lots[at] as number);
    lots[at] = (lots[at] as number) - taken;
    left -= taken;
  }
}

/**
 * Sends points to another member: lots keep their days, and the fee, what `net` is less than `points`, is taken from
 * what would go last.
 */
export function handOver(
  account: Account,
  from: number,
  to: number,
  points: number,
  net: number,
  day: number,
): void {
  const { plan, lots, balance, oldestLot } = account;
  const dated = plan.width > 0 && plan.countMax === 0;
  if (!dated) {
    takeFromLots(account, from, points, day);
    balance[from] = (balance[from] as number) - points;
    credit(account, to, net, 0, day);
    return;
  }
  const [first, last] = [plan.firstLot[day] as number, plan.lastLot[day] as number];
  let left = net;
  for (let i = 0; left > 0; i++) {
    const lot = plan.isLifo ? last - i : first + i;
    const row = rowOf(account, lot);
    const part = Math.min(left, lots[row + from] as number);
    if (part === 0) continue;
    lots[row + from] = (lots[row + from] as number) - part;
    lots[row + to] = (lots[row + to] as number) + part;
    if ((oldestLot[to] as number) > lot) oldestLot[to] = lot;
    left -= part;
  }
  takeFromLots(account, from, points - net, day);
  balance[from] = (balance[from] as number) - points;
  balance[to] = (balance[to] as number) + net;
}

/** Puts points of a day into a member's account: the balance, and the lot of that day. */
export function credit(
  account: Account,
  member: number,
  points: number,
  validity: number,
  day: number,
): void {
  const lot = (account.plan.lotOfDay[validity] as Int32Array)[day] as number;
  creditLot(account, member, points, lot, day);
}

/** The same with the day's opening: by what the scheme says before a change of that day. */
export function creditAtOpening(
  account: Account,
  member: number,
  points: number,
  validity: number,
  day: number,
): void {
  const lot = (account.plan.lotAtOpening[validity] as Int32Array)[day] as number;
  creditLot(account, member, points, lot, day, day);
}

/** Puts points of a day, which may be before the run, into a lot; `stage` as in `openCounted`. */
export function creditLot(
  account: Account,
  member: number,
  points: number,
  lot: number,
  day: number,
  stage = day + 1,
): void {
  const { plan, lots, balance, oldestLot } = account;
  balance[member] = (balance[member] as number) + points;
  if (account.memberLots) openCounted(account, account.memberLots, member, points, day, stage);
  if (plan.width === 0 || plan.countMax > 0) return;
  const at = rowOf(account, lot) + member;
  lots[at] = (lots[at] as number) + points;
  if ((oldestLot[member] as number) > lot) oldestLot[member] = lot;
}

/** Sums of the lots of the first `members`; each equals the balance wherever lots are kept. */
export function sumsOfLots({ plan, lots, capacity }: Account, members: number): Float64Array {
  const sums = new Float64Array(members);
  for (let row = 0; row < plan.width; row++)
    for (let m = 0; m < members; m++) sums[m] = (sums[m] as number) + (lots[row * capacity + m] as number);
  return sums;
}
