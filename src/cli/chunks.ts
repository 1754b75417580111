/** Files read and written piece by piece, so that their size costs no memory. */
import { closeSync, openSync, realpathSync, renameSync, rmSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { InputError } from "./input-error.ts";

const chunkBytes = 256 * 1024;
/** A file that does not end is no file of records. */
const fileBytesMax = 4 * 1024 * 1024 * 1024;

/** Hands a file's bytes to `push`, which must be done with a chunk when it returns. Throws an InputError. */
export async function readChunks(path: string, push: (chunk: Uint8Array) => void): Promise<void> {
  const file = await open(path, "r").catch(failAs(path, "read"));
  try {
    const buffer = new Uint8Array(chunkBytes);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes).catch(failAs(path, "read"));
      if (bytesRead === 0) return;
      push(buffer.subarray(0, bytesRead));
      length += bytesRead;
      if (length > fileBytesMax)
        throw new InputError(path, `the file is too large (at most ${fileBytesMax} bytes)`);
    }
  } finally {
    await file.close();
  }
}

export type TextFile = {
  write(text: string): void;
  /** Puts the file in its place, whole. */
  finish(): void;
  /** Leaves nothing behind. */
  abandon(): void;
};

/** A text file that appears under its name only when it is finished; what stood there stays until then. */
export function textFile(path: string): TextFile {
  const beside = `${path}.${process.pid}.part`;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      return failAs(path, "written")(error);
    }
  };
  const file = attempt(() => openSync(beside, "wx"));
  let waiting = "";
  const flush = () => {
    const bytes = Buffer.from(waiting);
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
    waiting = "";
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length > chunkBytes) attempt(flush);
    },
    finish() {
      attempt(() => {
        flush();
        closeSync(file);
        renameSync(beside, path);
      });
    },
    abandon() {
      try {
        closeSync(file);
      } catch {
        // Closed already, by `finish`.
      }
      rmSync(beside, { force: true });
    },
  };
}

/** Whether two paths lead to one file that exists. */
export function isSameFile(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

function failAs(path: string, what: "read" | "written") {
  return (error: unknown): never => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new InputError(path, `cannot be ${what} (${code})`);
  };
}
