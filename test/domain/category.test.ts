/** Category points: the document's own example to the last digit, each kind of bad input by name, and what must always hold. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assessCategory,
  type Coefficient,
  completeTable,
  correctDifficulties,
  difficultiesOf,
  difficultyMax,
  gainsOf,
  importancesOf,
  pickClub,
  rankMembers,
  roundCoefficients,
  sampleMembersAdvised,
} from "../../src/domain/category.ts";
import { describeCategoryProblem, describeCategoryWarning } from "../../src/domain/category-problem.ts";
import {
  type Answer,
  type CategoryProblem,
  type CategoryStudy,
  type CategoryWarning,
  categoryLimits,
  type ExpertTable,
  readCategoryStudy,
} from "../../src/domain/category-study.ts";
import { languages } from "../../src/domain/text.ts";
import golden from "../golden/category-points.json" with { type: "json" };

const services = ["ringBackTone", "fullTrack", "ringTone"] as const;
const { comment: _, ...goldenScores } = golden.pairedComparison;
const goldenTable: ExpertTable = { id: "expert", scores: goldenScores };

function resultOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
}

function problemsOf(answer: Answer<unknown>): CategoryProblem[] {
  return answer.ok ? [] : answer.problems;
}

/** The document's music category: stated gains, one expert, one member. */
function music(changes: Partial<CategoryStudy> = {}): CategoryStudy {
  return {
    services: services.map((id) => ({
      id,
      gain: { method: "stated", gainPointsPerMember: golden.monthlyGainPerMember[id] },
    })),
    experts: [goldenTable],
    members: [{ id: "13900000000", points: golden.member }],
    ...changes,
  };
}

function coefficientsOf(...pairs: [difficulty: number, importance: number][]): Coefficient[] {
  return pairs.map(([difficulty, importance], position) => ({
    service: `s${position}`,
    difficulty,
    importance,
  }));
}

describe("the music category of the document", () => {
  const exact = resultOf(assessCategory(music()));

  test("its mean gain, coefficients and row sums", () => {
    expect(exact.meanGainPoints).toBe(golden.meanGain);
    expect(exact.correctionRounds).toBe(0);
    expect(exact.rowSums).toEqual([services.map((id) => golden.rowSums[id])]);
    exact.coefficients.forEach(({ difficulty, importance }, position) => {
      const id = services[position]!;
      expect(difficulty).toBeCloseTo(golden.K[id], 9);
      expect(importance).toBeCloseTo(golden.M[id], 9);
    });
  });

  test("unrounded coefficients give 10022", () => {
    expect(exact.ranked).toEqual([{ id: "13900000000", points: golden.categoryPoints.exact, rank: 1 }]);
    expect(exact.ranked[0]?.points).toBe(10022);
  });

  test("coefficients as the document prints them give 10017", () => {
    const printed = resultOf(assessCategory(music({ decimals: { difficulty: 3, importance: 2 } })));
    const { K, M, S } = golden.categoryPoints.withDocumentRounding;
    expect(printed.coefficients.map(({ difficulty }) => difficulty)).toEqual(K);
    expect(printed.coefficients.map(({ importance }) => importance)).toEqual(M);
    expect(printed.ranked[0]?.points).toBe(S);
    expect(S).toBe(10017);
  });

  test("a file says the same", () => {
    const read = readCategoryStudy(JSON.parse(JSON.stringify(music())));
    expect(read).toEqual({ ok: true, value: music() });
  });

  test("only the cells above the diagonal are needed", () => {
    const upper = { ringBackTone: { fullTrack: 2, ringTone: 4 }, fullTrack: { ringTone: 4 } };
    expect(resultOf(assessCategory(music({ experts: [{ id: "expert", scores: upper }] })))).toEqual(exact);
  });

  test("without members and club it still has coefficients", () => {
    const { members: __, ...bare } = music();
    expect(resultOf(assessCategory(bare))).toEqual({ ...exact, ranked: [] });
  });
});

