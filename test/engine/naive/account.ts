/** An account as one would keep it on paper: what one member holds of one currency, as a list of lots. */
import { type Currency, isOfMember, type Rounding, type Validity } from "../../../src/domain/currency.ts";
import { naiveLapse, yearsEnd } from "./lapse.ts";

/** Points that lapse together; where lots are counted, points that came together. */
type Lot = { lapses: number; came: number; points: number };

/** What a payment has earned and nobody has taken back. */
export type Earning = {
  day: number;
  order: number | undefined;
  /** Whether a refund takes it back: of a payment, not of a month's total. */
  isRefunded: boolean;
  /** Hears of what is taken back of what was earned. */
  takenBack: (points: number) => void;
  points: Shrinking;
  /** What of it was earned and not taken back, whatever a migration has made of it. */
  earned: Shrinking;
  /** Of the rule, as it is when it is asked. */
  validity: () => Validity | undefined;
  waits: boolean;
};

const noFlows = {
  opening: 0,
  issued: 0,
  in: 0,
  redeemed: 0,
  expired: 0,
  decayed: 0,
  cleared: 0,
  reversed: 0,
  out: 0,
};
export type Flows = typeof noFlows;
export const flowNames = Object.keys(noFlows) as (keyof Flows)[];

const soonestFirst = (a: Lot, b: Lot) =>
  a.lapses === b.lapses ? a.came - b.came : a.lapses < b.lapses ? -1 : 1;

/** Whole part of `points` × `over` ÷ `under`. */
export function part(points: number, over: number, under: number): number {
  return Number((BigInt(points) * BigInt(over)) / BigInt(under));
}

/** The same, rounded up. */
export function partUp(points: number, over: number, under: number): number {
  return Number((BigInt(points) * BigInt(over) + BigInt(under) - 1n) / BigInt(under));
}

/** A refund of an order: cents that are left to be refunded, before it and after it; undefined for all there is. */
export type Share = { left: number; leftThen: number } | undefined;

/**
 * A whole number that goes with an order and shrinks as the order is refunded: what stays is its part of the cents that are
 * left, rounded up, of what it was when refunds began. It begins anew when the order is paid on.
 */
export class Shrinking {
  private began: { now: number; cents: number } | undefined;

  constructor(public now: number) {}

  /** Returns by how much it shrinks. */
  refund(share: Share): number {
    const before = this.now;
    if (share) this.began ??= { now: before, cents: share.left };
    this.now = share && this.began ? partUp(this.began.now, share.leftThen, this.began.cents) : 0;
    return before - this.now;
  }

  /** From here on it is so much, whatever it was. */
  begin(now: number): void {
    this.now = now;
    this.began = undefined;
  }

  get isRefunded(): boolean {
    return this.began !== undefined;
  }
}

function kept(balance: number, basisPoints: number, rounding: Rounding): number {
  const below = part(balance, 10_000 - basisPoints, 10_000);
  const rest = balance * (10_000 - basisPoints) - below * 10_000;
  if (rounding === "down") return below;
  if (rounding === "up") return rest > 0 ? below + 1 : below;
  return rest >= 5_000 ? below + 1 : below;
}

export class NaiveAccount {
  readonly flows: Flows = { ...noFlows };
  private lots: Lot[] = [];
  private earnings: Earning[] = [];
  /** The day at whose start the present cycle ends. */
  private cycleEnd = Number.NEGATIVE_INFINITY;
  /** Held for a member who has not activated yet. */
  private registered = 0;
  /** For what was spent before it was taken back. */
  owed = 0;

  constructor(
    /** As it is today. */
    public currency: Currency,
    private readonly start: string,
    /** Hears what happens. */
    private readonly note: (turn: string) => void = () => {},
  ) {}

  get balance(): number {
    return this.lots.reduce((sum, { points }) => sum + points, 0);
  }

  /** Of payments, until their release, and of the pre-registered. */
  get waiting(): number {
    const earned = this.earnings.reduce((sum, { waits, points }) => sum + (waits ? points.now : 0), 0);
    return earned + this.registered;
  }

  // The opening of a day, in this order.

  /** What has lapsed goes, at the year's end alone where the currency says so, and never then on the first day. */
  lapse(day: number, isNewYear: boolean): void {
    const { enabled, scope } = this.currency.yearEndClearing;
    const waits = enabled && scope === "pastValidity";
    if (waits && !(isNewYear && day > 0)) return;
    const gone = this.drop((lot) => lot.lapses <= day);
    if (waits) this.flows.cleared += gone;
    else this.flows.expired += gone;
    if (gone > 0) this.note(waits ? "cleared past validity" : `expired by ${this.currency.validity.kind}`);
  }

  release(day: number): void {
    const { pendingDays = 0 } = this.currency;
    for (const earning of this.earnings) {
      if (!earning.waits || earning.day + pendingDays > day) continue;
      earning.waits = false;
      this.put(day, earning.points.now, earning.validity());
      if (earning.points.now > 0) this.note("released");
      this.payDebt();
    }
  }

