/** Circles of exchanges: those that make points or money out of nothing are named, with their gain; all others pass. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/domain/catalogue.ts";
import { checkScenario } from "../../src/domain/check.ts";
import type { Exchange } from "../../src/domain/exchange.ts";
import { presets } from "../../src/domain/presets.ts";
import { describeProblem } from "../../src/domain/problem.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";

const [preset] = presets;
const [points] = preset.currencies;
const names = [
  ["a", text("品牌积分", "Brand")],
  ["b", text("虚拟币", "Coins")],
  ["c", text("点卡", "Cards")],
  ["d", text("里程", "Miles")],
] as const;
const currencies = names.map(([id, name]) => ({ ...points, id, name }));

/** "a 2 > b 1": two points of a become one of b. */
function exchangeOf(words: string, more: Partial<Exchange> = {}): Exchange {
  const [from = "", give, , to = "", get] = words.split(" ");
  const id = `${from}-${to}`;
  const open = { enabled: true, pointsMin: 1, phase: "innerLoop", by: "member" } as const;
  return { id, from, to, give: Number(give), get: Number(get), ...open, ...more };
}

function schemeOf(exchanges: Exchange[], more: Partial<Scenario> = {}): unknown {
  return { ...preset, currencies, rules: [], rates: [], items: [], exchanges, ...more };
}

function saidOf(value: unknown): string[] {
  const checked = checkScenario(value);
  return checked.ok
    ? []
    : checked.problems.flatMap((problem) => [
        describeProblem(problem, "zh-CN"),
        describeProblem(problem, "en"),
      ]);
}

/** What is said in English of the circle, without where and how. */
function circleIn(value: unknown): string {
  const [, said = ""] = saidOf(value);
  return said.replace(/^.*?nothing: /, "").replace(" each time", "");
}

test.each([
  ["there and back for less", ["a 2 > b 1", "b 1 > a 1"], ""],
  ["there and back for the same", ["a 7 > b 3", "b 3 > a 7"], ""],
  ["there and back for more", ["a 2 > b 1", "b 2 > a 5"], "Brand → Coins → Brand, ×1.25"],
  ["round three for more", ["b 1 > c 3", "c 2 > a 1", "a 1 > b 1"], "Brand → Coins → Cards → Brand, ×1.5"],
  ["round three for as much", ["a 1 > b 3", "b 3 > c 1", "c 1 > a 1"], ""],
  [
    "the shortest of several",
    ["a 1 > b 2", "b 1 > c 2", "c 1 > a 2", "c 1 > d 1", "d 2 > c 3"],
    "Cards → Miles → Cards, ×1.5",
  ],
  [
    "a gain that decimals cannot show",
    ["a 100000 > b 100001", "b 1 > a 1"],
    "Brand → Coins → Brand, ×100001/100000",
  ],
  ["a gain of 7/3", ["a 3 > b 7", "b 1 > a 1"], "Brand → Coins → Brand, ×2.3333"],
  ["a line", ["a 1 > b 9", "b 1 > c 9", "c 1 > d 9"], ""],
])("%s: %s", (_, exchanges, expected) => {
  expect(circleIn(schemeOf(exchanges.map((words) => exchangeOf(words))))).toBe(expected);
});

test("both languages name the circle and its gain", () => {
  expect(saidOf(schemeOf([exchangeOf("a 2 > b 1"), exchangeOf("b 2 > a 5")]))).toEqual([
    "exchanges/a-b：循环兑换凭空增值：品牌积分 → 虚拟币 → 品牌积分，每轮 ×1.25",
    "exchanges/a-b: going in a circle makes value out of nothing: Brand → Coins → Brand, ×1.25 each time",
  ]);
});

