/** What the build wrote: its policy, its size, its addresses. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { importsOf } from "../layers/source.ts";

/** Compressed JavaScript of the first load, the worker included. */
const firstLoadBytesMax = 260_000;

const folder = inject("builtFolder");
const read = (path: string) => readFileSync(`${folder}/${path}`, "utf8");
const page = read("index.html");

/** Scripts that the page loads by itself: named in the page, or by a script that is; lazy ones are not. */
function firstLoad(): string[] {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { specifier, how } of importsOf(path, read(path))) {
      if (specifier?.endsWith(".js") && (how === "static" || how === "url"))
        visit(posix.join(posix.dirname(path), specifier));
    }
  };
  for (const [, path] of page.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"/g))
    visit(posix.join(path as string));
  return [...reached];
}

test("the first load is under 260 kB of compressed JavaScript", () => {
  const scripts = firstLoad();
  expect(scripts.some((path) => /engine\.worker/.test(path))).toBe(true);
  const bytes = scripts.map((path) => gzipSync(read(path), { level: 9 }).length);
  const sum = bytes.reduce((a, b) => a + b, 0);
  console.log(`first load: ${sum} bytes of compressed JavaScript in ${scripts.length} files`);
  expect(sum).toBeLessThan(firstLoadBytesMax);
});

test("the policy stands before every script and style, and forbids all but the page's own files", () => {
  const policy = policyOf(page);
  expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.search(/<(script|link|style)\b/));
  expect(policy).toMatchObject({
    "default-src": "'none'",
    "script-src": "'self'",
    "connect-src": "'none'",
    "style-src": "'self'",
    "worker-src": "'self' blob:",
    "require-trusted-types-for": "'script'",
    "trusted-types": "app-worker",
  });
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});

test("the headers repeat the page's policy and add who may frame it", () => {
  const [, header] = /^ {2}Content-Security-Policy: (.*)$/m.exec(read("_headers")) ?? [];
  expect(directivesOf(header as string)).toEqual({ ...policyOf(page), "frame-ancestors": "'none'" });
});

test("every address in the page is relative", () => {
  const addresses = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThan(1);
  expect(addresses.filter((address) => !address?.startsWith("./"))).toEqual([]);
});

test("no library is in the build twice", () => {
  const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));
  const nested = Object.entries<{ dev?: boolean }>(lock.packages)
    .filter(([path, { dev }]) => !dev && path.split("node_modules/").length > 2)
    .map(([path]) => path);
  expect(nested).toEqual([]);
  // Recharts' own vendor package carries second copies of d3; d3-path complains of negative radii in two places.
  const scripts = readdirSync(`${folder}/assets`).filter((name) => name.endsWith(".js"));
  const all = scripts.map((name) => read(`assets/${name}`)).join("\n");
  expect(all.split("negative radius").length - 1).toBeLessThanOrEqual(2);
});

test("the worker does without the schema library", () => {
  const [worker] = readdirSync(`${folder}/assets`).filter((name) => name.startsWith("engine.worker"));
  expect(/invalid_type|strictObject/.test(read(`assets/${worker}`))).toBe(false);
});

function policyOf(html: string): Record<string, string> {
  const [, content] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  return directivesOf((content as string).replaceAll("&#39;", "'"));
}

function directivesOf(policy: string): Record<string, string> {
  return Object.fromEntries(policy.split("; ").map((directive) => splitOnce(directive)));
}

function splitOnce(directive: string): [name: string, value: string] {
  const space = directive.indexOf(" ");
  return [directive.slice(0, space), directive.slice(space + 1)];
}
