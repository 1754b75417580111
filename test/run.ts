/**
 * All tests, as `npm test`: the unit tests, the slow ones, then the build, then the built page in a browser. Ends with
 * one line, "N passed, N failed", over everything; exits 1 where anything failed.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

type Count = { passed: number; failed: number };

const root = fileURLToPath(new URL("..", import.meta.url));

function main(): void {
  const counts = [runProject("unit"), runProject("slow")];
  say("Building the page");
  // Without a page there is nothing to drive: that counts as one failure.
  counts.push(
    runNode("vite/package.json", "bin/vite.js", ["build", "--logLevel", "warn"])
      ? runProject("browser")
      : lost,
  );
  const sum = counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
}

const lost: Count = { passed: 0, failed: 1 };

/** Runs one test project and reads its counts from the report it writes; a run that breaks off counts as a failure. */
function runProject(project: "unit" | "slow" | "browser"): Count {
  say(`Running the ${project} tests`);
  const folder = mkdtempSync(join(tmpdir(), "sandtable-test-"));
  const report = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const ok = runNode("vitest/package.json", "vitest.mjs", ["run", "--project", project, ...reporters]);
    const count = countIn(report);
    return ok || count.failed > 0 ? count : { ...count, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A test that was left out did not pass; neither did the tests of a file that failed to load. */
function countIn(report: string): Count {
  try {
    const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    const unloaded = testResults.filter(
      ({ status, assertionResults }: { status: string; assertionResults: unknown[] }) =>
        status === "failed" && assertionResults.length === 0,
    ).length;
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests + unloaded };
  } catch {
    return lost;
  }
}

/** Runs a script of an installed package in this very Node; true where it succeeds. */
function runNode(packageFile: string, script: string, parameters: string[]): boolean {
  const path = join(dirname(createRequire(import.meta.url).resolve(packageFile)), script);
  const { status } = spawnSync(process.execPath, [path, ...parameters], { cwd: root, stdio: "inherit" });
  return status === 0;
}

function say(words: string): void {
  console.log(`\n— ${words}`);
}

main();