test.each<[string, Partial<Exchange>, Partial<Scenario>]>([
  ["switched off", { enabled: false }, {}],
  ["of the other phase", { phase: "openFusion" }, { phase: "innerLoop" }],
])("an exchange that is %s makes no circle", (_, more, scheme) => {
  const exchanges = [exchangeOf("a 2 > b 1"), exchangeOf("b 2 > a 5", more)];
  expect(saidOf(schemeOf(exchanges, scheme))).toEqual([]);
  expect(
    circleIn(schemeOf(exchanges.map((one) => ({ ...one, enabled: true, phase: "innerLoop" })))),
  ).not.toBe("");
});

test("points of a currency that cannot be spent cannot be exchanged, but got", () => {
  const levels = currencies.map((currency) => ({ ...currency, spendable: currency.id !== "a" }));
  const said = (words: string) => saidOf(schemeOf([exchangeOf(words)], { currencies: levels as never }));
  expect(said("a 1 > b 1")[1]).toBe('exchanges/a-b/from: "a" cannot be spent');
  expect(said("b 1 > a 1")).toEqual([]);
});

test.each([
  ["from", "exchanges/a-z/to", exchangeOf("a 1 > z 1")],
  ["to", "exchanges/z-a/from", exchangeOf("z 1 > a 1")],
])("a currency that does not exist is told (%s)", (_, path, exchange) => {
  expect(saidOf(schemeOf([exchange]))[1]).toBe(`${path}: refers to "z", which does not exist`);
});

/** Ratios of a random graph, and the best closed walk by trying every simple circle. */
const graph = fc.array(
  fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    give: fc.integer({ min: 1, max: 4 }),
    get: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
);

function gains(ways: { from: number; to: number; give: number; get: number }[]): boolean {
  const visit = (start: number, at: number, passed: number[], over: bigint, under: bigint): boolean =>
    ways.some((way) => {
      if (way.from !== at) return false;
      const [o, u] = [over * BigInt(way.get), under * BigInt(way.give)];
      if (way.to === start) return o > u;
      return !passed.includes(way.to) && visit(start, way.to, [...passed, way.to], o, u);
    });
  return [0, 1, 2, 3].some((start) => visit(start, start, [start], 1n, 1n));
}

describe("of 300 random graphs", () => {
  test("exactly those with a gaining circle are refused, and the circle that is named gains as much as is said", () => {
    let refused = 0;
    fc.assert(
      fc.property(graph, (drawn) => {
        const ways = drawn.filter(({ from, to }) => from !== to);
        const exchanges = ways.map(({ from, to, give, get }, i) => ({
          ...exchangeOf(`${names[from]?.[0]} ${give} > ${names[to]?.[0]} ${get}`),
          id: `x${i}`,
        }));
        const checked = checkScenario(schemeOf(exchanges));
        expect(checked.ok).toBe(!gains(ways));
        if (checked.ok) return;
        refused++;
        const [problem] = checked.problems;
        if (problem?.code !== "mintsValue") throw new Error("another problem");
        const places = problem.cycle.map(({ en }) => names.findIndex(([, name]) => name.en === en));
        expect(places.at(-1)).toBe(places[0]);
        expect(new Set(places).size).toBe(places.length - 1);
        const best = (from: number | undefined, to: number | undefined) =>
          Math.max(
            ...ways.filter((way) => way.from === from && way.to === to).map(({ give, get }) => get / give),
          );
        const product = places.slice(1).reduce((sum, to, i) => sum * best(places[i], to), 1);
        expect(Number(problem.gain)).toBeCloseTo(product, 3);
        expect(Number(problem.gain)).toBeGreaterThan(1);
      }),
      { numRuns: 300, seed: 20260104 },
    );
    expect(refused).toBeGreaterThan(50);
    expect(refused).toBeLessThan(250);
  });
});

/** Goods are sold on for money, or are money (phone credit); money buys points by and by. */
test("goods alone make no circle, for money buys no points here", () => {
  const item: Item = { ...(preset.items[0] as Item), rate: "credit", resaleCents: 100_000 };
  expect(checkScenario({ ...preset, items: [item] }).ok).toBe(true);
});
