/** Bytes as text that survives in an address: base64url without padding, one spelling for each byte sequence. */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const sextetOf = new Map([...alphabet].map((character, value) => [character, value]));

/** The text of the bytes: ⌈8n / 6⌉ characters for n bytes. */
export function base64urlOf(bytes: Uint8Array): string {
  let written = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    heldBits += 8;
    while (heldBits >= 6) {
      heldBits -= 6;
      written += alphabet[(held >> heldBits) & 63];
    }
  }
  return heldBits > 0 ? written + alphabet[(held << (6 - heldBits)) & 63] : written;
}

/** Bytes, or the position of the first foreign character, or that the text ends where no encoding ends. */
export type Decoded = { ok: true; bytes: Uint8Array } | { ok: false; position: number | undefined };

/** The bytes of a text; a length that cannot be, or bits left over at the end, are refused without a position. */
export function bytesOfBase64url(written: string): Decoded {
  const bytes = new Uint8Array(Math.floor((written.length * 6) / 8));
  let filled = 0;
  let held = 0;
  let heldBits = 0;
  for (let position = 0; position < written.length; position++) {
    const value = sextetOf.get(written.charAt(position));
    if (value === undefined) return { ok: false, position };
    held = ((held << 6) | value) & 0xffff;
    heldBits += 6;
    if (heldBits >= 8) {
      heldBits -= 8;
      bytes[filled++] = (held >> heldBits) & 255;
    }
  }
  const leftOver = held & ((1 << heldBits) - 1);
  return heldBits >= 6 || leftOver !== 0 ? { ok: false, position: undefined } : { ok: true, bytes };
}
