/** Random valid edits of the first preset, and random damage to texts, for the property tests of links and files. */
import fc from "fast-check";
import { checkScenario } from "../../src/domain/check.ts";
import { fieldAt, numbersIn, valueAt, writeAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Scenario } from "../../src/domain/scenario.ts";

const [preset] = presets;

const numberPaths = numbersIn(preset)
  .map(([path]) => path)
  .filter((path) => fieldAt(preset, path) !== undefined);

type Edit = (draft: Scenario) => void;

const numberEdit: fc.Arbitrary<Edit> = fc
  .tuple(fc.constantFrom(...numberPaths), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([path, share]) => (draft) => {
    const field = fieldAt(draft, path);
    const before = valueAt(draft, path);
    if (!field || typeof before !== "number") return;
    const value = field.min + share * (field.max - field.min);
    writeAt(draft, path, Number.isInteger(field.step) ? Math.round(value) : value);
  });

const words = fc.string({ unit: "grapheme", maxLength: 60 });

/** Changes of shape: keys that come and go, lists that grow, shrink and turn, whole parts replaced. */
const shapeEdit: fc.Arbitrary<Edit> = fc.oneof(
  words.map(
    (name): Edit =>
      (draft) => {
        draft.name = { zh: name, en: name };
      },
  ),
  fc.constantFrom("mobile-securities", "mine").map(
    (id): Edit =>
      (draft) => {
        draft.id = id;
      },
  ),
  fc.nat({ max: 20 }).map(
    (at): Edit =>
      (draft) => {
        draft.rules.splice(at % (draft.rules.length + 1), 1);
      },
  ),
  fc.nat({ max: 20 }).map(
    (at): Edit =>
      (draft) => {
        const rule = draft.rules[at % Math.max(1, draft.rules.length)];
        if (rule) draft.rules.push({ ...structuredClone(rule), id: `copy-${draft.rules.length}-${at}` });
      },
  ),
  fc.constant<Edit>((draft) => {
    draft.rules.reverse();
  }),
  fc.nat({ max: 20 }).map(
    (at): Edit =>
      (draft) => {
        const rule = draft.rules[at % Math.max(1, draft.rules.length)];
        if (!rule) return;
        rule.enabled = !rule.enabled;
        if (rule.caps.pointsPerDay === undefined) rule.caps.pointsPerDay = at;
        else delete rule.caps.pointsPerDay;
        rule.validity = { kind: "days", days: at + 1 };
      },
  ),
  fc
    .constantFrom<Scenario["currencies"][number]["validity"]>(
      { kind: "none" },
      { kind: "days", days: 90 },
      { kind: "yearEnd", years: 2 },
    )
    .map(
      (validity): Edit =>
        (draft) => {
          for (const currency of draft.currencies) currency.validity = validity;
        },
    ),
  words.map(
    (note): Edit =>
      (draft) => {
        draft.provenance[`rules/${note.slice(0, 20)}`] = { status: "assumed", note: { zh: note, en: note } };
      },
  ),
  fc.constant<Edit>((draft) => {
    draft.provenance = {};
  }),
);

/** A valid scenario a few edits away from the preset. */
export const editedPreset: fc.Arbitrary<Scenario> = fc
  .array(fc.oneof({ arbitrary: numberEdit, weight: 3 }, { arbitrary: shapeEdit, weight: 2 }), {
    maxLength: 8,
  })
  .map((edits) => {
    const draft: Scenario = JSON.parse(JSON.stringify(preset));
    for (const edit of edits) edit(draft);
    return checkScenario(draft);
  })
  .filter((checked) => checked.ok)
  .map((checked) => checked.scenario);

/** A source of whole numbers 0 ≤ n < `below`, the same for the same seed. */
export type Draw = (below: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One to four of: flip, cut, insert, swap, repeat; characters from `alphabet`. */
export function damaged(original: string, alphabet: string, draw: Draw): string {
  let characters = [...original];
  const strange = () => alphabet.charAt(draw(alphabet.length));
  for (let times = 1 + draw(4); times > 0; times--) {
    const at = draw(characters.length + 1);
    const other = draw(characters.length + 1);
    const [from, to] = at < other ? [at, other] : [other, at];
    switch (draw(6)) {
      case 0:
        if (at < characters.length) characters[at] = strange();
        break;
      case 1:
        characters = characters.slice(0, at);
        break;
      case 2:
        characters.splice(at, 0, strange());
        break;
      case 3:
        characters.splice(from, to - from);
        break;
      case 4:
        characters = [
          ...characters.slice(0, to),
          ...characters.slice(from, from + 2000),
          ...characters.slice(to),
        ];
        break;
      default:
        characters = [...characters.slice(0, from), ...characters.slice(to), ...characters.slice(from, to)];
    }
  }
  return characters.join("");
}

/** The value of a JSON text with one to five values, keys or entries replaced, removed, added or exchanged. */
export function damagedJson(originalText: string, draw: Draw): unknown {
  const root: unknown = JSON.parse(originalText);
  const parts = containersIn(root);
  for (let times = 1 + draw(5); times > 0; times--) {
    const part = parts[draw(parts.length)]!;
    const keys = Object.keys(part);
    const key = keys[draw(keys.length)] ?? "0";
    const otherPart = parts[draw(parts.length)]!;
    switch (draw(5)) {
      case 0:
        part[key] = strangeJson(draw);
        break;
      case 1:
        delete part[key];
        break;
      case 2:
        if (Array.isArray(part)) part.unshift(strangeJson(draw));
        else
          Object.defineProperty(part, strangeKeys[draw(strangeKeys.length)]!, {
            value: strangeJson(draw),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        break;
      case 3:
        part[key] = structuredClone(otherPart);
        break;
      default:
        if (Array.isArray(part)) part.push(...part);
        else part[key] = [part[key]];
    }
  }
  return root;
}

function containersIn(root: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    found.push(value as Record<string, unknown>);
    for (const below of Object.values(value)) visit(below);
  };
  visit(root);
  return found;
}

const strangeKeys = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "extra",
  "",
  "0",
  "length",
  "a/b",
  "积分",
];

const strangeValues: unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  "rules",
  "\u202e\u0000\ud800",
  "x".repeat(5000),
  [],
  {},
  [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]],
  { kind: "none" },
  { id: "login" },
];

/** A value that is seldom right; now and then more values than a scenario may have. */
function strangeJson(draw: Draw): unknown {
  if (draw(100) === 0) return Array.from({ length: 6000 }, () => 0);
  return structuredClone(strangeValues[draw(strangeValues.length)]);
}

/**
 * Milliseconds of the processor that a call takes, the least of three where the first is over `limit`: what else the
 * machine does is not the code's.
 */
export function millisecondsOf(call: () => void, limit: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least > limit; attempt++) {
    const before = process.cpuUsage();
    call();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
