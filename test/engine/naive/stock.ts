/** What members of the start hold before the first day: lots of several ages, tiers, points of the pre-registered. */
import type { Opening } from "../../../src/domain/opening.ts";
import type { Tiers } from "../../../src/domain/tier.ts";
import { accountIn, type Book, take } from "./book.ts";
import type { Member, Person } from "./member.ts";

/** Gives a member what its segment holds; chance decides only what `stock` says. */
export function openStock(book: Book, member: Member, stock: NonNullable<Person["stock"]>): void {
  const { currencies, population, tiers } = book.scheme;
  const opening = population.segments.find(({ id }) => id === member.segment)?.opening;
  if (!opening) return;
  for (const balance of opening.balances) {
    // Everyone holds the median where there is no spread.
    const isCertain = balance.share === 1 && balance.sigma === 0;
    const drawn = stock.points[currencies.findIndex(({ id }) => id === balance.currency)] ?? 0;
    openBalance(book, member, balance, isCertain ? balance.medianPoints : drawn);
  }
  if (tiers && opening.tiers.some(({ weight }) => weight > 0)) startInTier(book, tiers, member, stock);
}

/** In equal lots as far as whole points allow, of the ages that the membership and the lots' validity allow. */
function openBalance(
  book: Book,
  member: Member,
  { currency, lots, daysBetween }: Opening["balances"][number],
  points: number,
): void {
  const account = accountIn(book, member, currency);
  if (points === 0) return;
  if (member.joinDay >= 0) {
    account.register(points);
    take(book, "registered");
    return;
  }
  const { validity } = account.currency;
  const ages = Array.from({ length: lots }, (_, lot) => 1 + lot * daysBetween)
    .filter((age) => age <= -member.joinDay && account.lastsUntil(-age) > 0)
    .slice(0, validity.kind === "lots" ? validity.count : lots)
    .reverse();
  if (ages.length < lots) take(book, "opening lots left out");
  if (ages.length > 1) take(book, "opening lots of several ages");
  ages.forEach((age, lot) => {
    // Running sums rounded down, so that all of it is there.
    const upTo = (count: number) => Math.floor((points * count) / ages.length);
    account.open(age, upTo(lot + 1) - upTo(lot));
  });
}

/** Who stands in a tier has once earned its threshold: that counts towards the next. */
function startInTier(
  book: Book,
  { steps }: Tiers,
  member: Member,
  { tier, tierUntil }: NonNullable<Person["stock"]>,
): void {
  member.tier = tier;
  member.tierUntil = tierUntil;
  // Before the run, and so in no year of it.
  member.promoting = [
    { day: Number.NEGATIVE_INFINITY, year: Number.NEGATIVE_INFINITY, points: steps[tier]?.threshold ?? 0 },
  ];
  if (tier > 0) take(book, "opening tier");
}
