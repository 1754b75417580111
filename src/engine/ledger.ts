/** Accounts of one currency, by member: balances, lots, and what has left them. All whole numbers. */

import { grown } from "./columns.ts";
import type { CompiledCurrency } from "./compile.ts";
import type { LotPlan } from "./lots.ts";

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
  /** The part of `lapsed` that left while the member still came. */
  lapsedPresent: Float64Array;
  /** Points that came by other ways less those that went: opening stock, migration, refunds. */
  moved: Float64Array;
  /** Net cost of what the member has bought with this currency. */
  costCents: Float64Array;
  /** Row by lot number modulo width, then by member. Empty where the plan keeps no lots. */
  lots: Int32Array;
  /** No lot before this number holds points of the member. */
  oldestLot: Int32Array;
};

export function openAccount({ lots, pendingDays }: CompiledCurrency, capacity: number): Account {
  const column = () => new Int32Array(capacity);
  // A balance is bounded, what has left it over the years is not.
  const sums = () => new Float64Array(capacity);
  return {
    capacity,
    plan: lots,
    balance: column(),
    pending: new Int32Array(pendingDays > 0 ? capacity : 0),
    debt: new Int32Array(0),
    issued: sums(),
    redeemed: sums(),
    lapsed: sums(),
    lapsedPresent: sums(),
    moved: sums(),
    costCents: sums(),
    lots: new Int32Array(lots.width * capacity),
    oldestLot: column(),
  };
}

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
  account.lapsedPresent = grown(account.lapsedPresent, capacity);
  account.moved = grown(account.moved, capacity);
  if (account.pending.length > 0) account.pending = grown(account.pending, capacity);
  if (account.debt.length > 0) account.debt = grown(account.debt, capacity);
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

/** Puts points of a day into a member's account: the balance, and the lot of that day. */
export function credit(
  account: Account,
  member: number,
  points: number,
  validity: number,
  day: number,
): void {
  const { plan, lots, balance, oldestLot } = account;
  balance[member] = (balance[member] as number) + points;
  if (plan.width === 0) return;
  const lot = (plan.lotOfDay[validity] as Int32Array)[day] as number;
  const at = rowOf(account, lot) + member;
  lots[at] = (lots[at] as number) + points;
  if ((oldestLot[member] as number) > lot) oldestLot[member] = lot;
}

/** Sum of a member's lots; equals the balance wherever lots are kept. */
export function sumOfLots(account: Account, member: number): number {
  let sum = 0;
  for (let row = 0; row < account.plan.width; row++)
    sum += account.lots[row * account.capacity + member] as number;
  return sum;
}
