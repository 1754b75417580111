/** Text ↔ the body of a link: prefix, checksum, raw deflate against a frozen dictionary, base64url. */
import { deflateSync, Inflate } from "fflate";
import { base64urlOf, bytesOfBase64url } from "./base64url.ts";
import { dictionary } from "./dictionary.ts";
import type { LinkProblem } from "./problem.ts";

/** Version of everything in this file and of the payload's form. A reader of version n reads versions 1 to n. */
const linkVersion = 1;

/**
 * Characters of a whole link, and bytes that it may unpack to (deflate can reach 1029 : 1).
 * @internal
 */
export const linkLimits = { lengthMax: 16_384, bytesMax: 262_144 };

const checksumBytes = 4;

/**
 * CRC-32 (reflected 0xEDB88320) of the bytes, an unsigned 32-bit number.
 * @internal
 */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/**
 * A link of already compressed bytes.
 * @internal
 */
export function sealBytes(compressed: Uint8Array): string {
  const bytes = new Uint8Array(checksumBytes + compressed.length);
  new DataView(bytes.buffer).setUint32(0, crc32(compressed));
  bytes.set(compressed, checksumBytes);
  return `v${linkVersion}.${base64urlOf(bytes)}`;
}

/** A link of a text. */
export function seal(content: string): string {
  return sealBytes(deflateSync(new TextEncoder().encode(content), { level: 9, mem: 8, dictionary }));
}

export type Opened<T> = { ok: true; value: T } | { ok: false; problem: LinkProblem };

function refused(problem: LinkProblem): { ok: false; problem: LinkProblem } {
  return { ok: false, problem };
}

/** The text of a link, or what is wrong with the link. Never throws. */
export function unseal(link: string): Opened<string> {
  if (link.length > linkLimits.lengthMax)
    return refused({ code: "tooLong", length: link.length, limit: linkLimits.lengthMax });
  const prefix = /^v([1-9]\d{0,5})\./.exec(link);
  if (!prefix) return refused({ code: "prefix" });
  const version = Number(prefix[1]);
  if (version > linkVersion) return refused({ code: "newerVersion", version, limit: linkVersion });
  const compressed = checkedBytes(link, prefix[0].length);
  return compressed.ok ? inflated(compressed.value) : compressed;
}

function checkedBytes(link: string, start: number): Opened<Uint8Array> {
  const decoded = bytesOfBase64url(link.slice(start));
  if (!decoded.ok) {
    if (decoded.position === undefined) return refused({ code: "checksum" });
    const position = start + decoded.position;
    return refused({
      code: "alphabet",
      character: String.fromCodePoint(link.codePointAt(position)!),
      position,
    });
  }
  const { bytes } = decoded;
  if (bytes.length <= checksumBytes) return refused({ code: "checksum" });
  const compressed = bytes.subarray(checksumBytes);
  const stated = new DataView(bytes.buffer).getUint32(0);
  return crc32(compressed) === stated ? { ok: true, value: compressed } : refused({ code: "checksum" });
}

function inflated(compressed: Uint8Array): Opened<string> {
  const unpacked = unpackedWithin(compressed, linkLimits.bytesMax);
  if (!unpacked.ok) return unpacked;
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { ok: true, value: decoder.decode(unpacked.value) };
  } catch {
    return refused({ code: "json" });
  }
}

/** Compressed bytes given to the library at a time: it cannot be stopped within them, and they may grow 1029-fold. */
const portionBytes = 512;

/** Inflates portion by portion, so that a link made to unpack to megabytes is given up early. */
function unpackedWithin(compressed: Uint8Array, bytesMax: number): Opened<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate({ dictionary }, (part) => {
    parts.push(part);
    length += part.length;
  });
  try {
    for (let start = 0; start < compressed.length; start += portionBytes) {
      const end = start + portionBytes;
      inflate.push(compressed.subarray(start, end), end >= compressed.length);
      if (length > bytesMax) return refused({ code: "tooBig", limit: bytesMax });
    }
  } catch {
    return refused({ code: "inflate" });
  }
  return { ok: true, value: joined(parts, length) };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}
