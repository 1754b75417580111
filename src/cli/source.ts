/** SCENARIO of the headless command: a preset's id, a file, or a share link, each through the one check. */
import { open } from "node:fs/promises";
import { checkScenario } from "../domain/check.ts";
import { presetOf } from "../domain/presets.ts";
import type { Scenario } from "../domain/scenario.ts";
import { text } from "../domain/text.ts";
import { readAddress } from "../link/address.ts";
import { decodeLink } from "../link/link.ts";
import { describeLinkProblem } from "../link/problem.ts";
import { upgraded } from "../link/upgrade.ts";
import { bothLanguages, InputError } from "./input-error.ts";
import { scenarioRefused } from "./refusal.ts";

const fileBytesMax = 4 * 1024 * 1024;

/** The checked scenario that an argument means; throws an InputError that says what is wrong with it. */
export async function scenarioFrom(argument: string): Promise<Scenario> {
  const preset = presetOf(argument);
  if (preset) return preset;
  const bytes = await bytesOf(argument);
  if (bytes) return scenarioOfFile(argument, bytes);
  if (isLinkLike(argument)) return scenarioOfLink(argument);
  throw new InputError(shortened(argument), "no such preset, file or link");
}

/** The checked scenario of a bare link, a fragment or a whole address; throws an InputError. */
export function scenarioOfLink(argument: string): Scenario {
  const where = shortened(argument);
  if (!isLinkLike(argument)) throw new InputError(where, "not a share link");
  const hash = argument.indexOf("#");
  const link = hash < 0 ? undefined : readAddress(argument.slice(hash)).link;
  if (link === undefined && !isBareLink(argument))
    throw new InputError(where, "no share link in this address");
  const decoded = decodeLink(link ?? argument);
  if (decoded.ok) return decoded.scenario;
  const { problem } = decoded;
  if (problem.code === "scenario") throw scenarioRefused(where, problem.problems);
  throw new InputError(where, describeLinkProblem(problem, "en"));
}

function isBareLink(argument: string): boolean {
  return /^v\d+\./.test(argument);
}

function isLinkLike(argument: string): boolean {
  return isBareLink(argument) || argument.includes("://") || /^#|#v\d+\./.test(argument);
}

/** Links are long; the beginning is enough to recognise one in a message. A path is named in full while it can be. */
function shortened(argument: string): string {
  const lengthMax = isLinkLike(argument) ? 60 : 300;
  return argument.length > lengthMax ? `${argument.slice(0, lengthMax)}…` : argument;
}

/** The bytes of a file, or undefined where there is none of that name. */
async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readAtMost(path, fileBytesMax);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const nothingThere = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code);
    if (nothingThere) return undefined;
    throw new InputError(shortened(path), `cannot be read (${code})`);
  }
}

/** Reads to the end, whatever size the system states: pipes and devices state none. */
async function readAtMost(path: string, bytesMax: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(65_536), 0, 65_536);
      if (bytesRead === 0) return Buffer.concat(parts);
      parts.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
      if (length > bytesMax)
        throw new InputError(shortened(path), `the file is too large (at most ${bytesMax} bytes)`);
    }
  } finally {
    await file.close();
  }
}

function scenarioOfFile(path: string, bytes: Uint8Array): Scenario {
  const where = shortened(path);
  const checked = checkScenario(upgraded(jsonOf(where, bytes)));
  if (checked.ok) return checked.scenario;
  throw scenarioRefused(where, checked.problems);
}

function jsonOf(where: string, bytes: Uint8Array): unknown {
  let content: string;
  try {
    content = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(where, bothLanguages(text("不是 UTF-8 文本", "not UTF-8 text")));
  }
  try {
    return JSON.parse(content);
  } catch (error) {
    const message = error instanceof Error ? error.message : "unreadable";
    throw new InputError(where, bothLanguages(text(`不是 JSON：${message}`, `not JSON: ${message}`)));
  }
}
