import { expect, test } from "vitest";
import { type Address, readAddress, writeAddress } from "../../src/link/address.ts";

test.each<[string, Address]>([
  ["", {}],
  ["#", {}],
  ["#v1.abc", { link: "v1.abc" }],
  ["v1.abc", { link: "v1.abc" }],
  ["#v1.abc&lang=en", { link: "v1.abc", language: "en" }],
  ["#lang=zh-CN&v1.abc", { link: "v1.abc", language: "zh-CN" }],
  ["#lang=en", { language: "en" }],
  ["#lang=fr", {}],
  ["#lang=", {}],
  ["#v1.abc&lang=fr", { link: "v1.abc" }],
  ["#v1.abc&utm=1", { link: "v1.abc" }],
  ["#nonsense", { link: "nonsense" }],
  ["##v1.abc", { link: "#v1.abc" }],
  ["#&&lang=en&lang=zh-CN", { language: "en" }],
  ["#v1.abc&lang=en&view=rules", { link: "v1.abc", language: "en", view: "rules" }],
  ["#view=follow:17:0", { view: "follow:17:0" }],
  ["#view=follow:17.2", { view: "follow:17.2" }],
  ["#v1.abc&view=", { link: "v1.abc" }],
  ["#v1.abc&view=<b>", { link: "v1.abc" }],
  ["#v1.abc&view=follow:1.x", { link: "v1.abc" }],
])("the fragment %j reads as %j", (hash, expected) => {
  expect(readAddress(hash)).toEqual(expected);
});

test.each<[Address, string]>([
  [{}, "#"],
  [{ link: "v1.abc" }, "#v1.abc"],
  [{ language: "en" }, "#lang=en"],
  [{ link: "v1.abc", language: "zh-CN" }, "#v1.abc&lang=zh-CN"],
  [{ link: "v1.abc", view: "follow:17" }, "#v1.abc&view=follow:17"],
])("%j is written as %s, and reads the same again", (address, hash) => {
  expect(writeAddress(address)).toBe(hash);
  expect(readAddress(hash)).toEqual(address);
});
