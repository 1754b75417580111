/** What is remembered on paper: numbers by what they are about, 0 for what was never noted. */
export class Notes {
  private readonly numbers = new Map<string, number>();

  get(about: string): number {
    return this.numbers.get(about) ?? 0;
  }

  set(about: string, value: number): void {
    this.numbers.set(about, value);
  }

  add(about: string, value: number): { before: number; after: number } {
    const before = this.get(about);
    this.set(about, before + value);
    return { before, after: before + value };
  }

  /** Whether this is the first time. */
  first(about: string): boolean {
    return this.add(about, 1).before === 0;
  }
}
