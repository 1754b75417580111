/**
 * Sentences with places in them. `{rules/x}` is a number at a path, `{path|month|months}` the number with the English
 * word that agrees with it, `{=name}` a place that the component fills with a choice or a derived figure.
 */

export type TemplatePart =
  | { kind: "text"; text: string }
  | { kind: "number"; path: string; one: string; many: string }
  | { kind: "slot"; name: string };

const parsed = new Map<string, readonly TemplatePart[]>();

/** The parts of a sentence in order; parsed once. */
export function templateParts(template: string): readonly TemplatePart[] {
  const known = parsed.get(template);
  if (known) return known;
  const parts = template
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece !== "")
    .map(partOf);
  parsed.set(template, parts);
  return parts;
}

function partOf(piece: string): TemplatePart {
  if (!piece.startsWith("{")) return { kind: "text", text: piece };
  const inner = piece.slice(1, -1);
  if (inner.startsWith("=")) return { kind: "slot", name: inner.slice(1) };
  const [path = "", one = "", many = ""] = inner.split("|");
  return { kind: "number", path, one, many };
}
