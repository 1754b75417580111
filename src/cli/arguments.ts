/** A strict reading of command-line arguments: what is not understood is refused, not guessed. */
import { InputError } from "./input-error.ts";

type OptionKind = "number" | "text" | "flag";

/** What a command takes: its operands by name, all needed, and its options by name without the dashes. */
export type Grammar = { operands: readonly string[]; options: Readonly<Record<string, OptionKind>> };

export type Arguments = {
  operands: string[];
  numbers: Map<string, number>;
  texts: Map<string, string>;
  flags: Set<string>;
};

/** Reads `--name value`, `--name=value`, `--flag` and operands; `--` ends the options. Throws an InputError. */
export function readArguments(command: string, words: readonly string[], grammar: Grammar): Arguments {
  const read: Arguments = { operands: [], numbers: new Map(), texts: new Map(), flags: new Set() };
  const waiting = [...words];
  let optionsEnded = false;
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (word === "--" && !optionsEnded) optionsEnded = true;
    else if (/^-./.test(word) && !optionsEnded) readOption(word, waiting, grammar, read);
    else read.operands.push(word);
  }
  const missing = grammar.operands[read.operands.length];
  if (missing !== undefined) throw new InputError(command, `${missing} is missing`);
  const extra = read.operands[grammar.operands.length];
  if (extra !== undefined) throw new InputError(command, `one argument too many: "${extra}"`);
  return read;
}

function readOption(word: string, waiting: string[], { options }: Grammar, read: Arguments): void {
  const equals = word.indexOf("=");
  const dashed = equals < 0 ? word : word.slice(0, equals);
  const name = dashed.slice(2);
  const kind = dashed.startsWith("--") && Object.hasOwn(options, name) ? options[name] : undefined;
  if (kind === undefined) throw new InputError(dashed, "unknown option");
  if (read.flags.has(name) || read.numbers.has(name) || read.texts.has(name))
    throw new InputError(dashed, "given twice");
  const attached = equals < 0 ? undefined : word.slice(equals + 1);
  if (kind === "flag") {
    if (attached !== undefined) throw new InputError(dashed, "takes no value");
    read.flags.add(name);
    return;
  }
  const value = attached ?? valueAfter(dashed, waiting);
  if (kind === "number") read.numbers.set(name, wholeNumber(dashed, value));
  else read.texts.set(name, value);
}

function valueAfter(dashed: string, waiting: string[]): string {
  const value = waiting.shift();
  if (value === undefined || value.startsWith("--")) throw new InputError(dashed, "needs a value");
  return value;
}

function wholeNumber(where: string, value: string): number {
  if (!/^[+-]?\d{1,15}$/.test(value)) throw new InputError(where, `not a whole number: "${value}"`);
  return Number(value);
}