describe("the gain per member, found in three ways or stated", () => {
  const sample = (members: number) => new Array(members).fill(0).map((_, position) => position % 3);
  test.each([
    ["a sampled mean", { method: "sampledMean", memberGainPoints: [1000, 0, 2000, 3000] }, 1500],
    ["a sample with a loss", { method: "sampledMean", memberGainPoints: [-100, 400] }, 150],
    ["the highest score", { method: "highestScore", topGainPoints: 4200 }, 4200],
    ["the overall mean", { method: "overallMean", totalGainPoints: 1000, members: 400 }, 2.5],
    ["a stated figure", { method: "stated", gainPointsPerMember: 0.8 }, 0.8],
  ] as const)("%s", (_, gain, expected) => {
    const own =
      gain.method === "sampledMean" ? { ...gain, memberGainPoints: [...gain.memberGainPoints] } : gain;
    const { gains } = resultOf(gainsOf([{ id: "a", gain: own }]));
    expect(gains).toEqual([{ service: "a", gainPointsPerMember: expected }]);
  });

  test.each([
    [1, true],
    [49, true],
    [50, false],
    [51, false],
  ])("a sample of %d is flagged as small: %s", (members, isFlagged) => {
    const gain = { method: "sampledMean" as const, memberGainPoints: sample(members) };
    expect(resultOf(gainsOf([{ id: "a", gain }])).warnings).toEqual(
      isFlagged ? [{ code: "smallSample", service: "a", members, advised: sampleMembersAdvised }] : [],
    );
  });

  test("methods without a sample are not flagged", () => {
    expect(resultOf(gainsOf(music().services)).warnings).toEqual([]);
  });
});

describe("difficulty and its correction", () => {
  const difficultiesFrom = (gains: number[]) =>
    difficultiesOf(gains.map((gain, position) => ({ service: `s${position}`, gainPointsPerMember: gain })));
  const corrected = (K: number[]) =>
    resultOf(correctDifficulties(K.map((difficulty, position) => ({ service: `s${position}`, difficulty }))));

  test.each(golden.correction)("$K becomes $expected in $rounds rounds", ({ K, expected, rounds }) => {
    const own = corrected(K);
    expect(own.rounds).toBe(rounds);
    own.difficulties.forEach(({ service, difficulty }, position) => {
      expect(service).toBe(`s${position}`);
      expect(difficulty).toBeCloseTo(expected[position]!, 9);
    });
  });

  test.each([
    { gains: [1, 19], binary: 10 },
    { gains: [0.1, 2.7, 0.2], binary: 10.000000000000002 },
    { gains: [0.2, 4.9, 0.9], binary: 10.000000000000002 },
    { gains: [1 / 3, 1, 26 / 3], binary: 10.000000000000002 },
  ])(
    "gains of $gains make a K of 10, whatever its binary fraction, which needs no correction",
    ({ gains, binary }) => {
      const { difficulties } = resultOf(difficultiesFrom(gains));
      expect(difficulties[0]?.difficulty).toBe(binary);
      expect(corrected(difficulties.map(({ difficulty }) => difficulty)).rounds).toBe(0);
    },
  );

  test("a K just above 10 is corrected", () => {
    expect(corrected([10.000000001, 1]).rounds).toBe(1);
  });

  const gainPoints = fc.double({ ...categoryLimits.gainPoints, noNaN: true });
  const manyGains = fc.array(gainPoints, { minLength: 2, maxLength: categoryLimits.services.max });

  test("corrected difficulties are above 0, at most 10, and the slower the gain the higher", () => {
    fc.assert(
      fc.property(manyGains, (gains) => {
        const raw = resultOf(difficultiesFrom(gains)).difficulties.map(({ difficulty }) => difficulty);
        const own = corrected(raw).difficulties.map(({ difficulty }) => difficulty);
        for (const [i, difficulty] of own.entries()) {
          expect(difficulty).toBeGreaterThan(0);
          expect(difficulty).toBeLessThanOrEqual(difficultyMax * (1 + 1e-14));
          for (const [j, other] of own.entries())
            if (gains[i]! < gains[j]!) expect(difficulty).toBeGreaterThanOrEqual(other);
        }
      }),
    );
  });

  test("one period or another, a day or a year, gives the same difficulties", () => {
    const wholeGains = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(wholeGains, fc.integer({ min: 2, max: 365 }), (gains, days) => {
        const daily = resultOf(difficultiesFrom(gains)).difficulties;
        const yearly = resultOf(difficultiesFrom(gains.map((gain) => gain * days))).difficulties;
        for (const [i, { difficulty }] of daily.entries())
          expect(yearly[i]?.difficulty).toBeCloseTo(difficulty, 6 - Math.ceil(Math.log10(difficulty + 1)));
      }),
    );
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    "a K of %d is named, not corrected",
    (difficulty) => {
      expect(correctDifficulties([{ service: "a", difficulty }])).toEqual({
        ok: false,
        problems: [{ code: "difficultyRange", service: "a" }],
      });
    },
  );
});

