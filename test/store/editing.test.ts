/** Edits: checked, undone by name, a gesture one step, changes listed against the baseline. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addEntry, moveEntry, removeAll } from "../../src/domain/arrange.ts";
import { valueAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import { scratch } from "../../src/domain/scratch.ts";
import { differencesOf, isWithin, movedIn } from "../../src/store/changes.ts";
import { openSandtable } from "./fakes.ts";

const login = "rules/login/points";

function opened() {
  const { store, actions, state } = openSandtable();
  return { store, actions, state, at: (path: string) => valueAt(state().scenario, path) };
}

test("an edit writes the value and leaves the preset alone", () => {
  const { actions, at } = opened();
  expect(actions.setValue(login, 8)).toBeUndefined();
  expect(at(login)).toBe(8);
  expect(valueAt(presets[0], login)).toBe(5);
});

test("undo and redo go through every change by name", () => {
  const { actions, at, state } = opened();
  actions.setValue(login, 8);
  actions.setValue("rules/comment/enabled", true);
  actions.undo();
  expect(at("rules/comment/enabled")).toBe(false);
  expect(state().history.undone.at(-1)?.name).toEqual({ kind: "set", path: "rules/comment/enabled" });
  expect(state().notice).toMatchObject({ kind: "undone", name: { path: "rules/comment/enabled" } });
  actions.undo();
  expect(at(login)).toBe(5);
  expect(state().history.done).toHaveLength(0);
  actions.undo();
  expect(at(login)).toBe(5);
  actions.redo();
  actions.redo();
  expect(at("rules/comment/enabled")).toBe(true);
  expect(state().history.undone).toHaveLength(0);
});

test("a new edit after undo forgets what was undone", () => {
  const { actions, state } = opened();
  actions.setValue(login, 8);
  actions.undo();
  actions.setValue(login, 9);
  expect(state().history.undone).toHaveLength(0);
  expect(state().history.done).toHaveLength(1);
});

test("a gesture of many edits is one step", () => {
  const { actions, at, state } = opened();
  actions.beginGesture();
  for (const points of [6, 7, 8, 9]) actions.setValue(login, points);
  actions.endGesture();
  actions.setValue(login, 20);
  expect(state().history.done).toHaveLength(2);
  actions.undo();
  expect(at(login)).toBe(9);
  actions.undo();
  expect(at(login)).toBe(5);
});

test("a gesture that ends where it began is no step", () => {
  const { actions, state } = opened();
  actions.beginGesture();
  for (const points of [6, 7, 5]) actions.setValue(login, points);
  actions.endGesture();
  expect(state().history.done).toHaveLength(0);
  expect(state().scenario).toBe(presets[0]);
});

test("a reverted gesture leaves no trace", () => {
  const { actions, at, state } = opened();
  actions.setValue(login, 8);
  actions.beginGesture();
  actions.setValue(login, 30);
  actions.revertGesture();
  expect(at(login)).toBe(8);
  expect(state().history.done).toHaveLength(1);
  actions.setValue(login, 9);
  expect(state().history.done).toHaveLength(2);
});

test("undo in the middle of a gesture ends it", () => {
  const { actions, at, state } = opened();
  actions.beginGesture();
  actions.setValue(login, 30);
  actions.undo();
  expect(at(login)).toBe(5);
  actions.setValue(login, 6);
  actions.setValue(login, 7);
  expect(state().history.done).toHaveLength(2);
});

test.each([
  [login, 10_001, "range"],
  [login, -1, "range"],
  [login, 2.5, "type"],
  [login, Number.NaN, "notANumber"],
  ["items/headset/cashCents", 6000, "cashCoversAll"],
  ["population/referredSegment", "nobody", "unknownReference"],
  ["run/start", "2026-02-30", "noSuchDay"],
])("%s = %s is refused (%s) and changes nothing", (path, value, code) => {
  const { actions, state } = opened();
  const before = state().scenario;
  expect(actions.setValue(path, value)?.[0]?.code).toBe(code);
  expect(state().scenario).toBe(before);
  expect(state().history.done).toHaveLength(0);
  expect(state().rejection?.path).toBe(path);
});

test("the next accepted edit clears a refusal, as does dismissing it", () => {
  const { actions, state } = opened();
  actions.setValue(login, -1);
  actions.setValue(login, 6);
  expect(state().rejection).toBeUndefined();
  actions.setValue(login, -1);
  actions.dismissRejection();
  expect(state().rejection).toBeUndefined();
});

test("reset brings back one value, a group, or everything, each undoable", () => {
  const { actions, at, state } = opened();
  actions.setValue(login, 8);
  actions.setValue("rules/tenure/points", 10);
  actions.setValue("rates/credit/points", 400);
  actions.setValue("currencies/points/validity", { kind: "yearEnd", years: 2 });
  actions.resetPath(login);
  expect(at(login)).toBe(5);
  actions.resetGroup(["rates", "items"]);
  expect(at("rates/credit/points")).toBe(300);
  expect(state().notice).toMatchObject({ kind: "changed", undo: true });
  actions.resetAll();
  expect(differencesOf(state().baseline, state().scenario)).toEqual([]);
  expect(at("currencies/points/validity")).toEqual({ kind: "monthEnd", months: 12 });
  actions.undo();
  expect(at("rules/tenure/points")).toBe(10);
  expect(at("currencies/points/validity")).toEqual({ kind: "yearEnd", years: 2 });
});

test("resetting what has not changed is no step", () => {
  const { actions, state } = opened();
  actions.resetAll();
  actions.resetPath(login);
  expect(state().history.done).toHaveLength(0);
  expect(state().notice).toBeUndefined();
});

test("a new baseline starts the count of changes again, and can be undone", () => {
  const { actions, state } = opened();
  actions.setValue(login, 8);
  actions.takeAsBaseline();
  expect(differencesOf(state().baseline, state().scenario)).toEqual([]);
  actions.undo();
  expect(differencesOf(state().baseline, state().scenario)).toEqual([{ path: login, from: 5, to: 8 }]);
});

test("the history keeps the last five hundred steps", () => {
  const { actions, state } = opened();
  for (let step = 0; step < 520; step++) actions.setValue(login, step % 2 === 0 ? 6 : 7);
  expect(state().history.done).toHaveLength(500);
});

test("differences name paths and both values; a choice of kind is one difference", () => {
  const { actions, state } = opened();
  actions.setValue("currencies/points/validity", { kind: "days", days: 90 });
  actions.setValue("rules/duration/caps/pointsPerDay", undefined);
  actions.setValue("rules/login/enabled", false);
  actions.setValue("population/segments/newcomers/weight", 30);
  expect(differencesOf(state().baseline, state().scenario)).toEqual([
    {
      path: "currencies/points/validity",
      from: { kind: "monthEnd", months: 12 },
      to: { kind: "days", days: 90 },
    },
    { path: "rules/login/enabled", from: true, to: false },
    { path: "rules/duration/caps/pointsPerDay", from: 20, to: undefined },
    { path: "population/segments/newcomers/weight", from: 20, to: 30 },
  ]);
  actions.resetAll();
  expect(state().scenario).toEqual(presets[0]);
});

test.each([
  ["rules/login/points", "rules", true],
  ["rules/login/points", "rules/login/points", true],
  ["rules/login/points", "", true],
  ["rules/login/points", "rules/log", false],
  ["run", "rules", false],
])("%s within %s: %s", (path, prefix, within) => {
  expect(isWithin(path, prefix)).toBe(within);
});

test("an added rule is one change, undone by name, and goes again when it is reset", () => {
  const { actions, state } = opened();
  const label = { zh: "登录", en: "Login" };
  const rule = { ...presets[0].rules[2]!, id: "extra" };
  actions.edit({ kind: "add", label }, "rules", (draft) => void addEntry(draft, "rules", rule));
  expect(differencesOf(state().baseline, state().scenario).map(({ path }) => path)).toEqual(["rules/extra"]);
  expect(state().history.done.at(-1)?.name).toEqual({ kind: "add", label });
  actions.resetPath("rules/extra");
  expect(state().scenario).toEqual(state().baseline);
});

test("a removed rule is one change, offered to be undone, and comes back to its place when it is reset", () => {
  const { actions, state } = opened();
  const label = { zh: "使用频次", en: "Frequency" };
  const removed = ["rules/login", "rules/tenure"];
  actions.edit({ kind: "remove", label }, "rules/login", (draft) => removeAll(draft, removed));
  expect(state().notice).toMatchObject({ kind: "changed", name: { kind: "remove", label }, undo: true });
  expect(differencesOf(state().baseline, state().scenario).map(({ path }) => path)).toEqual(
    removed.toReversed(),
  );
  actions.resetPath("rules/login");
  actions.resetPath("rules/tenure");
  expect(state().scenario).toEqual(state().baseline);
});

test.each([
  ["abc", "abc", ""],
  ["abc", "bca", "a"],
  ["abcd", "adbc", "d"],
  ["abcd", "axcb", "b"],
  ["abcd", "dcba", "bcd"],
  ["abc", "xyz", ""],
  ["abcdef", "fabced", "df"],
])("from %s to %s the fewest that have moved are counted", (before, after, moved) => {
  const found = movedIn([...before], [...after]);
  expect(found).toHaveLength(moved.length);
  const rest = (all: string) =>
    [...all].filter((id) => before.includes(id) && after.includes(id) && !found.includes(id));
  expect(rest(after)).toEqual(rest(before));
});

test("the study of category points is undone like the scheme, and asks for no run", () => {
  const { actions, state } = opened();
  const study = { services: [], experts: [] };
  const label = { zh: "业务甲", en: "Service A" };
  const { asked } = state().run;
  actions.setStudy({ kind: "set", path: "", label }, study);
  actions.setStudy({ kind: "remove", label }, { ...study, members: [] });
  expect(state().notice).toMatchObject({ kind: "changed", name: { kind: "remove", label }, undo: true });
  actions.undo();
  expect(state().study).toEqual(study);
  actions.undo();
  expect(state().study).toBeUndefined();
  actions.redo();
  expect(state().study).toEqual(study);
  expect(state().run.asked).toBe(asked);
  actions.setValue(login, 8);
  expect(state().study).toEqual(study);
});

test("a moved rule and a new name are a change each, and each goes back alone", () => {
  const { actions, at, state } = opened();
  const order = () => state().scenario.rules.map(({ id }) => id);
  const before = order();
  const { name } = presets[0].rules[2]!;
  actions.edit({ kind: "move", label: name }, "rules", (draft) =>
    moveEntry(draft, "rules/login", "activation"),
  );
  actions.setValue("rules/login/name", { zh: "每日登录", en: "Daily login" });
  actions.setValue(login, 8);
  expect(differencesOf(state().baseline, state().scenario)).toEqual([
    { path: "rules/login/name", from: name, to: { zh: "每日登录", en: "Daily login" } },
    { path: login, from: 5, to: 8 },
    { path: "rules/login/@position", from: 3, to: 1 },
  ]);
  actions.resetPath("rules/login/@position");
  expect(order()).toEqual(before);
  expect(at(login)).toBe(8);
  actions.undo();
  expect(order()[0]).toBe("login");
  actions.resetPath("rules/login/name");
  expect(at("rules/login/name")).toEqual(name);
  expect(order()[0]).toBe("login");
  actions.resetGroup(["rules"]);
  expect(state().scenario).toEqual(state().baseline);
});

test("a name written as it was is no change", () => {
  const { actions, state } = opened();
  actions.setValue("currencies/points/name", { zh: "金币", en: "Coins" });
  expect(differencesOf(state().baseline, state().scenario)).toHaveLength(1);
  actions.setValue("currencies/points/name", { zh: "积分", en: "Points" });
  expect(differencesOf(state().baseline, state().scenario)).toEqual([]);
});

const ruleEdits = fc.array(
  fc.record({
    kind: fc.constantFrom("move", "remove", "add", "rename", "value"),
    one: fc.nat(8),
    other: fc.nat(9),
  }),
  { maxLength: 12 },
);

test("whatever was moved, renamed, added and removed: its changes put back one by one lead to the baseline", () => {
  fc.assert(
    fc.property(ruleEdits, fc.nat(), (edits, pick) => {
      const { actions, state } = opened();
      for (const { kind, one, other } of edits) {
        const { rules } = state().scenario;
        const rule = rules[one % Math.max(1, rules.length)];
        if (!rule) continue;
        const path = `rules/${rule.id}`;
        if (kind === "rename") actions.setValue(`${path}/name`, { zh: `${other}`, en: `${other}` });
        else if (kind === "value") actions.setValue(`${path}/points`, other + 1);
        else
          actions.edit({ kind: "move", label: rule.name }, "rules", (draft) => {
            if (kind === "move") moveEntry(draft, path, draft.rules[other]?.id);
            else if (kind === "add") addEntry(draft, "rules", { ...rule, id: "extra" }, rule.id);
            else removeAll(draft, [path]);
          });
      }
      const differences = () => differencesOf(state().baseline, state().scenario);
      for (let left = differences(); left.length > 0; left = differences()) {
        actions.resetPath(left[pick % left.length]!.path);
        expect(differences().length).toBeLessThan(left.length);
      }
      expect(state().scenario).toEqual(state().baseline);
    }),
    { numRuns: 60 },
  );
});

test("resetting everything brings back the order too", () => {
  const { actions, state } = opened();
  const label = { zh: "", en: "" };
  actions.edit({ kind: "move", label }, "rules", (draft) => moveEntry(draft, "rules/login", undefined));
  actions.setValue(login, 8);
  actions.resetAll();
  expect(state().scenario).toEqual(presets[0]);
});

test("an edit that leaves something unnamed is refused, with the place and the reason", () => {
  const { actions, state } = opened();
  const label = { zh: "", en: "" };
  const problems = actions.edit({ kind: "remove", label }, "currencies/points", (draft) =>
    removeAll(draft, ["currencies/points"]),
  );
  expect(problems?.length).toBeGreaterThan(0);
  expect(state().rejection?.path).toBe("currencies/points");
  expect(state().scenario).toBe(presets[0]);
});

test("another scenario can be opened, and the one before is one undo away", () => {
  const { actions, state } = opened();
  actions.setValue(login, 8);
  actions.open(scratch);
  expect(state().scenario).toEqual(scratch);
  expect(differencesOf(state().baseline, state().scenario)).toEqual([]);
  actions.undo();
  expect(valueAt(state().scenario, login)).toBe(8);
});
