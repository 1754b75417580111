/** Adding, copying, moving and removing whole entries: ids stay unique, nothing is left that names what is gone. */
import { expect, test } from "vitest";
import { addEntry, copyEntry, moveEntry, removalOf, removeAll, ruleOf } from "../../src/domain/arrange.ts";
import { checkScenario } from "../../src/domain/check.ts";
import { presets } from "../../src/domain/presets.ts";
import { provenanceOf } from "../../src/domain/provenance.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { scratch } from "../../src/domain/scratch.ts";
import { text } from "../../src/domain/text.ts";

const [preset] = presets;
const draftOf = () => structuredClone(preset);
const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

test("the empty scenario is valid and pays nothing yet", () => {
  expect(checkScenario(scratch)).toMatchObject({ ok: true });
  expect(scratch.rules).toEqual([]);
});

test("a rule is added at the end, under an id of its own, and no document states it", () => {
  const draft = draftOf();
  const rule = ruleOf(draft, "securities", { kind: "firstOfDay", indicator: "login" }, text("登录", "Login"));
  expect(addEntry(draft, "rules", rule)).toBe("rules/login-2");
  expect(draft.rules.at(-1)).toMatchObject({ id: "login-2", points: 10, currency: "points" });
  expect(provenanceOf(draft.provenance, "rules/login-2/points")).toEqual({ status: "assumed" });
  expect(provenanceOf(draft.provenance, "rules/login/points")).toMatchObject({ status: "sourced" });
  expect(checkScenario(draft)).toMatchObject({ ok: true });
});

test("a list that is not there yet begins with its first entry", () => {
  const draft = draftOf();
  const limit = { id: "limit", name: text("上限", "Limit"), currency: "points", caps: {} };
  expect(addEntry(draft, "limits", limit)).toBe("limits/limit");
  expect(checkScenario(draft)).toMatchObject({ ok: true });
});

test("a copy stands behind the original and shares nothing with it", () => {
  const draft = draftOf();
  const name = text("副本", "Copy");
  expect(copyEntry(draft, "rules/duration", name)).toBe("rules/duration-2");
  expect(ids(draft.rules).slice(3, 5)).toEqual(["duration", "duration-2"]);
  draft.rules[4]!.caps.pointsPerDay = 99;
  expect(draft.rules[3]!.caps.pointsPerDay).toBe(20);
  expect(draft.rules[4]!.name).toEqual(name);
});

test("what is not there is not copied", () => {
  expect(() => copyEntry(draftOf(), "rules/nothing")).toThrow(RangeError);
});

test.each([
  ["login", "activation", ["login", "activation", "tenure", "duration"]],
  ["activation", "duration", ["tenure", "login", "activation", "duration"]],
  ["activation", "activation", ["activation", "tenure", "login", "duration"]],
])("%s moved before %s", (moved, before, first) => {
  const draft = draftOf();
  moveEntry(draft, `rules/${moved}`, before);
  expect(ids(draft.rules).slice(0, 4)).toEqual(first);
});

test("moved before nothing is moved to the end", () => {
  const draft = draftOf();
  moveEntry(draft, "rules/activation", undefined);
  expect(ids(draft.rules).at(-1)).toBe("activation");
  expect(draft.rules).toHaveLength(preset.rules.length);
});

test("a rule goes alone", () => {
  expect(removalOf(preset, "rules/login")).toEqual({ users: [], blockers: [], changes: [] });
});

test("a rate goes with the items that it prices, and with what is known of it", () => {
  const draft = draftOf();
  expect(removalOf(draft, "rates/goods")).toMatchObject({ users: ["items/headset"], blockers: [] });
  removeAll(draft, ["items/headset", "rates/goods"]);
  expect(ids(draft.rates)).toEqual(["service", "virtual", "credit"]);
  expect(Object.keys(draft.provenance)).not.toContain("rates/goods");
  expect(checkScenario(draft)).toMatchObject({ ok: true });
});

