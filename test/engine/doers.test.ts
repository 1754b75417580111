/** Who does what: the quick search by bytes against one draw at a time. */
import { describe, expect, test } from "vitest";
import { activityKinds } from "../../src/domain/indicator.ts";
import { poisson } from "../../src/engine/distributions.ts";
import { type Doers, emptyDoers, findDoers, growDoers, placesMax, setRate } from "../../src/engine/doers.ts";
import { exp } from "../../src/engine/elementary.ts";
import { decisions, derivedKey, unitOf } from "../../src/engine/luck.ts";

const members = 40;
const key0 = Uint32Array.from({ length: members }, (_, m) => 0x9e3779b9 * (m + 1));
const key1 = Uint32Array.from({ length: members }, (_, m) => 0x85ebca6b * (m + 7));
const keys = { key0, key1 };
/** Everyone but every seventh. */
const present = Int32Array.from({ length: members }, (_, m) => m).filter((m) => m % 7 !== 3);
const login = { count: present.length, member: present };

/** From never over seldom to often, other for each member and place; a few do nothing. */
function rateOf(m: number, place: number): number {
  const steps = [0, 0.001, 0.05, 0.3, 0.7, 1, 2.5, 8, 40];
  return steps[(m * 5 + place * 3) % steps.length] as number;
}

function doersOf(places: readonly number[], capacity = members): Doers {
  const doers = emptyDoers(places, capacity);
  for (let m = 0; m < Math.min(members, capacity); m++)
    for (const place of places) setRate(doers, m, place, rateOf(m, place));
  return doers;
}

function listed(doers: Doers, place: number): [number, number][] {
  const { count, member, times } = doers.found[place] ?? { count: 0, member: [], times: [] };
  return Array.from({ length: count }, (_, i) => [member[i] as number, times[i] as number]);
}

/** The same by the definition: a byte of the block that eight places share, and twenty-four bits more. */
function oneByOne(place: number, day: number): [number, number][] {
  return [...present].flatMap((m): [number, number][] => {
    const key = [key0[m] as number, key1[m] as number] as const;
    const word = derivedKey(key, day, decisions.activity + (place >> 3))[(place >> 2) & 1] as number;
    const byte = (word >>> (8 * (place & 3))) & 0xff;
    const [more] = derivedKey(key, day, decisions.activityTie + place);
    const rate = rateOf(m, place);
    const times = poisson(rate, unitOf(byte * 2 ** 24 + (more & 0xff_ffff)), exp(-rate));
    return rate > 0 && times > 0 ? [[m, times]] : [];
  });
}

const all = Array.from({ length: placesMax }, (_, place) => place);

describe("on sixty days", () => {
  const doers = doersOf(all);
  const few = doersOf([4, 13, 30]);
  const days = Array.from({ length: 60 }, (_, day) => day);
  const events = days.map((day) => {
    findDoers(doers, keys, login, day);
    findDoers(few, keys, login, day);
    return all.map((place) => ({
      place,
      quick: listed(doers, place),
      few: listed(few, place),
      slow: oneByOne(place, day),
    }));
  });

  test("every place has the doers and counts that single draws give, in the order of the logins", () => {
    for (const { quick, slow } of events.flat()) expect(quick).toEqual(slow);
  });

  test("what else is drawn makes no difference", () => {
    for (const { place, quick, few } of events.flat())
      expect(few).toEqual([4, 13, 30].includes(place) ? quick : []);
  });

  test("a rate of 0.3 is met 0.3 times a day", () => {
    let sum = 0;
    let draws = 0;
    for (const { place, quick } of events.flat()) {
      const mine = new Map(quick);
      for (const m of present) {
        if (rateOf(m, place) !== 0.3) continue;
        draws++;
        sum += mine.get(m) ?? 0;
      }
    }
    expect(draws).toBeGreaterThan(5000);
    expect(Math.abs(sum / draws - 0.3)).toBeLessThan(4 * Math.sqrt(0.3 / draws));
  });
});

test("columns that grow keep what they hold", () => {
  const grown = doersOf([2, 9], 20);
  growDoers(grown, members);
  for (let m = 20; m < members; m++) for (const place of [2, 9]) setRate(grown, m, place, rateOf(m, place));
  const whole = doersOf([2, 9]);
  findDoers(grown, keys, login, 5);
  findDoers(whole, keys, login, 5);
  for (const place of [2, 9]) expect(listed(grown, place)).toEqual(listed(whole, place));
});

test("there is a place for each kind of activity", () => {
  expect(activityKinds.length).toBeLessThanOrEqual(placesMax);
});
