/** The opening of a day: what lapses, is released, ends, decays and is converted before anything happens. */
import { type Book, take } from "./book.ts";
import { exchangeByScheme } from "./exchange.ts";
import { dayOf } from "./lapse.ts";
import { hasCancelled } from "./member.ts";
import { changeScheme } from "./scheme.ts";
import type { Today } from "./today.ts";

export function openDay(book: Book, today: Today): void {
  settleAccounts(book, today);
  if (today.date.day === 1) exchangeByScheme(book, today);
  changeScheme(book, today);
}

function settleAccounts(book: Book, { day, dayNumber, date }: Today): void {
  const isNewYear = date.month === 1 && date.day === 1;
  for (const member of book.members)
    for (const account of member.accounts) {
      account.lapse(day, isNewYear);
      if (member.cancelDay === day) account.clear();
      if (isNewYear && day > 0) account.clearForNewYear();
      account.decay(day - member.lastDeed);
      // What comes free today has not been there for the day's clearing and decay.
      if (member.joinDay === day) account.activate(day);
      if (!hasCancelled(member, day)) account.release(day);
      for (const { date: on, numerator, denominator } of account.currency.migrations ?? [])
        if (dayOf(on) === dayNumber) account.migrate(numerator, denominator);
    }
  if (isNewYear && day > 0) take(book, "new year");
}
