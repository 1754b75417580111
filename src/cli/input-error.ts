/** What is wrong with the words and files that the command was given: the exit code is 2. */
import type { LocalText } from "../domain/text.ts";

/** Said in one line. */
export class InputError extends Error {
  override readonly name: string = "InputError";

  /** `where` is an option, an argument or a file; `report` is what there is to print besides, on standard output. */
  constructor(
    where: string,
    why: string,
    readonly report?: string,
  ) {
    super(`${where}: ${why}`);
  }

  /** For standard error, without line ends. */
  get lines(): readonly string[] {
    return [this.message];
  }
}

/** One of several things that are wrong: `line` tells it with its path where it has one, `reason` without. */
export type Told = { path: string; code: string; line: LocalText; reason: LocalText };

const shownMax = 50;
const listedMax = 1000;

/** Said in a line for each thing that is wrong with a scenario or a study, in both languages. */
export class ProblemsError extends InputError {
  override readonly name = "ProblemsError";

  constructor(
    readonly where: string,
    readonly problems: readonly Told[],
    report?: string,
  ) {
    super(where, `${problems.length} problems`, report);
  }

  /** The first fifty, and how many more there are. */
  override get lines(): readonly string[] {
    const shown = this.problems.slice(0, shownMax).map(({ line }) => bothLanguages(line));
    const more = this.problems.length - shown.length;
    if (more > 0) shown.push(`and ${more} more · 另有 ${more} 处`);
    return shown.map((line) => `${this.where}: ${line}`);
  }

  /** The same, with an object for programs to print besides: all are counted, a thousand are listed. */
  inJson(): ProblemsError {
    const listed = this.problems
      .slice(0, listedMax)
      .map(({ path, code, reason }) => ({ path, code, reason }));
    const report = JSON.stringify({ problems: listed, count: this.problems.length }, null, 2);
    return new ProblemsError(this.where, this.problems, `${report}\n`);
  }
}

/** As bad rows of records are told. */
export function bothLanguages({ en, zh }: LocalText): string {
  return `${en} · ${zh}`;
}
