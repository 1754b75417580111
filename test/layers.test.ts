/** Who may import whom: an allow-list that fails closed. And what may never stand in the domain and the engine. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hostDependences, type Import, importsOf, isBarrel, readSource } from "./layers/source.ts";

type Layer = { layers: readonly string[]; packages: readonly string[] };

const react = ["react", "react/jsx-runtime"];
const marks = ["recharts", "d3-array"];

/** A folder of src, or a file that stands in src itself. A layer may import itself and what is listed here, nothing else. */
const allowed: Record<string, Layer> = {
  domain: { layers: [], packages: ["zod/mini"] },
  engine: { layers: ["domain"], packages: ["seedrandom"] },
  records: { layers: ["domain", "engine"], packages: [] },
  link: { layers: ["domain"], packages: ["fflate"] },
  worker: { layers: ["domain", "engine", "records", "i18n"], packages: ["comlink"] },
  store: { layers: ["domain", "link"], packages: ["immer", "zustand/vanilla"] },
  i18n: { layers: ["domain"], packages: [] },
  "ui/kit": { layers: ["domain", "i18n"], packages: react },
  "ui/charts": { layers: ["domain", "i18n", "ui/kit"], packages: [...react, ...marks] },
  ui: { layers: ["domain", "i18n", "store", "ui/kit", "ui/charts"], packages: [...react, "zustand"] },
  cli: { layers: ["domain", "engine", "records", "link", "worker", "i18n"], packages: ["node:*"] },
  "main.tsx": {
    layers: ["domain", "engine", "link", "worker", "store", "i18n", "ui", "ui/kit", "ui/charts"],
    packages: [...react, "react-dom/client"],
  },
};

/** In `alsoAllowed`: an import whose target is computed. */
const computed = "(computed)";

/** Single files that may use more than their layer: Node's side of the thread boundary, the schema as a document. */
const alsoAllowed: Record<string, readonly string[]> = {
  "cli/schema.ts": ["zod/mini"],
  "worker/node-endpoint.ts": ["node:worker_threads"],
  "worker/node-start.mjs": ["node:worker_threads", "tsx/esm/api", computed],
  "worker/node-thread.ts": ["node:worker_threads"],
  "worker/node.worker.ts": ["node:worker_threads"],
};

const forbiddenNames = new Set(["utils", "util", "types", "hooks", "constants", "helpers", "index"]);
const codeEndings = new Set([".ts", ".tsx", ".mjs", ".css"]);
const otherEndings = new Set([".json", ".md", ".txt"]);

/** A file of src by its path below src, with what it imports. */
type Source = { path: string; imports: Import[] };

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.replaceAll("\\", "/"), entry.name).slice(directory.length))
    .sort();
}

const directory = fileURLToPath(new URL("../src/", import.meta.url)).replaceAll("\\", "/");
const files = filesOf(directory);
const sources: Source[] = files
  .filter((path) => codeEndings.has(posix.extname(path)))
  .map((path) => ({ path, imports: importsOf(path, readSource(directory + path)) }));

/** The layer that a path below src belongs to: the longest listed folder that holds it. */
function layerOf(path: string): string | undefined {
  return Object.keys(allowed)
    .filter((layer) => path === layer || path.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** What a relative import of `from` leads to, below src and without its query. */
function targetOf(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ""));
}

/** Why `from` may not import `specifier`, or undefined where it may. */
function objection(
  from: string,
  { specifier }: Import,
  exists: (path: string) => boolean,
): string | undefined {
  const layer = layerOf(from);
  const rule = layer === undefined ? undefined : allowed[layer];
  if (layer === undefined || !rule) return "stands in no known layer";
  const packages = [...rule.packages, ...(alsoAllowed[from] ?? [])];
  if (specifier === undefined)
    return packages.includes(computed) ? undefined : "imports what the text does not say";
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) {
    const fits = (name: string) =>
      name.endsWith("*") ? specifier.startsWith(name.slice(0, -1)) : name === specifier;
    return packages.some(fits) ? undefined : `package ${specifier}`;
  }
  const target = targetOf(from, specifier);
  if (target.startsWith("..")) return `${specifier} is outside src`;
  const targetLayer = layerOf(target);
  if (targetLayer === undefined) return `${specifier} stands in no known layer`;
  if (targetLayer !== layer && !rule.layers.includes(targetLayer)) return `layer ${targetLayer}`;
  return exists(target) ? undefined : `${specifier} does not exist under this very name`;
}

function objections(from: string, imports: Import[], exists: (path: string) => boolean): string[] {
  return imports.flatMap((imported) => {
    const words = objection(from, imported, exists);
    return words ? [`${from}:${imported.line} ${words}`] : [];
  });
}

/** A cycle of imports among the sources, as the paths that it leads through, or undefined. */
function cycleIn(all: readonly Source[]): string[] | undefined {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const { specifier } of byPath.get(path)?.imports ?? []) {
      const cycle = specifier?.startsWith(".")
        ? visit(targetOf(path, specifier), [...trail, path])
        : undefined;
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of all) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Every path that can be reached from `entry` by imports. */
function reachableFrom(entry: string): Source[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const visit = (path: string) => {
    const source = byPath.get(path);
    if (!source || reached.has(path)) return;
    reached.add(path);
    for (const { specifier } of source.imports)
      if (specifier?.startsWith(".")) visit(targetOf(path, specifier));
  };
  visit(entry);
  return sources.filter(({ path }) => reached.has(path));
}

