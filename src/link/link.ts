/**
 * A scenario as a short text to share, and back. A link holds what differs from a preset, or the whole scenario; the
 * formats in use stay readable for ever, and whatever is wrong with a link is said, never replaced by a default.
 */
import { checkScenario, structureLimits } from "../domain/check.ts";
import type { Scenario } from "../domain/scenario.ts";
import { baseOf, newestBaseOf } from "./base.ts";
import { applyDifference, type Difference, differenceOf, isRecord, sameJson } from "./difference.ts";
import { describeLinkProblem, type LinkProblem } from "./problem.ts";
import { seal, unseal } from "./seal.ts";
import { upgraded } from "./upgrade.ts";

type Json = unknown;

export type DecodedLink = { ok: true; scenario: Scenario } | { ok: false; problem: LinkProblem };

/** A scenario that no link can carry: one that is invalid, or too long. */
export class LinkError extends Error {
  constructor(readonly problem: LinkProblem) {
    super(describeLinkProblem(problem, "en"));
    this.name = "LinkError";
  }
}

/**
 * The link text of a scenario, `v1.…` in letters, digits, "-" and "_". The result has been read again and gives the
 * same scenario; throws a `LinkError` where that is impossible.
 */
export function encodeLink(scenario: Scenario): string {
  const plain: Json = JSON.parse(JSON.stringify(scenario));
  const links = contentsOf(plain, scenario.id).map((content) => seal(JSON.stringify(content)));
  const link = links.reduce((shortest, next) => (next.length < shortest.length ? next : shortest));
  const reread = decodeLink(link);
  if (!reread.ok) throw new LinkError(reread.problem);
  if (!sameJson(reread.scenario, plain)) throw new Error("the link does not give the same scenario");
  return link;
}

/** The scenario of a link text, checked, or what is wrong with the text. Never throws. */
export function decodeLink(link: string): DecodedLink {
  const opened = unseal(link);
  if (!opened.ok) return opened;
  let content: Json;
  try {
    content = JSON.parse(opened.value);
  } catch {
    return refused({ code: "json" });
  }
  const found = scenarioIn(content);
  if (!found.ok) return found;
  const checked = checkScenario(upgraded(found.scenario));
  return checked.ok ? checked : refused({ code: "scenario", problems: checked.problems });
}

function refused(problem: LinkProblem): { ok: false; problem: LinkProblem } {
  return { ok: false, problem };
}

/** The ways to write a scenario down. */
function contentsOf(scenario: Json, id: string): Json[] {
  const base = newestBaseOf(id);
  if (!base) return [{ scenario }];
  const { changes, removed } = differenceOf(base.scenario, scenario);
  const { preset, revision } = base;
  return [{ preset, revision, changes, ...(removed.length > 0 && { removed }) }, { scenario }];
}

type Found = { ok: true; scenario: Json } | { ok: false; problem: LinkProblem };

/** The scenario that a link's content describes, not checked yet. */
function scenarioIn(content: Json): Found {
  if (!isRecord(content)) return refused({ code: "payload", key: "" });
  const keys = Object.keys(content);
  if (Object.hasOwn(content, "scenario")) {
    const foreign = keys.find((key) => key !== "scenario");
    return foreign === undefined
      ? { ok: true, scenario: content.scenario }
      : refused({ code: "payload", key: foreign });
  }
  const foreign = keys.find((key) => !["preset", "revision", "changes", "removed"].includes(key));
  if (foreign !== undefined) return refused({ code: "payload", key: foreign });
  return changedPreset(content);
}

function changedPreset(content: Record<string, Json>): Found {
  const { preset, revision, changes, removed = [] } = content;
  if (typeof preset !== "string") return refused({ code: "payload", key: "preset" });
  if (typeof revision !== "number") return refused({ code: "payload", key: "revision" });
  if (!isRecord(changes)) return refused({ code: "payload", key: "changes" });
  if (!isPathList(removed)) return refused({ code: "payload", key: "removed" });
  const base = baseOf(preset, revision);
  if (!base) return refused({ code: "unknownPreset", preset, revision });
  return changed(base.scenario, { changes, removed });
}

function isPathList(value: Json): value is string[] {
  return Array.isArray(value) && value.every((path) => typeof path === "string");
}

function changed(base: Json, difference: Difference): Found {
  const limit = structureLimits.nodesMax;
  if (Object.keys(difference.changes).length + difference.removed.length > limit)
    return refused({ code: "tooManyChanges", limit });
  // As text and back: a clone of a preset whose segments share a part would share it, too, and change both.
  const draft: Json = JSON.parse(JSON.stringify(base));
  const nowhere = applyDifference(draft, difference);
  return nowhere === undefined ? { ok: true, scenario: draft } : refused({ code: "path", path: nowhere });
}
