/** What is wrong with the words that the command was given: said in one line, and the exit code is 2. */
export class InputError extends Error {
  override readonly name = "InputError";

  /** `where` is an option, an argument or a file; `report` is what there is to print besides, on standard output. */
  constructor(
    where: string,
    why: string,
    readonly report?: string,
  ) {
    super(`${where}: ${why}`);
  }
}
