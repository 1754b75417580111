/** The generator against the published known answers, and its two forms against each other. */
import { expect, test } from "vitest";
import { decisions, derivedKey, replicationKey, thresholdOf, unitOf } from "../../src/engine/luck.ts";
import { threefry, threefryBlocks } from "../../src/engine/threefry.ts";
import golden from "../golden/threefry2x32-20.json" with { type: "json" };

const words = (hex: string[]) => hex.map((word) => Number.parseInt(word, 16)) as [number, number];

test.each(golden.vectors)("known answer for counter $counter under key $key", ({ counter, key, output }) => {
  const out = new Uint32Array(2);
  threefry(...words(key), ...words(counter), out);
  expect([...out]).toEqual(words(output));
});

test("many members at once draw what each draws alone, and others' words stay as they are", () => {
  const size = 200;
  const scramble = (i: number, by: number) => Math.imul(i + 1, by) >>> 0;
  const key0 = Uint32Array.from({ length: size }, (_, m) => scramble(m, 0x9e3779b1));
  const key1 = Uint32Array.from({ length: size }, (_, m) => scramble(m, 0x85ebca77));
  const members = Int32Array.from({ length: size }, (_, i) => (i * 7) % size);
  const listed = 150;
  const untouched = 12_345;
  const out0 = new Uint32Array(size).fill(untouched);
  const out1 = new Uint32Array(size).fill(untouched);
  threefryBlocks(key0, key1, members, listed, 0xffff_fff0, 77, out0, out1);
  const alone = new Uint32Array(2);
  members.forEach((m, i) => {
    threefry(key0[m] ?? 0, key1[m] ?? 0, 0xffff_fff0, 77, alone);
    expect([out0[m], out1[m]]).toEqual(i < listed ? [...alone] : [untouched, untouched]);
  });
});

test("keys of replications, members and decisions are all different, and the same each time", () => {
  const seen = new Set<string>();
  for (const seed of ["a", "b"])
    for (let replication = 0; replication < 20; replication++) {
      const key = replicationKey(seed, replication);
      expect(replicationKey(seed, replication)).toEqual(key);
      for (let ordinal = 0; ordinal < 20; ordinal++)
        for (const decision of Object.values(decisions)) seen.add(derivedKey(key, ordinal, decision).join());
    }
  expect(seen.size).toBe(2 * 20 * 20 * Object.keys(decisions).length);
});

test("no two kinds of decision share a number", () => {
  const numbers = Object.values(decisions);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a word becomes a number strictly between 0 and 1, a probability a threshold", () => {
  expect(unitOf(0)).toBeGreaterThan(0);
  expect(unitOf(0xffff_ffff)).toBeLessThan(1);
  expect(unitOf(-1)).toBe(unitOf(0xffff_ffff));
  expect([0, 0.25, 0.5, 1].map(thresholdOf)).toEqual([0, 2 ** 30, 2 ** 31, 2 ** 32 - 1]);
  expect(thresholdOf(-0.1)).toBe(0);
});

test("words are even: mean, variance and bits of a million draws", () => {
  const size = 1000;
  const zeros = new Uint32Array(size);
  const key1 = Uint32Array.from({ length: size }, (_, m) => m);
  const members = Int32Array.from({ length: size }, (_, m) => m);
  const [out0, out1] = [new Uint32Array(size), new Uint32Array(size)];
  const rounds = 500;
  let [sum, squares, products] = [0, 0, 0];
  const bits = new Float64Array(32);
  for (let counter = 0; counter < rounds; counter++) {
    threefryBlocks(zeros, key1, members, size, counter, 0, out0, out1);
    for (let m = 0; m < size; m++) {
      const [u, v] = [unitOf(out0[m] ?? 0) - 0.5, unitOf(out1[m] ?? 0) - 0.5];
      sum += u + v;
      squares += u * u + v * v;
      products += u * v;
    }
    for (let bit = 0; bit < 32; bit++)
      for (const word of out0) bits[bit] = (bits[bit] ?? 0) + ((word >>> bit) & 1);
  }
  const draws = 2 * size * rounds;
  // Five standard errors: Var u = 1/12, Var u² = 1/180, Var uv = 1/144, of a bit ¼.
  expect(Math.abs(sum / draws)).toBeLessThan(5 / Math.sqrt(12 * draws));
  expect(Math.abs(squares / draws - 1 / 12)).toBeLessThan(5 / Math.sqrt(180 * draws));
  expect(Math.abs(products / (draws / 2))).toBeLessThan(5 / Math.sqrt(144 * (draws / 2)));
  for (const count of bits)
    expect(Math.abs(count / (draws / 2) - 0.5)).toBeLessThan(2.5 / Math.sqrt(draws / 2));
});
