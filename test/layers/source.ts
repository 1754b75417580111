/** Reads source text the way the build does: what a file imports, and which words in it depend on the host. */
import { readFileSync } from "node:fs";
import { parseSync } from "vite";

export type Import = {
  /** What is imported, or undefined where the text does not say it outright. */
  specifier: string | undefined;
  how: "static" | "dynamic" | "glob" | "url" | "type" | "style" | "other";
  line: number;
};

export type Finding = { what: string; line: number };

type Node = { type: string; start: number } & Record<string, unknown>;

/** Everything that a file brings in: imports, re-exports, dynamic and type imports, globs, URLs beside it, style imports. */
export function importsOf(name: string, code: string): Import[] {
  if (name.endsWith(".css")) return styleImportsOf(code);
  const found: Import[] = [];
  const add = (node: Node, source: unknown, how: Import["how"]) =>
    found.push({ specifier: literalOf(source), how, line: lineAt(code, node.start) });
  for (const { node } of walk(parse(name, code))) {
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        add(node, node.source, "static");
        break;
      case "ExportNamedDeclaration":
        if (node.source) add(node, node.source, "static");
        break;
      case "ImportExpression":
        add(node, node.source, "dynamic");
        break;
      case "TSImportType":
        add(node, node.source ?? node.argument, "type");
        break;
      case "TSExternalModuleReference":
        add(node, node.expression, "other");
        break;
      case "CallExpression":
        if (isMetaGlob(node.callee)) add(node, (node.arguments as unknown[])[0], "glob");
        else if (isNamed(node.callee, "require")) add(node, (node.arguments as unknown[])[0], "other");
        break;
      case "NewExpression": {
        const [path, base] = node.arguments as unknown[];
        if (isNamed(node.callee, "URL") && isMeta(base, "url")) add(node, path, "url");
        break;
      }
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** True where a file does nothing but pass on what other files export. */
export function isBarrel(name: string, code: string): boolean {
  const { body } = parse(name, code) as unknown as { body: Node[] };
  return (
    body.length > 0 &&
    body.every(
      (node) =>
        node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source),
    )
  );
}

/** The parts of Math that give the same bits on every host: exact by the language's own definition. */
const exactMath = new Set(
  "abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2".split(
    " ",
  ),
);
const hostNames = new Set(["Date", "Intl", "performance", "crypto", "navigator"]);

/** What in a file makes its result depend on the host: inexact Math, clock, locale, true chance. */
export function hostDependences(name: string, code: string): Finding[] {
  const found: Finding[] = [];
  const add = (node: Node, what: string) => found.push({ what, line: lineAt(code, node.start) });
  for (const { node, parent, key } of walk(parse(name, code))) {
    if (isPlainKey(node, parent, key)) continue;
    if (node.type === "Identifier" && node.name === "Math") {
      const used = parent?.type === "MemberExpression" && key === "object" ? propertyOf(parent) : undefined;
      if (used === undefined) add(node, "Math as a value");
      else if (!exactMath.has(used)) add(node, `Math.${used}`);
    } else if (node.type === "Identifier" && hostNames.has(String(node.name))) {
      add(node, String(node.name));
    } else if (node.type === "BinaryExpression" && node.operator === "**") {
      add(node, "**");
    } else if (node.type === "AssignmentExpression" && node.operator === "**=") {
      add(node, "**=");
    } else if (node.type === "MemberExpression") {
      const property = propertyOf(node);
      if (property?.startsWith("toLocale") || property === "localeCompare") add(node, property);
    }
  }
  return found;
}

/** The text of a source file. */
export function readSource(path: string): string {
  return readFileSync(path, "utf8");
}

function parse(name: string, code: string): Node {
  const { program, errors } = parseSync(name, code);
  if (errors[0]) throw new SyntaxError(`${name}: ${errors[0].message}`);
  return program as unknown as Node;
}

function* walk(
  node: Node,
  parent?: Node,
  key?: string,
): Generator<{ node: Node; parent?: Node; key?: string }> {
  yield { node, ...(parent && { parent }), ...(key && { key }) };
  for (const [below, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, node, below);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** A name after a dot or before a colon names a member, not a variable. */
function isPlainKey(node: Node, parent: Node | undefined, key: string | undefined): boolean {
  if (node.type !== "Identifier" || !parent || parent.computed) return false;
  if (parent.type === "MemberExpression") return key === "property";
  return key === "key";
}

function propertyOf(member: Node): string | undefined {
  const property = member.property as Node;
  return member.computed ? literalOf(property) : String(property.name);
}

function literalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TSLiteralType") return literalOf(node.literal);
  const quasis = node.type === "TemplateLiteral" ? (node.quasis as { value: { cooked: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined;
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === "Identifier" && node.name === name;
}

function isMeta(node: unknown, property: string): boolean {
  return (
    isNode(node) &&
    node.type === "MemberExpression" &&
    isNode(node.object) &&
    node.object.type === "MetaProperty" &&
    propertyOf(node) === property
  );
}

function isMetaGlob(node: unknown): boolean {
  return isMeta(node, "glob");
}

function lineAt(code: string, offset: number): number {
  return code.slice(0, offset).split("\n").length;
}

function styleImportsOf(code: string): Import[] {
  const blank = (comment: string) => comment.replace(/[^\n]/g, " ");
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, blank);
  const pattern = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)|\bcomposes\s*:[^;{}]*?\bfrom\s+["']([^"']+)["']/g;
  return [...bare.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2],
    how: "style",
    line: lineAt(bare, match.index),
  }));
}
