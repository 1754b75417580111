/** The reader behind the layer and determinism tests, on inputs that fool a careless one. */
import { expect, test } from "vitest";
import { hostDependences, importsOf, isBarrel } from "./source.ts";

const imports: [what: string, code: string, specifiers: (string | undefined)[]][] = [
  ["a default import", `import a from "./a.ts";`, ["./a.ts"]],
  ["an import over several lines", `import {\n  a,\n  type B,\n} from './a.ts';`, ["./a.ts"]],
  [
    "an import without spaces or semicolon",
    `import{a}from"./a.ts"\nimport*as b from"./b.ts"`,
    ["./a.ts", "./b.ts"],
  ],
  ["an import for its effect", `import "./a.css";`, ["./a.css"]],
  ["a type-only import", `import type { A } from "./a.ts";`, ["./a.ts"]],
  [
    "a re-export",
    `export { a } from "./a.ts"; export * from "./b.ts"; export type { C } from "./c.ts";`,
    ["./a.ts", "./b.ts", "./c.ts"],
  ],
  ["a dynamic import", `const a = await import("./a.ts");`, ["./a.ts"]],
  ["a dynamic import of a template without holes", "void import(`./a.ts`);", ["./a.ts"]],
  [
    "a dynamic import that is computed",
    "void import(`./$" + "{name}.ts`); void import(name);",
    [undefined, undefined],
  ],
  ["a type import inside a type", `type A = import("./a.ts").A;`, ["./a.ts"]],
  ["a glob", `const all = import.meta.glob("./presets/*.ts", { eager: true });`, ["./presets/*.ts"]],
  ["a URL beside the module", `new Worker(new URL("./a.ts", import.meta.url));`, ["./a.ts"]],
  ["a URL of something else", `new URL("./a.ts", document.baseURI);`, []],
  ["require", `const a = require("a");`, ["a"]],
  ["words in a string", `const text = 'import a from "./a.ts"';`, []],
  ["words in a comment", `// import a from "./a.ts"\n/* export * from "./b.ts" */`, []],
  ["words in a template", 'const text = `\nimport a from "./a.ts"\n`;', []],
  ["words in JSX", `const view = <p>import a from "./a.ts"</p>;`, []],
  ["words in a regular expression", `const pattern = /import a from "\\.\\/a"/;`, []],
  [
    "an import after a slash that is a division",
    `const half = b / 2; import a from "./a.ts"; const c = 1 / half;`,
    ["./a.ts"],
  ],
  [
    "an import within a template's hole",
    "const text = `$" + '{(await import("./a.ts")).words}`;',
    ["./a.ts"],
  ],
];
test.each(imports)("%s is read for what it is", (_, code, specifiers) => {
  expect(importsOf("file.tsx", code).map(({ specifier }) => specifier)).toEqual(specifiers);
});

test("style imports are read, commented ones are not", () => {
  const code = `/* @import "no.css"; */\n@import "./a.css";\n@import url(./b.css);\n.c { composes: d from "./d.module.css"; }`;
  expect(importsOf("file.css", code)).toEqual([
    { specifier: "./a.css", how: "style", line: 2 },
    { specifier: "./b.css", how: "style", line: 3 },
    { specifier: "./d.module.css", how: "style", line: 4 },
  ]);
});

test("a file that cannot be parsed is an error", () => {
  expect(() => importsOf("file.ts", "import {")).toThrow(SyntaxError);
});

test("a file of nothing but re-exports is a barrel", () => {
  expect(isBarrel("a.ts", `export * from "./a.ts"; export { b } from "./b.ts";`)).toBe(true);
  expect(isBarrel("a.ts", `export * from "./a.ts"; export const b = 1;`)).toBe(false);
});

const dependences: [code: string, found: string[]][] = [
  ["Math.exp(1) + Math.pow(2, 3)", ["Math.exp", "Math.pow"]],
  ["Math.random()", ["Math.random"]],
  ['Math["log"](2)', ["Math.log"]],
  ["const name = key; Math[name](2)", ["Math as a value"]],
  ["const { exp } = Math;", ["Math as a value"]],
  ["const m = Math; m.exp(1);", ["Math as a value"]],
  ["Math.floor(Math.sqrt(2)) + Math.imul(1, 2) + Math.PI", []],
  ["let a = 2 ** 3; a **= 2; a = a * a;", ["**", "**="]],
  ["new Date(); Date.now(); performance.now();", ["Date", "Date", "performance"]],
  [
    "new Intl.NumberFormat(); (1).toLocaleString(); 'a'.localeCompare('b');",
    ["Intl", "toLocaleString", "localeCompare"],
  ],
  ["crypto.getRandomValues(a)", ["crypto"]],
  ["const performance = 1;", ["performance"]],
  ["type A = { Date: string }; const a = { performance: 1 }; a.performance; // Date.now()\n'Math.exp'", []],
  ["const b = { Date };", ["Date"]],
];
test.each(dependences)("%s", (code, found) => {
  expect(hostDependences("file.ts", code).map(({ what }) => what)).toEqual(found);
});
