/** The command as a process of its own: exit codes, streams, threads. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [preset] = presets;

type Ended = { code: number | null; out: string; err: string };

/** Runs the command to its end; with `deaf`, nobody reads what it prints. */
function sandtable(words: readonly string[], deaf = false): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", ...words], { cwd: root });
    const ended: Ended = { code: null, out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      ended.out += piece;
    });
    if (deaf) child.stdout.destroy();
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      ended.err += piece;
    });
    child.on("error", reject).on("close", (code) => resolve({ ...ended, code }));
  });
}

test("a link made in one process opens in another", async () => {
  const linked = await sandtable(["link", preset.id]);
  expect(linked).toMatchObject({ code: 0, err: "" });
  const opened = await sandtable(["open", linked.out.trim()]);
  expect(opened).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(opened.out)).toEqual(preset);
});

test("one worker and two give the same result to the last character, in processes that end", async () => {
  const words = ["run", preset.id, "--members", "1500", "--days", "60", "--replications", "2", "--json"];
  const one = await sandtable([...words, "--workers", "1"]);
  expect(one).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(one.out)).toMatchObject({
    scenario: { id: preset.id },
    seed: preset.run.seed,
    members: 1500,
    days: 60,
    replications: 2,
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(await sandtable([...words, "--workers", "2"])).toEqual(one);
});

test("a wrong word ends the process with code 2 and one line on standard error", async () => {
  expect(await sandtable(["run", preset.id, "--members", "0"])).toEqual({
    code: 2,
    out: "",
    err: "sandtable: run: --members: out of range (1 to 1000000) · --members：超出范围（1 至 1000000）\n",
  });
});

test("a reader that closes the pipe early is no error", async () => {
  expect(await sandtable(["schema"], true)).toMatchObject({ code: 0, err: "" });
});