test("every file of src stands in a known layer and is of a known kind", () => {
  const strangers = files.filter((path) => {
    const ending = posix.extname(path);
    const belongs = layerOf(path) !== undefined || path === "README.md";
    const isKnown = codeEndings.has(ending) || otherEndings.has(ending) || path.endsWith("/tsconfig.json");
    return !belongs || !isKnown;
  });
  expect(strangers).toEqual([]);
});

test("every import is on the allow-list", () => {
  expect(sources.length).toBeGreaterThan(20);
  const exists = (path: string) => existsSync(directory + path) && statSync(directory + path).isFile();
  expect(sources.flatMap(({ path, imports }) => objections(path, imports, exists))).toEqual([]);
});

test("no file imports itself by way of others", () => {
  expect(cycleIn(sources)).toBeUndefined();
});

test("no file or folder has a name that says nothing, and none only passes on what others export", () => {
  const empty = files.filter((path) =>
    path.split("/").some((step) => forbiddenNames.has(step.replace(/\..*$/, "").toLowerCase())),
  );
  const barrels = files.filter(
    (path) => /\.(ts|tsx|mjs)$/.test(path) && isBarrel(path, readSource(directory + path)),
  );
  expect({ empty, barrels }).toEqual({ empty: [], barrels: [] });
});

test("nothing of Node is reachable from the page or its worker", () => {
  for (const entry of ["main.tsx", "worker/engine.worker.ts", "worker/score.worker.ts"]) {
    const reached = reachableFrom(entry);
    expect(reached.map(({ path }) => path)).toContain(entry);
    const ofNode = reached.flatMap(({ path, imports }) =>
      imports.filter(({ specifier }) => specifier?.startsWith("node:")).map(({ line }) => `${path}:${line}`),
    );
    expect(ofNode).toEqual([]);
  }
});

test("domain and engine depend on nothing that differs between hosts", () => {
  const pure = sources.filter(({ path }) => /^(domain|engine)\/.*\.ts$/.test(path));
  expect(pure.length).toBeGreaterThan(20);
  const found = pure.flatMap(({ path }) =>
    hostDependences(path, readSource(directory + path)).map(({ what, line }) => `${path}:${line} ${what}`),
  );
  expect(found).toEqual([]);
});

test("domain and engine are checked without the names of a browser or of Node", () => {
  for (const layer of ["domain", "engine"]) {
    const { compilerOptions } = JSON.parse(readSource(`${directory}${layer}/tsconfig.json`));
    expect(compilerOptions).toMatchObject({ lib: ["ES2023"], types: [] });
  }
});

const verdicts: [from: string, specifier: string | undefined, objection: string | undefined][] = [
  ["engine/a.ts", "../domain/b.ts", undefined],
  ["engine/a.ts", "./b.ts", undefined],
  ["engine/a.ts", "seedrandom", undefined],
  ["engine/a.ts", "../store/b.ts", "layer store"],
  ["engine/a.ts", "seedrandom/lib/alea", "package seedrandom/lib/alea"],
  ["engine/a.ts", "node:fs", "package node:fs"],
  ["engine/a.ts", "/src/domain/b.ts", "package /src/domain/b.ts"],
  ["engine/a.ts", "../newcomer/b.ts", "../newcomer/b.ts stands in no known layer"],
  ["engine/a.ts", "../../test/b.ts", "../../test/b.ts is outside src"],
  ["records/a.ts", "../engine/b.ts", undefined],
  ["records/a.ts", "../cli/b.ts", "layer cli"],
  ["records/a.ts", "node:fs", "package node:fs"],
  ["engine/a.ts", undefined, "imports what the text does not say"],
  ["newcomer/a.ts", "../domain/b.ts", "stands in no known layer"],
  ["store/a.ts", "../worker/b.ts", "layer worker"],
  ["ui/charts/a.tsx", "../../store/b.ts", "layer store"],
  ["ui/overview/a.tsx", "../charts/b.tsx", undefined],
  ["ui/charts/a.tsx", "../overview/b.tsx", "layer ui"],
  ["ui/shell/a.tsx", "../scheme/b.tsx", undefined],
  ["worker/a.ts", "node:worker_threads", "package node:worker_threads"],
  ["worker/a.ts", "./b.ts?worker&url", undefined],
  ["cli/a.ts", "node:fs/promises", undefined],
  ["domain/a.ts", "./missing", "./missing does not exist under this very name"],
];
test.each(verdicts)("%s imports %s: %s", (from, specifier, expected) => {
  const exists = (path: string) => path.endsWith("/b.ts") || path.endsWith("/b.tsx");
  expect(objection(from, { specifier, how: "static", line: 1 }, exists)).toBe(expected);
});

test("a cycle is found and named, also one of types alone", () => {
  const source = (path: string, ...specifiers: string[]): Source => ({
    path,
    imports: specifiers.map((specifier) => ({ specifier, how: "static", line: 1 })),
  });
  const chain = [
    source("domain/a.ts", "./b.ts", "./c.ts"),
    source("domain/b.ts", "./c.ts"),
    source("domain/c.ts"),
  ];
  expect(cycleIn(chain)).toBeUndefined();
  const knot = [
    source("domain/a.ts", "./b.ts"),
    source("domain/b.ts", "./c.ts"),
    source("domain/c.ts", "./b.ts"),
  ];
  expect(cycleIn(knot)).toEqual(["domain/b.ts", "domain/c.ts", "domain/b.ts"]);
});
