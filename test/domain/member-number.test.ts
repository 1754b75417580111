/** What members are called, and whom a number leads to. */
import { expect, test } from "vitest";
import { parseMemberNumber, referredBy, referrerOf } from "../../src/domain/member-number.ts";

test.each([
  ["0", [0]],
  ["17", [17]],
  ["17.2", [17, 2]],
  ["17.2.11", [17, 2, 11]],
])("%s is a member's number", (text, lineage) => {
  expect(parseMemberNumber(text)).toEqual(lineage);
});

test.each([
  "",
  "-1",
  "017",
  "1e3",
  "17.",
  ".2",
  "17.0",
  "17..2",
  "１７",
  "1234567890",
  `1${".1".repeat(31)}`,
])("%j is none", (text) => {
  expect(parseMemberNumber(text)).toBeUndefined();
});

test("a referred member is named after its referrer, who can be read off the name", () => {
  expect(referredBy("17.2", 3)).toBe("17.2.3");
  expect(referrerOf("17.2.3")).toBe("17.2");
  expect(referrerOf("17")).toBeUndefined();
});