describe("importance by paired comparison", () => {
  test("experts weigh alike", () => {
    const indifferent = completeTable(services, {
      id: "other",
      scores: { ringBackTone: { fullTrack: 3, ringTone: 3 }, fullTrack: { ringTone: 3 } },
    });
    const { importances, rowSums } = resultOf(importancesOf(services, [goldenTable, indifferent]));
    expect(rowSums).toEqual([
      [6, 8, 4],
      [6, 6, 6],
    ]);
    const [first, second, third] = importances.map(({ importance }) => importance);
    expect(first).toBe(1);
    expect(second).toBeCloseTo(7 / 6, 12);
    expect(third).toBeCloseTo(5 / 6, 12);
  });

  test("completing keeps what an expert wrote and fills the rest", () => {
    const table = { id: "e", scores: { a: { b: 1, c: 5 }, b: { c: 2 }, c: { a: 2 } } };
    expect(completeTable(["a", "b", "c"], table).scores).toEqual({
      a: { b: 1, c: 5 },
      b: { a: 5, c: 2 },
      c: { a: 2, b: 4 },
    });
    expect(table.scores.c).toEqual({ a: 2 });
  });

  test.each([0, 6, 2.5, Number.NaN])("a score of %d has no mirror and is reported alone", (score) => {
    const table = completeTable(["a", "b"], { id: "e", scores: { a: { b: score } } });
    expect(problemsOf(importancesOf(["a", "b"], [table]))).toEqual([
      { code: "scoreRange", expert: "e", row: "a", column: "b", min: 1, max: 5 },
    ]);
  });

  test("names that every object knows are names like others", () => {
    const names = ["constructor", "valueOf"];
    expect(problemsOf(importancesOf(names, [{ id: "e", scores: {} }]))).toEqual([
      { code: "missingScore", expert: "e", row: "constructor", column: "valueOf" },
    ]);
  });

  test("importances are between a third and five thirds, and their mean is 1", () => {
    const table = fc
      .integer({ min: 2, max: 8 })
      .chain((size) =>
        fc
          .array(fc.integer({ min: 1, max: 5 }), { minLength: size * size, maxLength: size * size })
          .map((cells) => ({ names: Array.from({ length: size }, (_, position) => `s${position}`), cells })),
      );
    fc.assert(
      fc.property(table, ({ names, cells }) => {
        const scores = Object.fromEntries(
          names.map((row, r) => [
            row,
            Object.fromEntries(
              names.flatMap((column, c) => (c > r ? [[column, cells[r * names.length + c]!]] : [])),
            ),
          ]),
        );
        const full = completeTable(names, { id: "e", scores });
        const own = resultOf(importancesOf(names, [full, { ...full, id: "f" }])).importances;
        const sum = own.reduce((total, { importance }) => total + importance, 0);
        expect(sum / names.length).toBeCloseTo(1, 12);
        for (const { importance } of own) {
          expect(importance).toBeGreaterThan(0.333);
          expect(importance).toBeLessThan(1.667);
        }
      }),
    );
  });
});

