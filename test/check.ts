/** `npm run check`: types, lint, dead code and the unit tests side by side, each told as it ends; fails if one does. */
import { spawn } from "node:child_process";

const parts = ["unit", "types", "lint", "dead"];

function run(part: string): Promise<boolean> {
  const child = spawn("npm", ["run", "-s", part]);
  const told: Buffer[] = [];
  child.stdout.on("data", (text) => told.push(text));
  child.stderr.on("data", (text) => told.push(text));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      process.stdout.write(`— ${part}: ${code === 0 ? "passed" : "failed"}\n${Buffer.concat(told)}`);
      resolve(code === 0);
    });
  });
}

const passed = await Promise.all(parts.map(run));
process.exitCode = passed.every(Boolean) ? 0 : 1;