test("a currency goes with its rules, its rates, their items and the tiers that count it", () => {
  const draft = draftOf();
  copyEntry(draft, "currencies/points", text("金币", "Coins"));
  draft.rules[0]!.currency = "points-2";
  draft.rates[3]!.currency = "points-2";
  draft.tiers = {
    currency: "points-2",
    validityMonths: 0,
    demotion: "oneStep",
    steps: [
      { id: "base", name: text("普通", "Base"), threshold: 0 },
      { id: "gold", name: text("金卡", "Gold"), threshold: 100 },
    ],
  };
  const { users, blockers } = removalOf(draft, "currencies/points-2");
  expect(blockers).toEqual([]);
  expect([...users].sort()).toEqual(["items/headset", "rates/goods", "rules/activation", "tiers"]);
  removeAll(draft, [...users, "currencies/points-2"]);
  expect(checkScenario(draft)).toMatchObject({ ok: true });
});

test("what names a removed rule by its path goes with it", () => {
  const changes = [
    { date: "2026-03-01", path: "rules/login/points", value: 8 },
    { date: "2026-03-01", path: "rules/login-more/points", value: 8 },
  ];
  const draft: Scenario = { ...draftOf(), changes };
  removeAll(draft, ["rules/login"]);
  expect(draft.changes?.map(({ path }) => path)).toEqual(["rules/login-more/points"]);
});

test("the dated changes of what goes are told, with what each finds", () => {
  const changes = [
    { date: "2026-05-01", path: "rules/login/points", value: 6 },
    { date: "2026-03-01", path: "rules/login/points", value: 8 },
    { date: "2026-03-01", path: "rules/duration/points", value: 7 },
    { date: "2026-04-01", path: "currencies/points-2/pendingDays", value: 3 },
  ];
  const draft: Scenario = { ...draftOf(), changes };
  copyEntry(draft, "currencies/points", text("金币", "Coins"));
  draft.currencies[1]!.pendingDays = 7;
  const told = (path: string) =>
    removalOf(draft, path).changes.map(({ date, path, from, to }) => [date, path, from, to]);
  expect(told("rules/login")).toEqual([
    ["2026-03-01", "rules/login/points", 5, 8],
    ["2026-05-01", "rules/login/points", 8, 6],
  ]);
  draft.rules.find(({ id }) => id === "duration")!.currency = "points-2";
  expect(told("currencies/points-2").map(([, path]) => path)).toEqual([
    "rules/duration/points",
    "currencies/points-2/pendingDays",
  ]);
});

test("the tiers go with what is for one of them, and a level with its privilege", () => {
  const step = (id: string, threshold: number) => ({ id, name: text(id, id), threshold });
  const steps = [step("base", 0), step("gold", 100)];
  const draft = draftOf();
  draft.tiers = { currency: "points", validityMonths: 0, demotion: "oneStep", steps };
  draft.tiers.entry = [{ product: "securities", tier: "gold" }];
  draft.services[0]!.levels = { currency: "points", steps: [...steps, step("top", 500)] };
  draft.rules[0]!.eligibility = { tiers: ["gold"] };
  draft.privileges = [
    { id: "lounge", name: text("休息室", "Lounge"), held: { kind: "tier", tier: "gold" } },
    {
      id: "events",
      name: text("活动", "Events"),
      held: { kind: "level", service: "securities", step: "top" },
    },
  ];
  expect(checkScenario(draft)).toMatchObject({ ok: true });
  expect(removalOf(draft, "tiers")).toEqual({
    users: ["rules/activation", "privileges/lounge"],
    blockers: [],
    changes: [],
  });
  expect(removalOf(draft, "services/securities/levels/steps/top").users).toEqual(["privileges/events"]);
  removeAll(draft, ["rules/activation", "privileges/lounge", "tiers"]);
  expect(checkScenario(draft)).toMatchObject({ ok: true });
});

test("the last service stays", () => {
  expect(removalOf(preset, "services/securities").blockers).toEqual(["services/securities"]);
});

test("the segment that referred members belong to stays", () => {
  expect(removalOf(preset, "population/segments/newcomers").blockers).toEqual(["population/referredSegment"]);
});
