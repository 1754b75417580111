/** Every part of the scheme that a form can show has words in both languages, and so has every choice of it. */
import { expect, test } from "vitest";
import { candidatesIn } from "../../src/domain/candidates.ts";
import { blankAt, type Part, partsAt, type Shape, shapeAt } from "../../src/domain/form.ts";
import { writeAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { inLanguage } from "../../src/domain/text.ts";
import { choiceWords, partWords } from "../../src/i18n/parts.ts";

const chinese = /[\u3400-\u9fff]/;

/** Lists whose entries the Rules view edits, those that the schema does not know left out. */
const lists = [
  "rules",
  "services",
  "currencies",
  "rates",
  "items",
  "limits",
  "exchanges",
  "privileges",
].filter((list) => shapeAt(presets[0], list));

/** What lacks words below a path, every kind of every choice tried. */
function wordlessBelow(scenario: Scenario, path: string, depth = 0): string[] {
  if (depth > 6) return [];
  return partsAt(scenario, path).flatMap((part) => {
    const at = `${path}/${part.key}`;
    const own = wordlessPart(part);
    if (part.shape.kind === "name") return own;
    const kinds = part.shape.kind === "variants" ? part.shape.kinds : [undefined];
    const below = kinds.flatMap((kind) => {
      const draft = structuredClone(scenario);
      const blank = blankAt(scenario, at, kind);
      writeAt(draft, at, Array.isArray(blank) ? entriesOf(scenario, at, part.shape) : blank);
      const inside = part.shape.kind === "list" ? [`${at}/0`] : [at];
      return inside.flatMap((each) => wordlessBelow(draft, each, depth + 1));
    });
    return [...own, ...below];
  });
}

function entriesOf(scenario: Scenario, path: string, shape: Shape): unknown[] {
  if (shape.kind !== "list" || shape.entry.kind === "choice" || shape.entry.kind === "reference") return [];
  const draft = structuredClone(scenario);
  writeAt(draft, path, [{}]);
  return [blankAt(draft, `${path}/0`)];
}

function wordlessPart({ key, shape }: Part): string[] {
  if (shape.kind === "number") return inLanguage(shape.field.label, "zh-CN") === "" ? [key] : [];
  const each = shape.kind === "list" ? shape.entry : shape;
  const choices = each.kind === "choice" ? each.choices : each.kind === "variants" ? each.kinds : [];
  const words = [partWords(key, "zh-CN"), ...choices.map((choice) => choiceWords(key, choice, "zh-CN"))];
  return words.filter((word) => !chinese.test(word)).map((word) => `${key}: ${word}`);
}

test.each(lists)("every part of %s has words", (list) => {
  const draft = structuredClone(presets[0]);
  const name = { zh: "名", en: "Name" };
  writeAt(draft, list, [{ ...(blankAt(draft, `${list}/new`, undefined, { name }) as object), id: "new" }]);
  expect([...new Set(wordlessBelow(draft, `${list}/new`))]).toEqual([]);
});

test("every kind of condition has a name of its own", () => {
  const kinds = [...new Set(candidatesIn(presets[0]).map(({ kind }) => kind))];
  const names = kinds.map((kind) => choiceWords("condition", kind, "en"));
  expect(new Set(names).size).toBe(kinds.length);
});
