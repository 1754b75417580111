/**
 * Lots, planned before the run: the day a lot lapses depends on the day and the rule that earned it alone, so all
 * members share one list of lapsing days. A lot is a row of points by member; rows are reused once their lot is gone.
 */
import { addMonths, civilDateOf, firstDayOfMonth, monthIndexOf } from "../domain/calendar.ts";
import type { Currency, Validity } from "../domain/currency.ts";
import { type Days, yearOpeningFrom } from "./days.ts";

export type LotPlan = {
  /** Rows needed at once; 0 where nothing lapses within the run, so that no lots are kept at all. */
  width: number;
  /** The lots that a member may hold, where they are counted: rows then are a member's lots, the oldest first; else 0. */
  countMax: number;
  /**
   * Natural years of a cycle that begins on a day, where the whole balance ends with it; else empty. By 1 + day; that of
   * `day` holds with the day's opening, before a change.
   */
  cycleYears: Uint8Array;
  /** What lapses last leaves first. */
  isLifo: boolean;
  /** No lot of a day lapses before one of an earlier day. */
  isAscending: boolean;
  /** By days before the run: the lot that points of then belong to, −1 where they have lapsed; years left of the cycle that they began. */
  lotOfAge: Int32Array;
  cycleOfAge: Uint8Array;
  /** For each validity in use: the lot that a day's points go to. */
  lotOfDay: Int32Array[];
  /** The same of points that come with the day's opening, before a change of that day. */
  lotAtOpening: Int32Array[];
  /** Lots with number < `firstLot[day]` are gone once day has opened. */
  firstLot: Int32Array;
  /** Lots with number ≤ `lastLot[day]` may hold points. */
  lastLot: Int32Array;
  /** Whether points of some validity outlive every day of the run, though they do lapse in the end. */
  lapsesAfterRun: boolean;
};

/** The day at whose start points earned on `day` lapse; Infinity where they never do. */
export function lapseDay(days: Days, validity: Validity, day: number): number {
  const date = civilDateOf(days.start + day);
  switch (validity.kind) {
    case "none":
      return Number.POSITIVE_INFINITY;
    case "days":
      return day + validity.days;
    case "months":
      return addMonths(date, validity.months) - days.start;
    case "monthEnd":
      return firstDayOfMonth(monthIndexOf(date) + validity.months + 1) - days.start;
    case "yearEnd":
    case "cycle":
      return firstDayOfMonth((date.year + validity.years) * 12) - days.start;
    case "projectEnd":
      return projectEnd(days, validity.months, day);
    case "lots":
      return Number.POSITIVE_INFINITY;
  }
}

/** The first day of the next cycle of `months`, counted from the run's first day, before and after it. */
function projectEnd({ start }: Days, months: number, day: number): number {
  const first = civilDateOf(start);
  const passed = monthIndexOf(civilDateOf(start + day)) - monthIndexOf(first);
  let cycle = Math.floor(passed / months) - 1;
  while (addMonths(first, (cycle + 1) * months) <= start + day) cycle++;
  return addMonths(first, (cycle + 1) * months) - start;
}

/** A validity, or the one in force on a day of the run; −1 is before a change of the first day. */
export type ValidityOnDay = Validity | ((day: number) => Validity);

function validityOn(validity: ValidityOnDay, day: number): Validity {
  return typeof validity === "function" ? validity(day) : validity;
}

/**
 * Numbers the lots of a currency by the day they lapse. Lots that outlive the run share the last number.
 *
 * @param currency as it is when the run opens
 * @param inForce as it is on a day of the run, after its opening
 */
