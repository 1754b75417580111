/**
 * Who does what on a day. Eight activities, neighbours in the domain's list, share a block of chance, eight bits each: a byte
 * that a table by member compares, four at once, with the chance of doing it not at all. Where a byte lies on the edge
 * between two counts, or far out, twenty-four more bits decide.
 */
import { growColumns, grown } from "./columns.ts";
import { poisson } from "./distributions.ts";
import { quickExp } from "./elementary.ts";
import { decisions, unitOf, wordUnder } from "./luck.ts";
import { threefryBlocks } from "./threefry.ts";

/** Activities are told apart by their place in the domain's list: four to a word, eight words. */
export const placesMax = 32;
const wordCount = placesMax / 4;
const values = 256;

/** Columns by member of a word of four activities; the first activity is the lowest byte. */
type Word = {
  /** Today's chance. */
  chance: Uint32Array;
  /** Bytes below which a count is 0, at most 1, at most 2 whatever bits follow. */
  none: Uint32Array;
  once: Uint32Array;
  twice: Uint32Array;
};

/** Today's doers of an activity, in the order of the logins, and how often each does it. */
export type DoerList = { count: number; member: Int32Array; times: Int32Array };

export type Doers = {
  /** By place: times on a login day by member, the mean of a Poisson count; empty where nothing is drawn. */
  rates: Float64Array[];
  /** And the chance that the count is 0. */
  nevers: Float64Array[];
  /** Words with a place that is drawn, else undefined. */
  words: (Word | undefined)[];
  /** By member, bits of the places with any rate (see `bitOf`), and of those that may be done today. */
  able: Int32Array;
  perhaps: Int32Array;
  /** For words that nobody asks for. */
  unasked: Uint32Array;
  found: DoerList[];
};

/** Where no activity is drawn. */
const nobody: Doers = {
  rates: [],
  nevers: [],
  words: [],
  able: new Int32Array(0),
  perhaps: new Int32Array(0),
  unasked: new Uint32Array(0),
  found: [],
};

/** @param drawn places in the list of activities that are drawn */
export function emptyDoers(drawn: readonly number[], capacity: number): Doers {
  if (drawn.length === 0) return nobody;
  const places = Array.from({ length: placesMax }, (_, place) => (drawn.includes(place) ? capacity : 0));
  return {
    rates: places.map((room) => new Float64Array(room)),
    nevers: places.map((room) => new Float64Array(room)),
    words: Array.from({ length: wordCount }, (_, word) =>
      drawn.some((place) => place >> 2 === word) ? emptyWord(capacity) : undefined,
    ),
    able: new Int32Array(capacity),
    perhaps: new Int32Array(capacity),
    unasked: new Uint32Array(capacity),
    found: places.map((room) => ({ count: 0, member: new Int32Array(room), times: new Int32Array(room) })),
  };
}

function emptyWord(capacity: number): Word {
  const column = () => new Uint32Array(capacity);
  return { chance: column(), none: column(), once: column(), twice: column() };
}

/** Longer columns where there are any. */
export function growDoers(doers: Doers, capacity: number): void {
  if (doers.able.length === 0) return;
  growColumns(doers, capacity);
  for (const word of doers.words) if (word) growColumns(word, capacity);
  for (const columns of [doers.rates, doers.nevers])
    for (const [place, column] of columns.entries())
      if (column.length > 0) columns[place] = grown(column, capacity);
  for (const list of doers.found) if (list.member.length > 0) growColumns(list, capacity);
}

/** Bytes of four places lie side by side, so the same byte of the eight words does: place 4w + b is bit 8b + w. */
function bitOf(place: number): number {
  return ((place & 3) << 3) | (place >> 2);
}

function placeOf(bit: number): number {
  return ((bit & 7) << 2) | (bit >> 3);
}

