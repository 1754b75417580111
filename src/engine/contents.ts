/** What members write, what praise it collects, and what contests they win; drawn only where a rule listens. */
import { growColumns } from "./columns.ts";
import { poisson } from "./distributions.ts";
import { log } from "./elementary.ts";
import { push } from "./events.ts";
import type { SegmentHabits } from "./habits.ts";
import { decisions, derivedKey, unitOf } from "./luck.ts";
import type { Population } from "./population-state.ts";
import type { RunState } from "./run-state.ts";
import { threefryBlocks } from "./threefry.ts";

/** Pieces of content written on a login day; the praise each will collect comes the day after. */
export function drawContents(population: Population, run: RunState, day: number): void {
  const { columns, habits, praise } = population;
  const { login, content } = run.batch;
  const { key0, key1, word0, word1, contentsPerLogin, segment } = columns;
  threefryBlocks(key0, key1, login.member, login.count, day, decisions.content, word0, word1);
  praise.count = 0;
  for (let i = 0; i < login.count; i++) {
    const m = login.member[i] as number;
    const written = poisson(contentsPerLogin[m] as number, unitOf(word0[m] as number));
    if (written === 0) continue;
    push(content, m, written);
    if (!habits.draws.praises) continue;
    const mean = (habits.segments[segment[m] as number] as SegmentHabits).praisesPerContent;
    for (let piece = 0; piece < written; piece++) {
      const word = derivedKey(
        [key0[m] as number, key1[m] as number],
        day,
        decisions.praise + (piece << 8),
      )[0];
      const praises = mean > 0 ? Math.floor(log(unitOf(word)) / log(mean / (1 + mean))) : 0;
      const at = praise.count++;
      if (at >= praise.member.length) growColumns(praise, praise.member.length * 2);
      praise.member[at] = m;
      praise.piece[at] = population.pieces++;
      praise.praises[at] = praises;
    }
  }
}

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
  const { key0, key1, word0, word1, successesPerLogin } = columns;
  threefryBlocks(key0, key1, login.member, login.count, day, decisions.success, word0, word1);
  for (let i = 0; i < login.count; i++) {
    const m = login.member[i] as number;
    const won = poisson(successesPerLogin[m] as number, unitOf(word0[m] as number));
    if (won > 0) push(success, m, won);
  }
}
