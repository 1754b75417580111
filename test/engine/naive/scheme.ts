/** A scheme that changes on dates within the run. */
import { valueAt, writeAt } from "../../../src/domain/path.ts";
import { type Book, take } from "./book.ts";
import { dayOf } from "./lapse.ts";
import type { Today } from "./today.ts";

/** What is dated today, on the first day also what is dated before; in the order of dates, then of the scheme. */
export function changeScheme(book: Book, { day, dayNumber }: Today): void {
  const due = (book.scheme.changes ?? [])
    .filter(({ date }) => dayOf(date) === dayNumber || (day === 0 && dayOf(date) < dayNumber))
    .toSorted((a, b) => dayOf(a.date) - dayOf(b.date));
  book.schemeOn[day] = book.scheme;
  if (due.length === 0) return;
  const scheme = structuredClone(book.scheme);
  for (const { path, value } of due) {
    const eligibility = /^rules\/[^/]+\/eligibility(?=\/)/.exec(path)?.[0];
    if (eligibility && !valueAt(scheme, eligibility)) writeAt(scheme, eligibility, {});
    writeAt(scheme, path, value ?? undefined);
    take(book, `change of ${path.split("/")[0]}`);
  }
  book.scheme = scheme;
  book.schemeOn[day] = scheme;
  for (const { accounts } of book.members)
    accounts.forEach((account, position) => {
      account.currency = scheme.currencies[position] ?? account.currency;
    });
}
