/** Forms read from the schema: what stands at a path, what it starts from, and where entries are named. */
import { expect, test } from "vitest";
import { candidatesIn } from "../../src/domain/candidates.ts";
import { checkScenario } from "../../src/domain/check.ts";
import { blankAt, freshId, nextEntryAt, partsAt, referencesIn, shapeAt } from "../../src/domain/form.ts";
import { writeAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import { indicatorOf } from "../../src/domain/rule.ts";
import { scratch } from "../../src/domain/scratch.ts";
import { isMet, letMembersDo } from "../../src/domain/silence.ts";

const [preset] = presets;

test.each([
  ["rules/login/points", "number"],
  ["rules/login/enabled", "switch"],
  ["rules/login/name", "name"],
  ["rules/login/service", "reference"],
  ["rules/login/condition", "variants"],
  ["rules/login/condition/indicator", "choice"],
  ["rules/login/caps", "group"],
  ["rules/login/multipliers", "list"],
  ["rules/login/eligibility/span/from", "date"],
  ["rules/login/validity", "variants"],
  ["run/seed", "text"],
])("%s is a %s", (path, kind) => {
  expect(shapeAt(preset, path)?.kind).toBe(kind);
});

test("a path that leads nowhere has no shape", () => {
  expect(shapeAt(preset, "rules/login/colour")).toBeUndefined();
});

test("the parts of a rule say which may be missing", () => {
  const parts = partsAt(preset, "rules/login");
  expect(parts.find(({ key }) => key === "points")?.optional).toBe(false);
  expect(parts.find(({ key }) => key === "validity")?.optional).toBe(true);
  expect(parts.some(({ key }) => key === "id")).toBe(false);
});

test("the parts of a condition are those of its kind", () => {
  expect(partsAt(preset, "rules/duration/condition").map(({ key }) => key)).toEqual(["unitMinutes"]);
  expect(partsAt(preset, "rules/activation/condition")).toEqual([]);
  const draft = structuredClone(preset);
  writeAt(draft, "rules/login/condition", { kind: "perAmount", indicator: "purchase", cents: 10_000 });
  const parts = partsAt(draft, "rules/login/condition");
  expect(parts.map(({ key, optional, shape }) => `${key}${optional ? "?" : ""} ${shape.kind}`)).toEqual([
    "indicator choice",
    "cents number",
    "monthTotal? switch",
    "fullUnits? switch",
  ]);
});

test("whatever may be added to a rule is valid as it is added", () => {
  const optional = partsAt(preset, "rules/login").filter((part) => part.optional);
  expect(optional.length).toBeGreaterThan(4);
  for (const { key } of optional) {
    const draft = structuredClone(preset);
    writeAt(draft, `rules/login/${key}`, blankAt(preset, `rules/login/${key}`));
    expect(checkScenario(draft), key).toMatchObject({ ok: true });
  }
});

test("a value of another kind keeps what fits", () => {
  const validity = "currencies/points/validity";
  expect(blankAt(preset, validity, "months", { kind: "monthEnd", months: 18 })).toEqual({
    kind: "months",
    months: 18,
  });
});

test("a new currency neither decays nor clears, and what is switched on by itself is on", () => {
  expect(blankAt(preset, "currencies/new")).toMatchObject({
    decay: { enabled: false },
    yearEndClearing: { enabled: false },
  });
  expect(blankAt(preset, "items/new")).toMatchObject({ enabled: true });
  expect(blankAt(preset, "currencies/points/transfer")).toMatchObject({ enabled: true });
});

test("a privilege by level begins with a level of a service that has some", () => {
  const draft = structuredClone(preset);
  const [first] = draft.services;
  const step = (id: string, threshold: number) => ({ id, name: first!.name, threshold });
  const levels = { currency: "points", steps: [step("entry", 0), step("junior", 100)] };
  draft.services.push({ ...first!, id: "circle", levels });
  const held = "privileges/new/held";
  expect(blankAt(draft, held, "level")).toEqual({ kind: "level", service: "circle", step: "entry" });
  expect(blankAt(draft, held, "level", { service: "circle", step: "junior" })).toMatchObject({
    step: "junior",
  });
  const known = { kind: "level", service: "circle", step: "junior" } as const;
  draft.privileges = [{ id: "new", name: first!.name, held: known }];
  expect(checkScenario(draft)).toMatchObject({ ok: true });
  expect(shapeAt(draft, `${held}/step`)).toEqual({ kind: "reference", list: "services/circle/levels/steps" });
  expect(partsAt(draft, held)[1]?.shape).toEqual(shapeAt(draft, `${held}/step`));
});

test("one more band asks for twice as many", () => {
  const draft = structuredClone(preset);
  draft.rules[0]!.condition = { kind: "bands", indicator: "friend", bands: [{ count: 10, points: 5 }] };
  expect(nextEntryAt(draft, "rules/activation/condition/bands")).toEqual({ count: 20, points: 5 });
});

test.each([
  ["login", [], "login"],
  ["login", ["login"], "login-2"],
  ["login-2", ["login", "login-2"], "login-3"],
])("%s among %j becomes %s", (wanted, taken, id) => {
  expect(
    freshId(
      wanted,
      taken.map((each) => ({ id: each })),
    ),
  ).toBe(id);
});

test("references are found by the schema", () => {
  const paths = referencesIn(preset).map(({ path }) => path);
  expect(paths).toContain("rules/login/currency");
  expect(paths).toContain("rules/login/service");
  expect(paths).toContain("items/theme/rate");
  expect(paths).toContain("rates/credit/currency");
  expect(paths).toContain("population/referredSegment");
});

test("every condition that a rule could have is valid as it is offered", () => {
  const candidates = candidatesIn(scratch);
  expect(candidates.length).toBeGreaterThan(60);
  for (const condition of candidates) {
    const rule = { ...preset.rules[0]!, points: 1, service: "service", condition };
    expect(checkScenario({ ...scratch, rules: [rule] }), condition.kind).toMatchObject({ ok: true });
  }
});

test("members of the empty scenario meet every indicator that is offered, those of the preset do not", () => {
  const unmet = candidatesIn(scratch).filter((each) => !isMet(scratch, indicatorOf(each)));
  // Only records report grants.
  expect(unmet).toEqual([{ kind: "grant" }]);
  expect(isMet(preset, "login")).toBe(true);
  expect(isMet(preset, "share")).toBe(false);
  const draft = structuredClone(preset);
  letMembersDo(draft, "share");
  expect(isMet(draft, "share")).toBe(true);
  expect(checkScenario(draft)).toMatchObject({ ok: true });
});
