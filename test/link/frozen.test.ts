/**
 * Every link ever shipped opens for ever, to the same scenario. Each `test/links/NAME.txt` is a link and `NAME.json`
 * the scenario that it stood for when it was made. Files are added here, never changed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { decodeLink } from "../../src/link/link.ts";
import { upgraded } from "../../src/link/upgrade.ts";

const folder = new URL("../links/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".txt"))
  .map((file) => file.slice(0, -".txt".length));

const read = (file: string) => readFileSync(new URL(file, folder), "utf8");

test("there are frozen links", () => {
  expect(names).toEqual(expect.arrayContaining(["preset", "several-changes", "custom"]));
});

test.each(names)("the frozen link %s opens to what it stood for", (name) => {
  const stoodFor = checkScenario(upgraded(JSON.parse(read(`${name}.json`))));
  expect(stoodFor.ok).toBe(true);
  expect(decodeLink(read(`${name}.txt`).trim())).toEqual(stoodFor);
});
