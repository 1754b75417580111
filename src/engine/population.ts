/** Synthetic members: who joins, comes, refers, writes and leaves on a day (spec 3.2), as events in columns. */
import { drawActivities } from "./activities.ts";
import { begin, endMemberships, refer, startComing, welcome } from "./arrivals.ts";
import type { Program } from "./compile.ts";
import { deliverPraise, drawContents, drawSuccesses } from "./contents.ts";
import { reserve } from "./events.ts";
import { drawLogins } from "./logins.ts";
import { decisions } from "./luck.ts";
import { drawOrigins } from "./origins.ts";
import type { Shard } from "./plan.ts";
import { openPopulation, type Population } from "./population-state.ts";
import type { RunState } from "./run-state.ts";
import type { Source } from "./source.ts";
import { threefryBlocks } from "./threefry.ts";

/** The members of a shard, each with the luck of its own key. */
export function syntheticSource(program: Program, shard: Shard): Source {
  const startsWith = shard.endMember - shard.firstMember;
  const population = openPopulation(program, shard, startsWith);
  const { columns } = population;
  return {
    startsWith,
    part: { first: shard.firstMember, end: shard.endMember, of: program.scenario.run.members },
    begin: (run) => begin(population, run),
    fill: (run, day) => fill(population, run, day),
    shoppers: {
      draw(members, count, currency, day) {
        const { key0, key1, visit0, visit1, word0, word1 } = columns;
        if (currency === program.mainCurrency) return { word0: visit0, word1: visit1 };
        threefryBlocks(key0, key1, members, count, day, decisions.redeem + currency, word0, word1);
        return { word0, word1 };
      },
      get latentPoints() {
        return columns.latentPoints;
      },
      factor: population.habits.redeemFactor,
    },
  };
}

function fill(population: Population, run: RunState, day: number): void {
  endMemberships(population, run, day);
  drawLogins(population, run, day);
  welcome(population, run, day);
  refer(population, run, day);
  startComing(population, run, day);
  const { draws } = population.habits;
  drawVisits(population, run, day);
  if (draws.sessions) addSessions(population, run);
  if (draws.praises) deliverPraise(population, run);
  if (draws.contents) drawContents(population, run, day);
  if (draws.successes) drawSuccesses(population, run, day);
  drawActivities(population, run, day);
  if (population.origins) drawOrigins(population.columns, run, population.origins, day);
}

/** One block for each login day, shared by what a visit decides. */
function drawVisits({ columns }: Population, run: RunState, day: number): void {
  const { key0, key1, visit0, visit1 } = columns;
  const { member, count } = run.batch.login;
  threefryBlocks(key0, key1, member, count, day, decisions.visit, visit0, visit1);
}

/** One unbroken session on a login day. */
function addSessions({ columns, habits }: Population, run: RunState): void {
  const { login, session } = run.batch;
  const { count, member } = login;
  const { visit0, segment } = columns;
  reserve(session, count);
  session.member.set(member.subarray(0, count));
  session.count = count;
  const { amount } = session;
  const { minutes, sameMinutes } = habits;
  if (sameMinutes) {
    for (let i = 0; i < count; i++)
      amount[i] = sameMinutes[(visit0[member[i] as number] as number) & 0xffff] as number;
    return;
  }
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    amount[i] = (minutes[segment[m] as number] as Uint16Array)[(visit0[m] as number) & 0xffff] as number;
  }
}