describe("rounding", () => {
  test.each([
    [0.73333, 3, 0.733],
    [0.6666666667, 2, 0.67],
    [0.3335, 3, 0.334],
    [1.005, 2, 1.01],
    [1.0049, 2, 1],
    [0.5, 0, 1],
    [0.49, 0, 0],
    [9.999999999999998, 9, 10],
  ])("%d to %d decimals is %d", (difficulty, decimals, expected) => {
    const { coefficients } = resultOf(
      roundCoefficients(coefficientsOf([difficulty, 1]), { difficulty: decimals }),
    );
    expect(coefficients).toEqual(coefficientsOf([expected, 1]));
  });

  test("a coefficient that rounds to nothing is flagged", () => {
    const rounded = resultOf(
      roundCoefficients(coefficientsOf([0.04, 0.34], [1, 1]), { difficulty: 1, importance: 0 }),
    );
    expect(rounded).toEqual({
      coefficients: coefficientsOf([0, 0], [1, 1]),
      warnings: [
        { code: "roundedToZero", service: "s0", coefficient: "difficulty", decimals: 1 },
        { code: "roundedToZero", service: "s0", coefficient: "importance", decimals: 0 },
      ],
    });
  });

  test.each([
    [0.5, 1, 1],
    [0.5, 3, 2],
    [1.1, 5, 6],
    [0.45, 10, 5],
    [0.35, 10, 4],
    [0.145, 100, 15],
    [0.149, 3, 0],
  ])("K = %d makes %d points worth %d", (difficulty, points, expected) => {
    const ranked = resultOf(
      rankMembers(coefficientsOf([difficulty, 1]), [{ id: "m", points: { s0: points } }]),
    );
    expect(ranked[0]?.points).toBe(expected);
  });
});

describe("the ranking and the club", () => {
  const coefficients = coefficientsOf([1, 1], [2, 1]);
  const members = [
    { id: "d", points: { s0: 10 } },
    { id: "b", points: { s1: 10 } },
    { id: "e", points: {} },
    { id: "a", points: { s0: 10, s1: 5 } },
    { id: "c", points: { s0: 20 } },
    { id: "f", points: { s0: 30, s1: 30 } },
  ];
  const ranked = resultOf(rankMembers(coefficients, members));
  const idsOf = (list: { id: string }[]) => list.map(({ id }) => id).join("");

  test("highest first, equals by id and with one rank", () => {
    expect(ranked.map(({ id, points, rank }) => `${id} ${points} ${rank}`)).toEqual([
      "f 90 1",
      "a 20 2",
      "b 20 2",
      "c 20 2",
      "d 10 5",
      "e 0 6",
    ]);
  });

  test.each([
    [{ kind: "top", members: 1 }, "f", 0],
    [{ kind: "top", members: 2 }, "fa", 2],
    [{ kind: "top", members: 3 }, "fab", 1],
    [{ kind: "top", members: 4 }, "fabc", 0],
    [{ kind: "top", members: 99 }, "fabcde", 0],
    [{ kind: "threshold", points: 0 }, "fabcde", 0],
    [{ kind: "threshold", points: 20 }, "fabc", 0],
    [{ kind: "threshold", points: 21 }, "f", 0],
    [{ kind: "threshold", points: 91 }, "", 0],
  ] as const)("%o picks %s, with %d tied outside", (rule, expected, tiedOutside) => {
    const club = resultOf(pickClub(ranked, rule));
    expect([idsOf(club.members), club.tiedOutside]).toEqual([expected, tiedOutside]);
  });

  test("nobody to rank is an empty club", () => {
    expect(pickClub([], { kind: "top", members: 3 })).toEqual({
      ok: true,
      value: { members: [], tiedOutside: 0 },
    });
  });

  const points = fc.integer(categoryLimits.memberPoints);
  const crowd = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), points: fc.record({ s0: fc.nat(3), s1: points }) }),
    { selector: ({ id }) => id },
  );

  test("the order of the list does not matter", () => {
    fc.assert(
      fc.property(crowd, (own) => {
        const forward = rankMembers(coefficients, own);
        expect(rankMembers(coefficients, [...own].reverse())).toEqual(forward);
      }),
    );
  });

  test("more points of any service never cost a member", () => {
    const coefficient = fc.double({ min: 0.001, max: 10, noNaN: true });
    fc.assert(
      fc.property(coefficient, coefficient, points, points, fc.nat(1000), (K, L, own, other, more) => {
        const pointsOf = (s0: number, s1: number) =>
          resultOf(rankMembers(coefficientsOf([K, 1], [L, 1]), [{ id: "m", points: { s0, s1 } }]))[0]!.points;
        const before = pointsOf(own, other);
        expect(Number.isSafeInteger(before)).toBe(true);
        expect(pointsOf(Math.min(own + more, 1_000_000_000), other)).toBeGreaterThanOrEqual(before);
        expect(Math.abs(before - (K * own + L * other))).toBeLessThan(0.501);
      }),
    );
  });
});

const [first, second, third] = music().services;
const withGain = (gain: CategoryStudy["services"][number]["gain"]) =>
  assessCategory(music({ services: [{ id: "ringBackTone", gain }, second!, third!] }));
