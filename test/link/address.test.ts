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
])("the fragment %j reads as %j", (hash, expected) => {
  expect(readAddress(hash)).toEqual(expected);
});

test.each<[Address, string]>([
  [{}, "#"],
  [{ link: "v1.abc" }, "#v1.abc"],
  [{ language: "en" }, "#lang=en"],
  [{ link: "v1.abc", language: "zh-CN" }, "#v1.abc&lang=zh-CN"],
])("%j is written as %s, and reads the same again", (address, hash) => {
  expect(writeAddress(address)).toBe(hash);
  expect(readAddress(hash)).toEqual(address);
});
