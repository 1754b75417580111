/** A ledger as one would write it on paper: a list of lots for each member. What the engine's columns must equal. */
import { addMonths, civilDateOf, dayNumberOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Currency, Rounding, Validity } from "../../src/domain/currency.ts";

type Lot = { lapses: number; points: number };
/** What a payment has earned and nobody has taken back; `release` is undefined once, or where, it does not wait. */
type Earning = {
  day: number;
  order: number | undefined;
  points: number;
  validity: Validity | undefined;
  release: number | undefined;
};

const isoDay = (iso: string): number => {
  const day = parseIsoDate(iso);
  if (day === undefined) throw new Error(`no date: ${iso}`);
  return day;
};

/** The day, counted like `earned`, at whose start points earned on that day lapse. */
export function naiveLapse(start: string, validity: Validity, earned: number): number {
  const origin = isoDay(start);
  const date = civilDateOf(origin + earned);
  switch (validity.kind) {
    case "none":
      return Number.POSITIVE_INFINITY;
    case "days":
      return earned + validity.days;
    case "months":
      return addMonths(date, validity.months) - origin;
    case "monthEnd":
      return addMonths({ ...date, day: 1 }, validity.months + 1) - origin;
    case "projectEnd": {
      let end = 0;
      for (let cycle = 1; end <= earned; cycle++)
        end = addMonths(civilDateOf(origin), cycle * validity.months) - origin;
      return end;
    }
    case "cycle":
    case "lots":
      return Number.POSITIVE_INFINITY;
    case "yearEnd":
      return dayNumberOf({ year: date.year + validity.years, month: 1, day: 1 }) - origin;
  }
}

function roundedPart(balance: number, basisPoints: number, rounding: Rounding): number {
  const numerator = balance * (10_000 - basisPoints);
  const below = Math.floor(numerator / 10_000);
  const rest = numerator - below * 10_000;
  if (rounding === "down") return below;
  if (rounding === "up") return rest > 0 ? below + 1 : below;
  return rest >= 5_000 ? below + 1 : below;
}

/** One member's account in one currency. */
export class NaiveAccount {
  private lots: Lot[] = [];
  private earnings: Earning[] = [];
  /** Earned and not yet to be spent; owed for what was spent before it was taken back. */
  waiting = 0;
  owed = 0;
  reversed = 0;
  expired = 0;
  decayed = 0;
  cleared = 0;
  redeemed = 0;

  constructor(
    private readonly currency: Currency,
    private readonly start: string,
    /** Hears what happens to payments. */
    private readonly note: (turn: string) => void = () => {},
  ) {}

  get balance(): number {
    let sum = 0;
    for (const { points } of this.lots) sum += points;
    return sum;
  }

  /** What the opening of a day does, before anything is earned; `isNewYear` on 1 January. */
  open(day: number, isNewYear: boolean, cancels: boolean, hasLeft = cancels): void {
    const { yearEndClearing, decay } = this.currency;
    const waits = yearEndClearing.enabled && yearEndClearing.scope === "pastValidity";
    if (!waits) this.expired += this.drop((lot) => lot.lapses <= day);
    else if (isNewYear) this.cleared += this.drop((lot) => lot.lapses <= day);
    if (cancels) {
      if (this.waiting > 0) this.note("left while points wait");
      this.cleared += this.drop(() => true) + this.waiting;
      this.waiting = 0;
    }
    if (yearEndClearing.enabled && yearEndClearing.scope === "everything" && isNewYear && day > 0)
      this.cleared += this.drop(() => true);
    if (decay.enabled) {
      const held = this.balance;
      const loss = held - roundedPart(held, decay.basisPointsPerDay, decay.rounding);
      this.takeOut(loss);
      this.decayed += loss;
    }
    if (!hasLeft) this.release(day);
  }

  earn(day: number, points: number, validity: Validity = this.currency.validity): void {
    if (points > 0) this.lots.push({ lapses: naiveLapse(this.start, validity, day), points });
  }

  /** What a payment earns: it waits first, where payments do. */
  earnByPayment(
    day: number,
    points: number,
    order: number | undefined,
    validity: Validity | undefined,
  ): void {
    const { pendingDays = 0 } = this.currency;
    const release = pendingDays > 0 ? day + pendingDays : undefined;
    this.earnings.push({ day, order, points, validity, release });
    if (release === undefined) this.earn(day, points, validity);
    else this.waiting += points;
  }

  private release(day: number): void {
    for (const earning of this.earnings) {
      if (earning.release === undefined || earning.release > day) continue;
      earning.release = undefined;
      this.waiting -= earning.points;
      this.earn(day, earning.points, earning.validity);
      if (earning.points > 0) this.note("released");
      this.payDebt();
    }
  }

  /** Takes back what a payment earned, or `part` of it; without a number, what the last day's payments earned. */
  refund(order: number | undefined, part: { cents: number; of: number } | undefined): void {
    const lastDay = Math.max(...this.earnings.map(({ day }) => day));
    const isMeant = (earning: Earning) =>
      order === undefined ? earning.day === lastDay : earning.order === order;
    const meant = this.earnings.filter(isMeant);
    if (meant.length > 0) this.note(`refund ${order === undefined ? "without" : "with"} a number`);
    for (const earning of meant) {
      const { points, release } = earning;
      const back = part ? Number((BigInt(points) * BigInt(part.cents)) / BigInt(part.of)) : points;
      if (part && back > 0) this.note("refund in part");
      earning.points -= back;
      if (release === undefined) {
        this.owed += back;
        this.payDebt();
        if (this.owed > 0) this.note("debt");
      } else {
        this.waiting -= back;
        this.reversed += back;
        if (back > 0) this.note("refund of what waits");
      }
    }
    if (!part) this.earnings = this.earnings.filter((earning) => !isMeant(earning));
  }

  /** Pays a debt with what is there. */
  payDebt(): void {
    const paid = Math.min(this.owed, this.balance);
    this.takeOut(paid);
    this.owed -= paid;
    this.reversed += paid;
  }

  /** Takes at most what is there; the lot that lapses first goes first. */
  redeem(points: number): number {
    const taken = Math.min(points, this.balance);
    this.takeOut(taken);
    this.redeemed += taken;
    return taken;
  }

  private drop(gone: (lot: Lot) => boolean): number {
    if (!this.lots.some(gone)) return 0;
    const before = this.balance;
    this.lots = this.lots.filter((lot) => !gone(lot));
    return before - this.balance;
  }

  private takeOut(points: number): void {
    this.lots.sort((a, b) => a.lapses - b.lapses);
    let left = points;
    for (const lot of this.lots) {
      const part = Math.min(lot.points, left);
      lot.points -= part;
      left -= part;
    }
    if (left > 0) throw new Error(`${left} points more taken than held`);
    this.lots = this.lots.filter((lot) => lot.points > 0);
  }
}
