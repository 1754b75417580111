/** The study of category points is there again on the next visit, as it was left; what cannot be kept is said. */
import { expect, test } from "vitest";
import { type CategoryStudy, readCategoryStudy } from "../../src/domain/category-study.ts";
import { fakeStorage, openSandtable } from "./fakes.ts";

const studyOf = (gain: number): CategoryStudy => ({
  services: ["a", "b"].map((id) => ({ id, gain: { method: "stated", gainPointsPerMember: gain } })),
  experts: [{ id: "1", scores: { a: { b: 4 } } }],
});
const name = { kind: "set", path: "", label: { zh: "测算", en: "Study" } } as const;
const read = (value: unknown) => {
  const known = readCategoryStudy(value);
  return known.ok ? known.value : undefined;
};

/** A visit to the page: the same device, nothing else from before. */
function visit(storage: ReturnType<typeof fakeStorage>) {
  const { actions, state } = openSandtable({ storage });
  actions.recallStudy(read);
  return { actions, state };
}

test("what was edited, undone and redone is what the next visit finds, without a step to undo", () => {
  const storage = fakeStorage();
  const { actions } = visit(storage);
  actions.setStudy(name, studyOf(10));
  actions.setStudy(name, studyOf(20));
  expect(visit(storage).state().study).toEqual(studyOf(20));
  actions.undo();
  expect(visit(storage).state().study).toEqual(studyOf(10));
  expect(visit(storage).state().history.done).toEqual([]);
  actions.redo();
  expect(visit(storage).state().study).toEqual(studyOf(20));
  actions.undo();
  actions.undo();
  expect(visit(storage).state().study).toBeUndefined();
});

test("an edit of what was kept is undone to it, and looking at it again changes nothing", () => {
  const storage = fakeStorage();
  visit(storage).actions.setStudy(name, studyOf(10));
  const { actions, state } = visit(storage);
  actions.setStudy(name, studyOf(30));
  actions.recallStudy(read);
  expect(state().study).toEqual(studyOf(30));
  actions.undo();
  expect(state().study).toEqual(studyOf(10));
});

test.each([
  ["no JSON", "{"],
  ["another shape", '{"services":3}'],
  ["nothing", ""],
])("what is kept and is %s is passed over", (_, kept) => {
  const { state } = visit(fakeStorage({ "sandtable.study": kept }));
  expect(state().study).toBeUndefined();
  expect(state().studyKept).toBe(true);
});

test("a study too large to keep is used and said not to be kept, and an older one does not come back in its place", () => {
  const storage = fakeStorage();
  const { actions, state } = visit(storage);
  actions.setStudy(name, studyOf(10));
  const members = Array.from({ length: 20_000 }, (_, m) => ({ id: String(m), points: { a: 1, b: 2 } }));
  actions.setStudy(name, { ...studyOf(10), members });
  expect(state().study?.members).toHaveLength(20_000);
  expect(state().studyKept).toBe(false);
  expect(visit(storage).state().study).toBeUndefined();
  actions.undo();
  expect(state().studyKept).toBe(true);
});

test("where the browser keeps nothing, the page works and says so", () => {
  const refuse = () => {
    throw new Error("denied");
  };
  const { actions, state } = openSandtable({ storage: { getItem: refuse, setItem: refuse } });
  actions.recallStudy(read);
  actions.setStudy(name, studyOf(10));
  expect(state().study).toEqual(studyOf(10));
  expect(state().studyKept).toBe(false);
});
