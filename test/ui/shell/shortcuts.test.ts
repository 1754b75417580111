/** Keys that work anywhere: which key does what, and when it does nothing. */
import { expect, test } from "vitest";
import { actionOf } from "../../../src/ui/shell/shortcuts.ts";

const actions = {
  undo: () => {},
  redo: () => {},
  onSheet: () => {},
  onSearch: () => {},
};

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const ctrl = { ...plain, ctrlKey: true };

test.each([
  ["Ctrl Z", { ...ctrl, key: "z" }, "undo"],
  ["Cmd Z", { ...plain, metaKey: true, key: "z" }, "undo"],
  ["Ctrl Shift Z", { ...ctrl, shiftKey: true, key: "Z" }, "redo"],
  ["Ctrl Y", { ...ctrl, key: "y" }, "redo"],
  ["?", { ...plain, shiftKey: true, key: "?" }, "onSheet"],
  ["full-width ?", { ...plain, key: "？" }, "onSheet"],
  ["/", { ...plain, key: "/" }, "onSearch"],
  ["z alone", { ...plain, key: "z" }, undefined],
  ["Ctrl /", { ...ctrl, key: "/" }, undefined],
  ["Ctrl Alt Z", { ...ctrl, altKey: true, key: "z" }, undefined],
] as const)("%s", (_, keys, action) => {
  expect(actionOf(keys, false, actions)).toBe(action && actions[action]);
  expect(actionOf(keys, true, actions)).toBeUndefined();
});
