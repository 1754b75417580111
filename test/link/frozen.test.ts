/**
 * Every link ever shipped opens for ever, to the same scenario. Each `test/links/NAME.txt` is a link and `NAME.json`
 * the scenario that it stood for when it was made. Files are added here, never changed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkScenario } from "../../src/domain/check.ts";
import { presets } from "../../src/domain/presets.ts";
import { baseOf, newestBaseOf } from "../../src/link/base.ts";
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

const bases = readdirSync(new URL("bases/", import.meta.url)).map((file) => file.slice(0, -".json".length));

test.each(bases)(
  "the base %s is as it was frozen, to the last letter and in the order of its keys",
  (name) => {
    const [, preset = "", revision = ""] = /^(.*)-(\d+)$/.exec(name) ?? [];
    const frozen: unknown = JSON.parse(readFileSync(new URL(`bases/${name}.json`, import.meta.url), "utf8"));
    expect(JSON.stringify(baseOf(preset, Number(revision))?.scenario)).toBe(JSON.stringify(frozen));
  },
);

test.each(presets.map(({ id }) => id))("the newest base of the preset %s is frozen", (id) => {
  expect(bases).toContain(`${id}-${newestBaseOf(id)?.revision}`);
});