  /** Points of the pre-registered come with their activation. */
  activate(day: number): void {
    if (this.registered > 0) this.note("activated");
    this.put(day, this.registered);
    this.registered = 0;
  }

  /** Of a membership that ends. */
  clear(): void {
    const { waiting } = this;
    if (waiting > 0) this.note("left while points wait");
    this.flows.cleared += this.drop(() => true) + waiting;
    this.earnings = this.earnings.filter(({ waits }) => !waits);
    this.registered = 0;
  }

  clearForNewYear(): void {
    const { enabled, scope } = this.currency.yearEndClearing;
    if (!enabled || scope !== "everything") return;
    const gone = this.drop(() => true);
    this.flows.cleared += gone;
    if (gone > 0) this.note("cleared at the year's end");
  }

  /** `idle` days have passed since the member's last deed. */
  decay(idle: number): void {
    const { enabled, basisPointsPerDay, rounding, idleDays } = this.currency.decay;
    if (!enabled) return;
    const held = this.balance;
    const loss = held - kept(held, basisPointsPerDay, rounding);
    if (idleDays !== undefined && idle <= idleDays) {
      if (loss > 0) this.note("spared by the grace");
      return;
    }
    this.takeOut(loss);
    this.flows.decayed += loss;
    if (loss > 0) this.note(idleDays === undefined ? "decayed" : "decayed after the grace");
  }

  /** × numerator ÷ denominator: of each lot the whole part, and what that loses in the lot that lapses last. */
  migrate(numerator: number, denominator: number): void {
    this.migrateWaiting(numerator, denominator);
    const before = this.balance;
    if (before === 0) return;
    const after = part(before, numerator, denominator);
    const last = this.lots.toSorted(soonestFirst).at(-1);
    for (const lot of this.lots) lot.points = part(lot.points, numerator, denominator);
    if (last) last.points += after - this.balance;
    this.lots = this.lots.filter(({ points }) => points > 0);
    this.flows.in += Math.max(0, after - before);
    this.flows.out += Math.max(0, before - after);
    this.note(after > before ? "migrated to more" : "migrated to less");
  }

  /** Also what waits, each payment's whole part and what that loses with the last; what is owed; what could be taken back. */
  private migrateWaiting(numerator: number, denominator: number): void {
    const before = this.waiting;
    const after = part(before, numerator, denominator);
    for (const earning of this.earnings) {
      const points = part(earning.points.now, numerator, denominator);
      if (!earning.waits && points !== earning.points.now) this.note("migrated after its release");
      if (earning.points.isRefunded) this.note("migrated between refunds of an order");
      earning.points.begin(points);
    }
    if (this.registered > 0) this.note("migrated before activation");
    this.registered = part(this.registered, numerator, denominator);
    const last = this.earnings.findLast(({ waits }) => waits);
    if (after !== this.waiting) this.note("rounding that stays with what waits");
    if (last) last.points.now += after - this.waiting;
    if (after !== before) this.note("migrated while it waits");
    if (this.owed > 0) this.note("debt migrated");
    this.owed = part(this.owed, numerator, denominator);
    this.flows.in += Math.max(0, after - before);
    this.flows.out += Math.max(0, before - after);
  }

  // What comes and goes during the day.

  earn(day: number, points: number, validity?: Validity): void {
    this.flows.issued += points;
    this.put(day, points, validity);
  }

  /** What a payment earns: it waits first, where payments do. */
  earnByPayment(
    day: number,
    points: number,
    of: Pick<Earning, "order" | "isRefunded" | "takenBack">,
    validity: () => Validity | undefined,
  ): Earning {
    const waits = (this.currency.pendingDays ?? 0) > 0;
    const amounts = { points: new Shrinking(points), earned: new Shrinking(points) };
    const earning = { ...of, ...amounts, day, validity, waits };
    this.earnings.push(earning);
    if (waits) this.flows.issued += points;
    else this.earn(day, points, validity());
    return earning;
  }

  /** Points of the day that were not earned: bought, exchanged. */
  receive(day: number, points: number): void {
    this.flows.in += points;
    this.put(day, points);
  }

  /** Held before the run, since so many days. */
  open(age: number, points: number): void {
    this.flows.opening += points;
    this.put(-age, points);
  }

  register(points: number): void {
    this.flows.opening += points;
    this.registered += points;
  }

  /** Takes at most what is there. */
  redeem(points: number): number {
    const taken = Math.min(points, this.balance);
    this.takeOut(taken);
    this.flows.redeemed += taken;
    return taken;
  }

  /** Gives away what is there: for another currency, or to another member. */
  giveAway(points: number): Lot[] {
    this.flows.out += points;
    return this.takeOut(points);
  }

  /** What another member sends keeps its days, but where it is the receiver's points that end together. */
  receiveLots(day: number, lots: readonly Lot[]): void {
    const points = lots.reduce((sum, lot) => sum + lot.points, 0);
    this.flows.in += points;
    if (isOfMember(this.currency.validity)) this.put(day, points);
    else for (const lot of lots) this.putLot(lot);
  }

