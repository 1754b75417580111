/**
 * Threefry2x32-20, the counter-based generator (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3"): 64 bits of key and 64 bits of counter give two independent 32-bit words.
 */

const parity = 0x1bd11bda;

/**
 * One block for each listed member: words of `counter0`, `counter1` under the member's own key.
 *
 * @param key0, key1 keys by member
 * @param members indices of the members to draw for, the first `count` entries
 * @param out0, out1 words by member; other members' words stay as they are
 */
export function threefryBlocks(
  key0: Uint32Array,
  key1: Uint32Array,
  members: Int32Array,
  count: number,
  counter0: number,
  counter1: number,
  out0: Uint32Array,
  out1: Uint32Array,
): void {
  // biome-ignore format: twenty rounds read best as one line each, a key injection after every fourth
  for (let i = 0; i < count; i++) {
    const m = members[i] as number;
    const k0 = (key0[m] as number) | 0;
    const k1 = (key1[m] as number) | 0;
    const k2 = parity ^ k0 ^ k1;
    let a = (counter0 + k0) | 0;
    let b = (counter1 + k1) | 0;
    a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k1) | 0; b = (b + k2 + 1) | 0;
    a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0; b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0; b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0; b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + k2) | 0; b = (b + k0 + 2) | 0;
    a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k0) | 0; b = (b + k1 + 3) | 0;
    a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0; b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0; b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0; b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + k1) | 0; b = (b + k2 + 4) | 0;
    a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
    out0[m] = a + k2;
    out1[m] = b + k0 + 5;
  }
}

const soleMember = Int32Array.of(0);
const soleKey0 = new Uint32Array(1);
const soleKey1 = new Uint32Array(1);
const soleWord0 = new Uint32Array(1);
const soleWord1 = new Uint32Array(1);

/** A single block into `out[0]`, `out[1]`: for traits and keys; loops over members use `threefryBlocks`. */
export function threefry(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  soleKey0[0] = key0;
  soleKey1[0] = key1;
  threefryBlocks(soleKey0, soleKey1, soleMember, 1, counter0, counter1, soleWord0, soleWord1);
  out[0] = soleWord0[0] as number;
  out[1] = soleWord1[0] as number;
}
