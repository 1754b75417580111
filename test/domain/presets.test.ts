/** The presets: what the planning documents state stands there, and every value says where it comes from. */
import { describe, expect, test } from "vitest";
import { numbersIn, valueAt } from "../../src/domain/path.ts";
import { presetOf, presets } from "../../src/domain/presets.ts";
import { provenanceOf } from "../../src/domain/provenance.ts";

describe("手机证券, the worked case of [001]", () => {
  const securities = presetOf("mobile-securities");

  const stated: [what: string, path: string, value: unknown][] = [
    ["first activation earns 100", "rules/activation/points", 100],
    ["a month of membership earns 50", "rules/tenure/points", 50],
    ["… every month", "rules/tenure/condition/everyMonths", 1],
    ["the first login of a day earns 5", "rules/login/points", 5],
    ["… the first of the day", "rules/login/condition/kind", "firstOfDay"],
    ["every 10 minutes", "rules/duration/condition/unitMinutes", 10],
    ["… of one unbroken session", "rules/duration/condition/kind", "sessionLength"],
    ["… earn 5", "rules/duration/points", 5],
    ["… at most 20 a day", "rules/duration/caps/pointsPerDay", 20],
    ["a member referred earns 100", "rules/referral/points", 100],
    ["one who stays active for 3 months", "rules/referral-retained/condition/months", 3],
    ["… earns 200", "rules/referral-retained/points", 200],
    ["a comment earns 5", "rules/comment/points", 5],
    ["one praised more than 10 times", "rules/praise/condition/praises", 10],
    ["… earns 20", "rules/praise/points", 20],
    ["a correct stock pick earns 20", "rules/pick/points", 20],
    ["300 points", "rates/credit/points", 300],
    ["… are 10 yuan", "rates/credit/cents", 1000],
    ["a one-way service", "services/securities/natures", ["oneWayAcquisition"]],
    ["… in its introduction", "services/securities/stage", "introduction"],
    ["whose own text calls use key as well", "services/securities/keyInDocument", ["use", "spreading"]],
  ];
  test.each(stated)("%s (%s)", (_, path, value) => {
    expect(valueAt(securities, path)).toEqual(value);
    expect(provenanceOf(securities?.provenance ?? {}, path)).toMatchObject({
      status: "sourced",
      document: "001",
    });
  });

  test("comments, praise and stock picks wait to be switched on, and nothing else does", () => {
    const off = securities?.rules.filter(({ enabled }) => !enabled).map(({ id }) => id);
    expect(off).toEqual(["comment", "praise", "pick"]);
  });

  test("no decay, no clearing, no effect of points on behaviour", () => {
    expect(
      securities?.currencies.map(({ decay, yearEndClearing }) => [decay.enabled, yearEndClearing.enabled]),
    ).toEqual([[false, false]]);
    expect(securities?.effects).toEqual([]);
  });

  test("newcomers are those of the retention benchmarks", () => {
    const newcomers = securities?.population.segments.find(({ id }) => id === "newcomers");
    expect(newcomers?.login).toMatchObject({
      meanProbability: 0.36,
      concentration: 2,
      leavingGamma: 0.553,
      leavingDelta: 1.31,
      persistence: 0.5,
    });
  });

  test("what we assume is marked as assumed", () => {
    for (const path of [
      "run/members",
      "currencies/points/validity/months",
      "currencies/points/decay/basisPointsPerDay",
      "rates/service/points",
      "items/headset/costCents",
      "population/segments/newcomers/login/leavingGamma",
      "population/redeeming/medianPoints",
    ])
      expect(provenanceOf(securities?.provenance ?? {}, path)?.status).toBe("assumed");
  });
});

describe.each(presets.map((own) => [own.id, own] as const))("%s", (id, own) => {
  test("is found by its id", () => {
    expect(presetOf(id)).toBe(own);
  });

  test("every number says whether it is sourced or assumed", () => {
    const silent = numbersIn(own).filter(([path]) => provenanceOf(own.provenance, path) === undefined);
    expect(silent).toEqual([]);
  });

  test("no entry speaks of a value that is not there", () => {
    const idle = Object.keys(own.provenance).filter((path) => valueAt(own, path) === undefined);
    expect(idle).toEqual([]);
  });

  test("has names and a story in both languages", () => {
    for (const words of [
      own.name,
      own.story,
      ...[own.rules, own.items, own.currencies].flat().map(({ name }) => name),
    ]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});

test("an id that nobody has is no preset", () => {
  expect(presetOf("nothing")).toBeUndefined();
  expect(presetOf("__proto__")).toBeUndefined();
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
});

test("the longest path that leads to a value speaks for it", () => {
  const provenance = {
    "": { status: "assumed" },
    rules: { status: "sourced", document: "001" },
    "rules/login/points": { status: "sourced", document: "003" },
  } as const;
  expect(provenanceOf(provenance, "rules/login/points")).toMatchObject({ document: "003" });
  expect(provenanceOf(provenance, "rules/login/points/more")).toMatchObject({ document: "003" });
  expect(provenanceOf(provenance, "rules/login")).toMatchObject({ document: "001" });
  expect(provenanceOf(provenance, "rulesets")).toMatchObject({ status: "assumed" });
  expect(provenanceOf({}, "rules")).toBeUndefined();
  expect(provenanceOf({}, "constructor")).toBeUndefined();
});
