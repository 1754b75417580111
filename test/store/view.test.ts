/** The view in the address, and back. */
import { expect, test } from "vitest";
import { readView, type View, writeView } from "../../src/store/view.ts";
import { openSandtable } from "./fakes.ts";

test.each<[string | undefined, View]>([
  [undefined, { name: "overview" }],
  ["rules", { name: "rules" }],
  ["rules:matrix", { name: "rules", step: "matrix" }],
  ["verify", { name: "verify" }],
  ["follow", { name: "follow" }],
  ["follow:17", { name: "follow", member: "17" }],
  ["follow:17.2:1", { name: "follow", member: "17.2", replication: 1 }],
  ["follow:17:2", { name: "follow", member: "17", replication: 2 }],
])("%j opens %j, and is written so again", (text, view) => {
  expect(readView(text)).toEqual(view);
  expect(writeView(view)).toBe(text);
});

test("a step that nobody knows is left out", () => {
  expect(readView("rules:atlas")).toEqual({ name: "rules" });
});

test.each([
  ["follow:17:matrix", { name: "follow", member: "17" }],
  ["follow:17:1.2", { name: "follow", member: "17" }],
  ["follow:matrix", { name: "follow", member: "matrix" }],
  ["rules:constructor", { name: "rules" }],
  ["rules:matrix:values", { name: "rules", step: "matrix" }],
  ["verify:17", { name: "verify" }],
  ["overview", { name: "overview" }],
])("what is no part of a view is left out: %s", (text, view) => {
  expect(readView(text)).toEqual(view);
});

test("a view that nobody knows is the overview", () => {
  expect(readView("atlas")).toEqual({ name: "overview" });
});

test("an address opens its view, and the address follows the view", () => {
  const { state, actions, address, pass } = openSandtable({ fragment: "#view=rules" });
  expect(state().view).toEqual({ name: "rules" });
  actions.show({ name: "follow", member: "3" });
  expect(state().view).toEqual({ name: "follow", member: "3" });
  pass(1000);
  expect(address.written.at(-1)).toMatch(/&view=follow:3$/);
});

test("an address opens a step of the rules, as the page has written it", () => {
  const { actions, address, pass } = openSandtable();
  actions.show({ name: "rules", step: "matrix" });
  pass(1000);
  const { state } = openSandtable({ fragment: address.written.at(-1) ?? "" });
  expect(state().view).toEqual({ name: "rules", step: "matrix" });
});

test("showing another view changes nothing that undo covers", () => {
  const { state, actions } = openSandtable();
  actions.show({ name: "verify" });
  expect(state().history.done).toEqual([]);
});
