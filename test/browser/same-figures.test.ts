/** The page computes what Node computes, to the last digit: in one thread or two, in this process or another. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { completed } from "./drawn.ts";
import { fingerprintInNode } from "./node-figures.ts";
import { silentPages } from "./open-page.ts";
import { preset } from "./schemes.ts";

const open = silentPages();
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
