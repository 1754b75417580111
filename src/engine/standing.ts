/** Where the counts of tiers, levels and privileges lie in a tally, and what an outcome makes of them. */
import type { Standings } from "../domain/outcome.ts";
import type { Program } from "./compile.ts";

/** Beginnings of the counts: one for each step of the tiers and of each service's levels; three for each privilege. */
type Places = { tiers: number; levels: number[]; privileges: number[]; width: number };

/** Of a privilege: holders at the last close so far, members who ever held it, closes of days at which it was held. */
const perPrivilege = 3;

/** Where numbers of tiers, levels and privileges lie in the column `standing` of a tally, and how long it is. */
export function placesOf({
  tiers,
  levels,
  privileges,
}: Pick<Program, "tiers" | "levels" | "privileges">): Places {
  let width = tiers ? tiers.thresholds.length : 0;
  const take = (counts: number) => {
    width += counts;
    return width - counts;
  };
  return {
    tiers: 0,
    levels: levels.map(({ thresholds }) => take(thresholds.length)),
    privileges: privileges.map(() => take(perPrivilege)),
    width,
  };
}

/** The counts by name; undefined of a scheme that has nothing to count. */
export function standingsOf(program: Program, standing: Float64Array): Standings | undefined {
  if (standing.length === 0) return undefined;
  const { scenario, levels } = program;
  const places = placesOf(program);
  const count = (at: number) => standing[at] as number;
  const steps = (list: readonly { id: string }[], first: number) =>
    Object.fromEntries(list.map(({ id }, position) => [id, count(first + position)]));
  return {
    tiers: steps(scenario.tiers?.steps ?? [], places.tiers),
    levels: Object.fromEntries(
      levels.map(({ service }, position) => {
        const own = scenario.services[service] as (typeof scenario.services)[number];
        return [own.id, steps(own.levels?.steps ?? [], places.levels[position] as number)];
      }),
    ),
    privileges: Object.fromEntries(
      (scenario.privileges ?? []).map(({ id }, position) => {
        const at = places.privileges[position] as number;
        return [id, { holders: count(at), reached: count(at + 1), memberDays: count(at + 2) }];
      }),
    ),
  };
}
