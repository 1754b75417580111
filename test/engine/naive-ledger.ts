/** A ledger as one would write it on paper: a list of lots for each member. What the engine's columns must equal. */
import { addMonths, civilDateOf, dayNumberOf, parseIsoDate } from "../../src/domain/calendar.ts";
import type { Currency, Rounding, Validity } from "../../src/domain/currency.ts";

type Lot = { lapses: number; points: number };

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
  expired = 0;
  decayed = 0;
  cleared = 0;
  redeemed = 0;

  constructor(
    private readonly currency: Currency,
    private readonly start: string,
  ) {}

  get balance(): number {
    let sum = 0;
    for (const { points } of this.lots) sum += points;
    return sum;
  }

  /** What the opening of a day does, before anything is earned; `isNewYear` on 1 January. */
  open(day: number, isNewYear: boolean, cancels: boolean): void {
    if (this.lots.length === 0) return;
    const { yearEndClearing, decay } = this.currency;
    const waits = yearEndClearing.enabled && yearEndClearing.scope === "pastValidity";
    if (!waits) this.expired += this.drop((lot) => lot.lapses <= day);
    else if (isNewYear) this.cleared += this.drop((lot) => lot.lapses <= day);
    if (cancels) this.cleared += this.drop(() => true);
    if (yearEndClearing.enabled && yearEndClearing.scope === "everything" && isNewYear && day > 0)
      this.cleared += this.drop(() => true);
    if (decay.enabled) {
      const held = this.balance;
      const loss = held - roundedPart(held, decay.basisPointsPerDay, decay.rounding);
      this.take(loss);
      this.decayed += loss;
    }
  }

  earn(day: number, points: number, validity: Validity = this.currency.validity): void {
    if (points > 0) this.lots.push({ lapses: naiveLapse(this.start, validity, day), points });
  }

  /** Takes at most what is there; the lot that lapses first goes first. */
  redeem(points: number): number {
    const taken = Math.min(points, this.balance);
    this.take(taken);
    this.redeemed += taken;
    return taken;
  }

  private drop(gone: (lot: Lot) => boolean): number {
    if (!this.lots.some(gone)) return 0;
    const before = this.balance;
    this.lots = this.lots.filter((lot) => !gone(lot));
    return before - this.balance;
  }

  private take(points: number): void {
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