  /** Takes back what a payment earned, or a part of it; without a number, what the last day's payments earned. */
  refund(order: number | undefined, share: Share): void {
    const lastDay = Math.max(...this.earnings.map(({ day, isRefunded }) => (isRefunded ? day : -1)));
    const isMeant = (earning: Earning) =>
      earning.isRefunded && (order === undefined ? earning.day === lastDay : earning.order === order);
    if (order === undefined && this.earnings.some(({ day, isRefunded }) => !isRefunded && day >= lastDay))
      this.note("refund after a month's total");
    const meant = this.earnings.filter(isMeant);
    if (meant.length > 0) this.note(`refund ${order === undefined ? "without" : "with"} a number`);
    for (const earning of meant) this.takeBack(earning, share);
    if (!share) this.earnings = this.earnings.filter((earning) => !isMeant(earning));
  }

  /** The order is paid on: what is refunded of it from now on is of all that is left. */
  payOn(order: number): void {
    for (const { order: own, points, earned } of this.earnings) {
      if (own !== order) continue;
      if (points.isRefunded) this.note("an order paid on between refunds");
      points.begin(points.now);
      earned.begin(earned.now);
    }
  }

  takeBack(earning: Earning, share?: Share): void {
    const isAgain = earning.points.isRefunded;
    const back = earning.points.refund(share);
    if (share && back > 0) this.note("refund in part");
    if (isAgain && back > 0) this.note(share ? "another part refunded" : "the rest refunded");
    earning.takenBack(earning.earned.refund(share));
    if (earning.waits) {
      this.flows.reversed += back;
      if (back > 0) this.note("refund of what waits");
      return;
    }
    this.owed += back;
    this.payDebt();
    if (this.owed > 0) this.note("debt");
  }

  /** Pays a debt with what is there. */
  payDebt(): void {
    const paid = Math.min(this.owed, this.balance);
    this.takeOut(paid);
    this.owed -= paid;
    this.flows.reversed += paid;
  }

  // Lots.

  private put(day: number, points: number, validity: Validity = this.currency.validity): void {
    if (points <= 0) return;
    if (validity.kind === "cycle" && this.cycleEnd <= day)
      this.cycleEnd = yearsEnd(this.start, validity.years, day);
    const lapses = validity.kind === "cycle" ? this.cycleEnd : naiveLapse(this.start, validity, day);
    this.putLot({ lapses, came: day, points });
  }

  /** The day at whose start points that came on a day before the run are gone, if nothing came before them. */
  lastsUntil(came: number): number {
    const { validity, yearEndClearing } = this.currency;
    const lapses =
      validity.kind === "cycle"
        ? yearsEnd(this.start, validity.years, came)
        : naiveLapse(this.start, validity, came);
    const waits = yearEndClearing.enabled && yearEndClearing.scope === "pastValidity";
    // On a day after a year's first one the clearing is that of the year after.
    return waits && Number.isFinite(lapses) ? yearsEnd(this.start, 1, lapses - 1) : lapses;
  }

  private putLot(lot: Lot): void {
    const { validity } = this.currency;
    const same = this.lots.find(
      ({ lapses, came }) => lapses === lot.lapses && (validity.kind !== "lots" || came === lot.came),
    );
    if (same) {
      same.points += lot.points;
      return;
    }
    this.lots.push({ ...lot });
    if (validity.kind !== "lots" || this.lots.length <= validity.count) return;
    const oldest = this.lots.toSorted(soonestFirst).slice(0, -validity.count);
    if (oldest.length > 1) this.note("several expired by lots");
    this.flows.expired += this.drop((own) => oldest.includes(own));
    this.note("expired by lots");
  }

  /** Where lots are counted, what would lapse for another lot of today. */
  endedByAnother(day: number): number {
    const { validity } = this.currency;
    if (validity.kind !== "lots" || this.lots.length < validity.count) return 0;
    if (this.lots.some(({ came }) => came === day)) return 0;
    this.note("exchange that ends a lot");
    const oldest = this.lots.toSorted(soonestFirst).slice(0, this.lots.length + 1 - validity.count);
    return oldest.reduce((sum, { points }) => sum + points, 0);
  }

  private drop(gone: (lot: Lot) => boolean): number {
    const before = this.balance;
    this.lots = this.lots.filter((lot) => !gone(lot));
    return before - this.balance;
  }

  /** From the lots that lapse first, or those that lapse last; what was taken, in that order. */
  private takeOut(points: number): Lot[] {
    const isLifo = this.currency.lotOrder === "lifo";
    const inOrder = this.lots.toSorted(soonestFirst);
    if (isLifo) inOrder.reverse();
    if (isLifo && points > 0 && inOrder.length > 1 && points < this.balance) this.note("lifo");
    const taken: Lot[] = [];
    let left = points;
    for (const lot of inOrder) {
      const own = Math.min(lot.points, left);
      lot.points -= own;
      left -= own;
      if (own > 0) taken.push({ ...lot, points: own });
    }
    if (left > 0) throw new Error(`${left} points more taken than held`);
    this.lots = this.lots.filter((lot) => lot.points > 0);
    return taken;
  }
}
