/** Hashes of scenarios and outcomes: Threefry as a block cipher in Miyaguchi–Preneel mode, 64 bits. Not for secrets. */
import type { Scenario } from "../domain/scenario.ts";
import { threefry } from "./threefry.ts";

/** Takes numbers one at a time; `hex` closes the sum. */
export class Digest {
  private readonly state = new Uint32Array([0x53616e64, 0x7461626c]);
  private readonly block = new Uint32Array(2);
  private length = 0;

  /** Mixes in an integer of up to 53 bits, or any number that is not one by its being none. */
  add(integer: number): void {
    const low = integer >>> 0;
    const high = Number.isSafeInteger(integer) ? Math.floor(integer / 4_294_967_296) >>> 0 : 0x8000_0000;
    this.length++;
    threefry(this.state[0] as number, this.state[1] as number, low, high, this.block);
    this.state[0] = (this.state[0] as number) ^ (this.block[0] as number) ^ low;
    this.state[1] = (this.state[1] as number) ^ (this.block[1] as number) ^ high;
  }

  addAll(integers: ArrayLike<number>): void {
    this.add(integers.length);
    for (let i = 0; i < integers.length; i++) this.add(integers[i] as number);
  }

  /** 16 hexadecimal digits. */
  hex(): string {
    this.add(this.length);
    return [...this.state].map((word) => word.toString(16).padStart(8, "0")).join("");
  }
}

/** Digest of a scenario as canonical JSON: the same whatever the order of its keys. */
export function digestOf(scenario: Scenario): string {
  const digest = new Digest();
  const json = JSON.stringify(scenario, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  for (let i = 0; i < json.length; i += 2)
    digest.add(json.charCodeAt(i) * 65_536 + (json.charCodeAt(i + 1) || 0));
  return digest.hex();
}