export function planLots(
  currency: Currency,
  validities: readonly ValidityOnDay[],
  days: Days,
  ages: readonly number[] = [],
  inForce: (day: number) => Currency = () => currency,
): LotPlan {
  const lapsesBy = (stageOf: (day: number) => number) =>
    validities.map((validity) =>
      Array.from({ length: days.count }, (_, day) =>
        Math.min(days.count, lapseDay(days, validityOn(validity, stageOf(day)), day)),
      ),
    );
  const lapses = lapsesBy((day) => day);
  const changes = validities.some((validity) => typeof validity === "function");
  const lapsesFromOpening = changes ? lapsesBy((day) => day - 1) : lapses;
  const waits = waitsForYearEnd(currency);
  const held = ages.filter((age) => isHeld(days, currency.validity, waits, age));
  const before = held.map((age) => Math.min(days.count, lapseDay(days, currency.validity, -age)));
  const lapsingDays = [...new Set([...before, ...lapses.flat(), ...lapsesFromOpening.flat()])].sort(
    (a, b) => a - b,
  );
  const numberOf = new Map(lapsingDays.map((day, number) => [day, number]));
  const lotsOf = (rows: number[][]) =>
    rows.map((row) => Int32Array.from(row, (day) => numberOf.get(day) ?? 0));
  const lotOfDay = lotsOf(lapses);
  const lotAtOpening = changes ? lotsOf(lapsesFromOpening) : lotOfDay;
  const lotOfAge = new Int32Array(1 + Math.max(0, ...ages)).fill(-1);
  held.forEach((age, at) => {
    lotOfAge[age] = numberOf.get(before[at] as number) ?? 0;
  });
  const ends = openingsThatEnd(days, (day) => waitsForYearEnd(inForce(day - 1)));
  const removalOf = (lapses: number) => ends[Math.max(0, Math.min(days.count, lapses))] as number;
  const removalDays = lapsingDays.map(removalOf);
  const firstLot = countUpTo(removalDays, days.count);
  const lastLot = runningMax([...lotOfDay, ...lotAtOpening], days.count, Math.max(0, ...lotOfAge));
  const nothingLapses = (removalDays[0] ?? days.count) >= days.count;
  const widest = lastLot.reduce(
    (width, last, day) => Math.max(width, last - (firstLot[day] as number) + 1),
    0,
  );
  const lapsesAfterRun = validities.some(
    (each, at) =>
      (lapses[at] as number[]).every((day) => removalOf(day) >= days.count) &&
      days.month.some((_, day) => validityOn(each, day).kind !== "none"),
  );
  const { validity } = currency;
  const counted = Math.max(countOf(currency), ...days.month.map((_, day) => countOf(inForce(day))));
  return {
    width: counted > 0 ? counted : nothingLapses || validity.kind === "cycle" ? 0 : widest,
    cycleYears: cycleYearsOf(validity, validities[0] ?? validity, days.count),
    ...handlingOf(currency),
    // After a change, what comes with the opening of a day, or has been there, may lapse later than what is earned on it.
    isAscending: !changes && lotOfDay.length === 1 && isAscending(lotOfDay[0] as Int32Array),
    lotOfAge,
    cycleOfAge: Uint8Array.from(lotOfAge, (_, age) => yearsLeft(days, validity, age)),
    lotOfDay,
    lotAtOpening,
    firstLot,
    lastLot,
    lapsesAfterRun,
  };
}

/** How a currency treats its lots, whenever they were opened. */
export function handlingOf(currency: Currency): Pick<LotPlan, "countMax" | "isLifo"> {
  return { countMax: countOf(currency), isLifo: currency.lotOrder === "lifo" };
}

function countOf({ validity }: Currency): number {
  return validity.kind === "lots" ? validity.count : 0;
}

function waitsForYearEnd({ yearEndClearing: { enabled, scope } }: Currency): boolean {
  return enabled && scope === "pastValidity";
}

/**
 * For each day, and the one after the run, the first opening from then on that takes what has lapsed: any, or that of a
 * year where lapsed lots wait for it; never that of the first day.
 */
function openingsThatEnd({ count, opensYear }: Days, waitsAt: (opening: number) => boolean): Int32Array {
  const ends = new Int32Array(count + 1).fill(count);
  for (let day = count - 1; day > 0; day--)
    ends[day] = !waitsAt(day) || opensYear[day] === 1 ? day : (ends[day + 1] as number);
  ends[0] = ends[1] as number;
  return ends;
}

/** For each day, how many of the ascending `events` have come by then. */
function countUpTo(events: readonly number[], days: number): Int32Array {
  const counts = new Int32Array(days);
  let count = 0;
  for (let day = 0; day < days; day++) {
    while (count < events.length && (events[count] as number) <= day) count++;
    counts[day] = count;
  }
  return counts;
}

function isAscending(column: Int32Array): boolean {
  return column.every((value, at) => at === 0 || value >= (column[at - 1] as number));
}

/** Whether points from so many days before the run are still there when it opens. */
function isHeld(days: Days, validity: Validity, waits: boolean, age: number): boolean {
  const lapses = lapseDay(days, validity, -age);
  return lapses > 0 || (waits && yearOpeningFrom(days, lapses) > 0);
}

function cycleYearsOf({ kind }: Validity, own: ValidityOnDay, days: number): Uint8Array {
  if (kind !== "cycle") return new Uint8Array(0);
  return Uint8Array.from({ length: days + 1 }, (_, at) => {
    const validity = validityOn(own, at - 1);
    return validity.kind === "cycle" ? validity.years : 0;
  });
}

/** Natural years, the present one included, until a cycle ends that began so many days before the run. */
function yearsLeft({ start }: Days, validity: Validity, age: number): number {
  if (validity.kind !== "cycle") return 0;
  const passed = civilDateOf(start).year - civilDateOf(start - age).year;
  return Math.max(0, validity.years - passed);
}

function runningMax(rows: readonly Int32Array[], length: number, first: number): Int32Array {
  const max = new Int32Array(length);
  for (let day = 0; day < length; day++) {
    max[day] = rows.reduce(
      (most, row) => Math.max(most, row[day] as number),
      day > 0 ? (max[day - 1] as number) : first,
    );
  }
  return max;
}
