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
  /** For each validity in use: the lot that a day's points go to. */
  lotOfDay: Int32Array[];
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
      return firstDayOfMonth((date.year + validity.years) * 12) - days.start;
  }
}

/** Numbers the lots of a currency by the day they lapse. Lots that outlive the run share the last number. */
export function planLots(currency: Currency, validities: readonly Validity[], days: Days): LotPlan {
  const lapses = validities.map((validity) =>
    Array.from({ length: days.count }, (_, day) => Math.min(days.count, lapseDay(days, validity, day))),
  );
  const lapsingDays = [...new Set(lapses.flat())].sort((a, b) => a - b);
  const numberOf = new Map(lapsingDays.map((day, number) => [day, number]));
  const lotOfDay = lapses.map((row) => Int32Array.from(row, (day) => numberOf.get(day) ?? 0));
  const waits = currency.yearEndClearing.enabled && currency.yearEndClearing.scope === "pastValidity";
  const removalDays = lapsingDays.map((day) => (waits ? yearOpeningFrom(days, day) : day));
  const firstLot = countUpTo(removalDays, days.count);
  const lastLot = runningMax(lotOfDay, days.count);
  const nothingLapses = (removalDays[0] ?? days.count) >= days.count;
  const widest = lastLot.reduce(
    (width, last, day) => Math.max(width, last - (firstLot[day] as number) + 1),
    0,
  );
  const removalOf = (validity: Validity) => {
    const at = lapseDay(days, validity, 0);
    return waits && at < Number.POSITIVE_INFINITY ? yearOpeningFrom(days, at) : at;
  };
  const lapsesAfterRun = validities.some(
    (validity) => validity.kind !== "none" && removalOf(validity) >= days.count,
  );
  return { width: nothingLapses ? 0 : widest, lotOfDay, firstLot, lastLot, lapsesAfterRun };
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

function runningMax(rows: readonly Int32Array[], length: number): Int32Array {
  const max = new Int32Array(length);
  for (let day = 0; day < length; day++) {
    max[day] = rows.reduce(
      (most, row) => Math.max(most, row[day] as number),
      day > 0 ? (max[day - 1] as number) : 0,
    );
  }
  return max;
}
