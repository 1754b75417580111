/** What members write, what praise it collects, and what contests they win; drawn only where a rule listens. */
import { growColumns } from "./columns.ts";
import { poisson } from "./distributions.ts";
import { log } from "./elementary.ts";
import { push } from "./events.ts";
import type { SegmentHabits } from "./habits.ts";
import { decisions, unitOf, wordUnder } from "./luck.ts";
import type { Population } from "./population-state.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/** Pieces of content written on a login day; the praise each will collect comes the day after. */
export function drawContents(population: Population, run: RunState, day: number): void {
  const { columns, habits, praise } = population;
  const { login, content } = run.batch;
  const { key0, key1, word0, word1, contentsPerLogin, contentsNever, contentsQuiet } = columns;
  threefryBlocks(key0, key1, login.member, login.count, day, decisions.content, word0, word1);
  praise.count = 0;
  for (let i = 0; i < login.count; i++) {
    const m = login.member[i] as number;
    if ((word0[m] as number) < (contentsQuiet[m] as number)) continue;
    const written = poisson(contentsPerLogin[m] as number, unitOf(word0[m] as number), contentsNever[m]);
    if (written === 0) continue;
    push(content, m, written);
    if (habits.draws.praises) collectPraise(population, m, written, day);
  }
}

/** A geometric number of praises for each of the day's pieces. */
function collectPraise(population: Population, m: number, written: number, day: number): void {
  const { columns, habits, praise } = population;
  const key0 = columns.key0[m] as number;
  const key1 = columns.key1[m] as number;
  const { logPraised } = habits.segments[columns.segment[m] as number] as SegmentHabits;
  for (let piece = 0; piece < written; piece++) {
    const word = wordUnder(key0, key1, day, decisions.praise + (piece << 8));
    const at = praise.count++;
    if (at >= praise.member.length) growColumns(praise, praise.member.length * 2);
    praise.member[at] = m;
    praise.piece[at] = population.pieces++;
    praise.praises[at] = logPraised < 0 ? Math.floor(log(unitOf(word)) / logPraised) : 0;
  }
}

/** Praise for yesterday's pieces arrives: one event for each piece that got any. */
export function deliverPraise({ praise }: Population, run: RunState): void {
  for (let i = 0; i < praise.count; i++) {
    if ((praise.praises[i] as number) === 0) continue;
    push(
      run.batch.praise,
      praise.member[i] as number,
      praise.praises[i] as number,
      praise.piece[i] as number,
    );
  }
}

/** Contests won on a login day. */
export function drawSuccesses({ columns }: Population, run: RunState, day: number): void {
  const { login, success } = run.batch;
  const { key0, key1, word0, word1, successesPerLogin, successesNever, successesQuiet } = columns;
  threefryBlocks(key0, key1, login.member, login.count, day, decisions.success, word0, word1);
  for (let i = 0; i < login.count; i++) {
    const m = login.member[i] as number;
    if ((word0[m] as number) < (successesQuiet[m] as number)) continue;
    const won = poisson(successesPerLogin[m] as number, unitOf(word0[m] as number), successesNever[m]);
    if (won > 0) push(success, m, won);
  }
}

/** Words below this are days without any, of which the chance is `never`; those at the edge are left to `poisson`. */
export function quietWords(never: number): number {
  return Math.max(0, Math.floor(never * 4_294_967_296) - 1);
}