/** Notes how often a member does what is drawn at a place: `rate` times on a login day, 0 or more. */
export function setRate(doers: Doers, m: number, place: number, rate: number): void {
  (doers.rates[place] as Float64Array)[m] = rate;
  if (rate <= 0) return;
  doers.able[m] = (doers.able[m] as number) | (1 << bitOf(place));
  const atNone = quickExp(-rate);
  (doers.nevers[place] as Float64Array)[m] = atNone;
  const atOnce = atNone * rate;
  const { none, once, twice } = doers.words[place >> 2] as Word;
  const shift = (place & 3) << 3;
  none[m] = (none[m] as number) | (byteBelow(atNone) << shift);
  once[m] = (once[m] as number) | (byteBelow(atNone + atOnce) << shift);
  twice[m] = (twice[m] as number) | (byteBelow(atNone + atOnce * (1 + rate / 2)) << shift);
}

/** The byte that a chance lies in: lower ones are below it, whatever bits follow. */
function byteBelow(chance: number): number {
  return Math.min(values - 1, Math.floor(chance * values));
}

type Keys = { key0: Uint32Array; key1: Uint32Array };
type Logins = { count: number; member: Int32Array };

/** Draws who does what on the login days of a day: fills `found`. */
export function findDoers(doers: Doers, keys: Keys, login: Logins, day: number): void {
  const { able, perhaps, found } = doers;
  const { member, count } = login;
  for (let i = 0; i < count; i++) perhaps[member[i] as number] = 0;
  for (let word = 0; word < wordCount; word += 2) drawPair(doers, keys, login, word, day);
  for (const list of found) list.count = 0;
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    for (let bits = (perhaps[m] as number) & (able[m] as number); bits !== 0; bits &= bits - 1)
      note(doers, keys, placeOf(31 - Math.clz32(bits & -bits)), m, day);
  }
}

/** Two words share a block. */
function drawPair(
  { words, perhaps, unasked }: Doers,
  { key0, key1 }: Keys,
  { member, count }: Logins,
  at: number,
  day: number,
): void {
  const first = words[at];
  const second = words[at + 1];
  if (!first && !second) return;
  const [out0, out1] = [first?.chance ?? unasked, second?.chance ?? unasked];
  threefryBlocks(key0, key1, member, count, day, decisions.activity + (at >> 1), out0, out1);
  const [none0, none1] = [first?.none ?? unasked, second?.none ?? unasked];
  for (let i = 0; i < count; i++) {
    const m = member[i] as number;
    const bits0 = notBelow(out0[m] as number, none0[m] as number) << at;
    const bits1 = notBelow(out1[m] as number, none1[m] as number) << (at + 1);
    perhaps[m] = (perhaps[m] as number) | bits0 | bits1;
  }
}

const highBits = 0x80808080;
const lowBits = 0x7f7f7f7f;

/** Bits 0, 8, 16, 24: whether that byte of `drawn` is not below that of `edge`, by the high bits of four differences at once. */
function notBelow(drawn: number, edge: number): number {
  const lowDifference = ((drawn | highBits) - (edge & lowBits)) | 0;
  return (((drawn & ~edge) | (~(drawn ^ edge) & lowDifference)) & highBits) >>> 7;
}

/** How often it is, where it is at all. */
function note(doers: Doers, keys: Keys, place: number, m: number, day: number): void {
  const { chance, none, once, twice } = doers.words[place >> 2] as Word;
  const shift = (place & 3) << 3;
  const byte = ((chance[m] as number) >>> shift) & 0xff;
  const edge = ((once[m] as number) >>> shift) & 0xff;
  let times = byte < edge ? 1 : 2;
  if (
    byte === edge ||
    byte === (((none[m] as number) >>> shift) & 0xff) ||
    byte >= (((twice[m] as number) >>> shift) & 0xff)
  )
    times = timesByMore(doers, keys, place, m, byte, day);
  if (times === 0) return;
  const list = doers.found[place] as DoerList;
  list.member[list.count] = m;
  list.times[list.count++] = times;
}

/** The count by thirty-two bits. */
function timesByMore(
  { rates, nevers }: Doers,
  { key0, key1 }: Keys,
  place: number,
  m: number,
  byte: number,
  day: number,
): number {
  const more = wordUnder(key0[m] as number, key1[m] as number, day, decisions.activityTie + place);
  const u = unitOf((byte << 24) | (more & 0xff_ffff));
  return poisson((rates[place] as Float64Array)[m] as number, u, (nevers[place] as Float64Array)[m]);
}