const withScores = (scores: ExpertTable["scores"]) =>
  assessCategory(music({ experts: [{ id: "王工", scores: { ...goldenScores, ...scores } }] }));
const withPoints = (points: Record<string, number>) =>
  assessCategory(music({ members: [{ id: "m", points }] }));
const cell = (row: string, column: string) => ({ expert: "王工", row, column });
const asRead = (changes: Record<string, unknown>) => readCategoryStudy({ ...music(), ...changes });

const wrong: [what: string, answer: Answer<unknown>, problem: CategoryProblem][] = [
  [
    "a category of one",
    assessCategory(music({ services: [first!] })),
    { code: "serviceCount", min: 2, max: 30 },
  ],
  [
    "a service listed twice",
    assessCategory(music({ services: [first!, second!, first!] })),
    { code: "duplicate", kind: "service", id: "ringBackTone" },
  ],
  [
    "two methods in one category",
    assessCategory(
      music({
        services: [first!, { id: "fullTrack", gain: { method: "highestScore", topGainPoints: 9 } }, third!],
      }),
    ),
    { code: "mixedMethods", service: "fullTrack", method: "highestScore", expected: "stated" },
  ],
  [
    "a sample of nobody",
    gainsOf([{ id: "a", gain: { method: "sampledMean", memberGainPoints: [] } }]),
    { code: "emptySample", service: "a" },
  ],
  [
    "all members, of whom there are none",
    gainsOf([{ id: "a", gain: { method: "overallMean", totalGainPoints: 5, members: 0 } }]),
    { code: "memberCount", service: "a", min: 1, max: 1_000_000_000 },
  ],
  [
    "half a member",
    gainsOf([{ id: "a", gain: { method: "overallMean", totalGainPoints: 5, members: 1.5 } }]),
    { code: "memberCount", service: "a", min: 1, max: 1_000_000_000 },
  ],
  [
    "a gain of zero",
    withGain({ method: "stated", gainPointsPerMember: 0 }),
    { code: "noGain", service: "ringBackTone", gainPointsPerMember: 0 },
  ],
  [
    "a loss",
    withGain({ method: "stated", gainPointsPerMember: -3 }),
    { code: "noGain", service: "ringBackTone", gainPointsPerMember: -3 },
  ],
  [
    "a gain that is no number",
    withGain({ method: "stated", gainPointsPerMember: Number.NaN }),
    { code: "gainRange", service: "ringBackTone", min: -1_000_000_000, max: 1_000_000_000 },
  ],
  [
    "a gain too small to divide by",
    withGain({ method: "stated", gainPointsPerMember: Number.MIN_VALUE }),
    { code: "gainRange", service: "ringBackTone", min: 1e-9, max: 1_000_000_000 },
  ],
  [
    "a sampled member beyond all bounds",
    gainsOf([{ id: "a", gain: { method: "sampledMean", memberGainPoints: [1, 2e9] } }]),
    { code: "gainRange", service: "a", min: -1_000_000_000, max: 1_000_000_000 },
  ],
  [
    "a difficulty of zero",
    correctDifficulties([{ service: "a", difficulty: 0 }]),
    { code: "difficultyRange", service: "a" },
  ],
  ["no experts", assessCategory(music({ experts: [] })), { code: "noExperts" }],
  [
    "an expert listed twice",
    assessCategory(music({ experts: [goldenTable, goldenTable] })),
    { code: "duplicate", kind: "expert", id: "expert" },
  ],
  [
    "a row of no service",
    withScores({ radio: { ringTone: 3 } }),
    { code: "unknownRow", ...cell("radio", "ringTone") },
  ],
  [
    "a column of no service",
    withScores({ ringTone: { radio: 3 } }),
    { code: "unknownColumn", ...cell("ringTone", "radio") },
  ],
  [
    "a service against itself",
    withScores({ ringTone: { ringTone: 3 } }),
    { code: "diagonal", ...cell("ringTone", "ringTone") },
  ],
  [
    "a cell left out above the diagonal",
    withScores({ ringBackTone: { fullTrack: 2 } }),
    { code: "missingScore", ...cell("ringBackTone", "ringTone") },
  ],
  [
    "a cell left out below the diagonal, where nothing completes it",
    importancesOf(services, [
      { id: "王工", scores: { ...goldenScores, ringTone: { ringBackTone: 2 } } as never },
    ]),
    { code: "missingScore", ...cell("ringTone", "fullTrack") },
  ],
  [
    "a score off the scale",
    withScores({ ringTone: { ringBackTone: 0 } }),
    { code: "scoreRange", ...cell("ringTone", "ringBackTone"), min: 1, max: 5 },
  ],
  [
    "half a grade",
    withScores({ ringTone: { fullTrack: 2.5 } }),
    { code: "scoreRange", ...cell("ringTone", "fullTrack"), min: 1, max: 5 },
  ],
  [
    "mirrors that do not add up",
    withScores({ ringTone: { ringBackTone: 3 } }),
    { code: "scoreSum", ...cell("ringBackTone", "ringTone"), sum: 7, expected: 6 },
  ],
  [
    "decimals beyond what is shown",
    assessCategory(music({ decimals: { difficulty: 10 } })),
    { code: "decimalsRange", coefficient: "difficulty", min: 0, max: 9 },
  ],
  [
    "half a decimal",
    assessCategory(music({ decimals: { importance: 1.5 } })),
    { code: "decimalsRange", coefficient: "importance", min: 0, max: 9 },
  ],
  [
    "a member listed twice",
    assessCategory(music({ members: [...(music().members ?? []), ...(music().members ?? [])] })),
    { code: "duplicate", kind: "member", id: "13900000000" },
  ],
  [
    "points of another category",
    withPoints({ mailbox: 5 }),
    { code: "unknownService", member: "m", service: "mailbox" },
  ],
  [
    "negative points",
    withPoints({ ringTone: -1 }),
    { code: "pointsRange", member: "m", service: "ringTone", min: 0, max: 1_000_000_000 },
  ],
  [
    "half a point",
    withPoints({ ringTone: 0.5 }),
    { code: "pointsRange", member: "m", service: "ringTone", min: 0, max: 1_000_000_000 },
  ],
  [
    "a club of nobody",
    assessCategory(music({ club: { kind: "top", members: 0 } })),
    { code: "clubRange", kind: "top", min: 1, max: 1_000_000_000 },
  ],
  [
    "a threshold below zero",
    assessCategory(music({ club: { kind: "threshold", points: -1 } })),
    { code: "clubRange", kind: "threshold", min: 0, max: 1_000_000_000_000 },
  ],
  ["a key nobody knows", asRead({ clubs: {} }), { code: "unknownKey", path: "", key: "clubs" }],
  ["something missing", asRead({ experts: undefined }), { code: "missing", path: "experts" }],
  [
    "a text for a number",
    asRead({ members: [{ id: "a/b", points: { ringTone: "5" } }] }),
    { code: "shape", path: "members/a/b/points/ringTone", expected: "number" },
  ],
  [
    "a method nobody knows",
    asRead({ services: [{ id: "a", gain: { method: "guess" } }] }),
    {
      code: "shape",
      path: "services/a/gain/method",
      expected: "sampledMean | highestScore | overallMean | stated",
    },
  ],
  [
    "a name of nothing but invisible characters",
    asRead({ members: [{ id: "\u202E \u0000", points: {} }] }),
    expect.objectContaining({ code: "shape", expected: "≥ 1" }),
  ],
  [
    "a name without end",
    asRead({ members: [{ id: "x".repeat(100_000), points: {} }] }),
    expect.objectContaining({ code: "shape", path: `members/${"x".repeat(192)}`, expected: "≤ 60" }),
  ],
  [
    "a service that is called what no service may be called",
    asRead({ members: [{ id: "m", points: { "Ring Tone": 1 } }] }),
    { code: "shape", path: "members/m/points/Ring Tone", expected: "a–z A–Z 0–9 -" },
  ],
  [
    "a sample that is wrong throughout",
    asRead({
      services: [
        { id: "a", gain: { method: "sampledMean", memberGainPoints: new Array(500_000).fill("1") } },
      ],
    }),
    { code: "countless", path: "" },
  ],
  ["no study at all", readCategoryStudy(null), { code: "shape", path: "", expected: "object" }],
];

