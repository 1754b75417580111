/** No golden record lies idle. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { goldenIds } from "./golden.ts";

/** The text of every test below a folder beside this one. */
function testsIn(folder: string): string[] {
  const directory = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(`${directory}/${name}`, "utf8"));
}

test("every golden record is named by a test", () => {
  const texts = [...testsIn("../oracles"), ...testsIn("../engine")].join("\n");
  expect(goldenIds.length).toBeGreaterThan(10);
  expect(goldenIds.filter((id) => !texts.includes(id))).toEqual([]);
});
