import fc from "fast-check";
import { expect, test } from "vitest";
import { applyDifference, differenceOf, sameJson } from "../../src/link/difference.ts";

test.each<[string, unknown, unknown, Record<string, unknown>, string[]]>([
  ["nothing", { a: 1 }, { a: 1 }, {}, []],
  ["the order of keys", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, {}, []],
  ["a value", { a: { b: 1 } }, { a: { b: 2 } }, { "a/b": 2 }, []],
  ["a key added", { a: {} }, { a: { b: 2 } }, { "a/b": 2 }, []],
  ["a key removed", { a: { b: 2 } }, { a: {} }, {}, ["a/b"]],
  ["a kind of value", { a: 1 }, { a: [1] }, { a: [1] }, []],
  ["null for a record", { a: {} }, { a: null }, { a: null }, []],
  [
    "an entry with an id",
    {
      l: [
        { id: "x", n: 1 },
        { id: "y", n: 1 },
      ],
    },
    {
      l: [
        { id: "x", n: 1 },
        { id: "y", n: 2 },
      ],
    },
    { "l/y/n": 2 },
    [],
  ],
  ["an entry that goes", { l: [{ id: "x" }, { id: "y" }] }, { l: [{ id: "y" }] }, { l: [{ id: "y" }] }, []],
  [
    "entries that turn",
    { l: [{ id: "x" }, { id: "y" }] },
    { l: [{ id: "y" }, { id: "x" }] },
    { l: [{ id: "y" }, { id: "x" }] },
    [],
  ],
  ["entries without an id", { l: [1, 2] }, { l: [1, 3] }, { l: [1, 3] }, []],
  [
    "an id used twice",
    {
      l: [
        { id: "x", n: 1 },
        { id: "x", n: 2 },
      ],
    },
    {
      l: [
        { id: "x", n: 1 },
        { id: "x", n: 3 },
      ],
    },
    {
      l: [
        { id: "x", n: 1 },
        { id: "x", n: 3 },
      ],
    },
    [],
  ],
  ["a record keyed by paths", { p: { "a/b": 1 } }, { p: { "a/b": 2 } }, { p: { "a/b": 2 } }, []],
  ["a record with an empty key", { p: { "": 1 } }, { p: { "": 2 } }, { p: { "": 2 } }, []],
])("%s", (_, base, value, changes, removed) => {
  expect(differenceOf(base, value)).toEqual({ changes, removed });
});

test("a difference turns the base into the value, whatever they are", () => {
  const key = fc.constantFrom("a", "b", "c", "a/b", "", "id");
  const { record } = fc.letrec((tie) => ({
    record: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(null, true, 0, 1, "", "x"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.array(fc.record({ id: fc.constantFrom("x", "y", "z"), n: tie("value") }), { maxLength: 3 }),
      tie("record"),
    ),
  }));
  fc.assert(
    fc.property(record, record, (base, value) => {
      const difference = differenceOf({ top: base }, { top: value });
      const draft = structuredClone({ top: base });
      expect(applyDifference(draft, difference)).toBeUndefined();
      expect(sameJson(draft, { top: value })).toBe(true);
      expect(Object.keys(difference.changes).length + difference.removed.length === 0).toBe(
        sameJson(base, value),
      );
    }),
    { numRuns: 2000, seed: 1 },
  );
});