const flagged: CategoryWarning[] = [
  { code: "smallSample", service: "ringTone", members: 49, advised: 50 },
  { code: "roundedToZero", service: "ringTone", coefficient: "importance", decimals: 0 },
  { code: "tiedOutside", members: 2, points: 20 },
];

/** Listed by type, so that a new code asks for a new row. */
const everyCode: Record<CategoryProblem["code"], true> = {
  serviceCount: true,
  mixedMethods: true,
  emptySample: true,
  memberCount: true,
  noGain: true,
  gainRange: true,
  difficultyRange: true,
  noExperts: true,
  unknownRow: true,
  unknownColumn: true,
  diagonal: true,
  missingScore: true,
  scoreRange: true,
  scoreSum: true,
  duplicate: true,
  decimalsRange: true,
  unknownService: true,
  pointsRange: true,
  clubRange: true,
  unknownKey: true,
  missing: true,
  countless: true,
  shape: true,
};

describe("each kind of problem is found, with the names involved", () => {
  test.each(wrong)("%s", (_, answer, problem) => {
    expect(problemsOf(answer)).toEqual([problem]);
  });

  test("no kind is left out of the table", () => {
    const found = new Set(wrong.flatMap(([, answer]) => problemsOf(answer).map(({ code }) => code)));
    expect([...found].sort()).toEqual(Object.keys(everyCode).sort());
  });

  test("several are told at once, whichever step they belong to", () => {
    const study = music({
      services: [{ id: "ringBackTone", gain: { method: "stated", gainPointsPerMember: 0 } }, second!, third!],
      experts: [],
      decimals: { difficulty: -1 },
      members: [{ id: "m", points: { mailbox: 1 } }],
      club: { kind: "top", members: 0.5 },
    });
    expect(problemsOf(assessCategory(study)).map(({ code }) => code)).toEqual([
      "noGain",
      "noExperts",
      "decimalsRange",
      "unknownService",
      "clubRange",
    ]);
  });

  test("each problem and warning is said in both languages, in one line, with its names", () => {
    const said = languages.flatMap((language) => [
      ...wrong.flatMap(([, answer]) =>
        problemsOf(answer).map((own) => ({ own, language, words: describeCategoryProblem(own, language) })),
      ),
      ...flagged.map((own) => ({ own, language, words: describeCategoryWarning(own, language) })),
    ]);
    for (const { own, language, words } of said) {
      expect(words).not.toMatch(/[\n\r]|undefined|\[object/);
      for (const key of ["service", "expert", "row", "column", "member"])
        if (key in own) expect(words).toContain(`${(own as Record<string, unknown>)[key]}`);
      const bare = words.replace("王工", "");
      expect(/\p{Script=Han}/u.test(bare)).toBe(language === "zh-CN");
      if (language === "zh-CN") expect(bare).not.toMatch(/[,;:!?"]|\p{Script=Han} *[()]/u);
    }
  });
});

test("a study with a small sample, a rough rounding and a tie says so beside its answer", () => {
  const gain = { method: "sampledMean" as const, memberGainPoints: [10, 20] };
  const assessed = resultOf(
    assessCategory({
      services: ["a", "b"].map((id) => ({ id, gain })),
      experts: [{ id: "e", scores: { a: { b: 5 } } }],
      decimals: { importance: 0 },
      members: ["x", "y", "z"].map((id) => ({ id, points: { a: 10, b: 7 } })),
      club: { kind: "top", members: 2 },
    }),
  );
  expect(assessed.coefficients).toEqual([
    { service: "a", difficulty: 1, importance: 2 },
    { service: "b", difficulty: 1, importance: 0 },
  ]);
  expect(assessed.club?.members.map(({ id }) => id)).toEqual(["x", "y"]);
  expect(assessed.warnings).toEqual([
    { code: "smallSample", service: "a", members: 2, advised: 50 },
    { code: "smallSample", service: "b", members: 2, advised: 50 },
    { code: "roundedToZero", service: "b", coefficient: "importance", decimals: 0 },
    { code: "tiedOutside", members: 1, points: 20 },
  ]);
});

test.each([undefined, 1, "x", true, [], {}, () => 0, Symbol("x"), 10n, { services: {} }])(
  "%o is no study, and that is said rather than thrown",
  (value) => {
    expect(problemsOf(readCategoryStudy(value)).length).toBeGreaterThan(0);
  },
);
