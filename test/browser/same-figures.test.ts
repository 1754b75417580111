/** The page computes what Node computes, to the last digit: in one thread or two, in this process or another. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { goldenScenarios } from "../engine/golden-scenarios.ts";
import golden from "../golden/fingerprints.json" with { type: "json" };
import { completed } from "./drawn.ts";
import { fingerprintInNode } from "./node-figures.ts";
import { putIntoAddress, silentPages } from "./open-page.ts";
import { fragmentOf, preset } from "./schemes.ts";

const open = silentPages();
const fingerprints: Record<string, string> = golden.fingerprints;
const root = fileURLToPath(new URL("../../", import.meta.url));

/** What the headless command, a process of its own, says of the preset. */
async function fingerprintInProcess(workers: number): Promise<string> {
  const words = ["run", preset.id, "--workers", String(workers), "--json"];
  const command = [process.execPath, "--import", "tsx", "src/cli/main.ts", ...words] as const;
  const { stdout } = await promisify(execFile)(command[0], command.slice(1), { cwd: root });
  return JSON.parse(stdout).fingerprint;
}

test("the fingerprint of the opening scheme is the same in the page, in Node, and in processes of one and two workers", async () => {
  const page = await open();
  const { members, replications, fingerprint } = await completed(page);
  expect({ members, replications }).toEqual({
    members: preset.run.members,
    replications: preset.run.replications,
  });
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(await fingerprintInNode(preset)).toBe(fingerprint);
  expect(await fingerprintInProcess(1)).toBe(fingerprint);
  expect(await fingerprintInProcess(2)).toBe(fingerprint);
});

test("the page meets the pinned fingerprint of every golden scenario, each opened as a link", async () => {
  const page = await open();
  for (const [name, scenario] of Object.entries(goldenScenarios)) {
    await putIntoAddress(page, fragmentOf(scenario));
    const { fingerprint } = await completed(page);
    expect({ name, fingerprint }).toEqual({ name, fingerprint: fingerprints[name] });
    await page.waitForURL(/&lang=en$/);
  }
});
