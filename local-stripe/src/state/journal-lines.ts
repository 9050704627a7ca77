import { closeSync, ftruncateSync, openSync, readSync } from "node:fs";

/** One change: the account, the collection, and an object that is put, an id that is deleted, or null for a collection that is cleared. */
export type Entry = [account: string, collection: string, change: { id: string } | string | null];

const CHUNK_BYTES = 4_194_304;
const NEW_LINE = 10;

/** The first line of a journal. */
export const HEADER = '{"local_stripe_journal":1}\n';

/** Whether a file is a journal; an empty one, or none, becomes one. */
export function isJournal(path: string): boolean {
  const fd = open(path);
  if (fd === null) return true;
  const start = Buffer.alloc(HEADER.length);
  const size = readSync(fd, start);
  closeSync(fd);
  // A crash can also tear the first line.
  return HEADER.startsWith(start.subarray(0, size).toString("utf8"));
}

/**
 * Reads a journal line by line, as it may be longer than a text can be. A last line without an end was being written when the process died, so nobody was
 * told that it is kept: it is cut off. @throws Error for any other line that can't be read
 */
export function readJournal(path: string, apply: (entry: Entry) => void): { bytes: number; entries: number } {
  const fd = open(path, "r+");
  if (fd === null) return { bytes: 0, entries: 0 };
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let pending: Buffer[] = [];
  let bytes = 0;
  let line = 0;
  let entries = 0;
  try {
    for (let size = readSync(fd, chunk); size > 0; size = readSync(fd, chunk)) {
      let from = 0;
      for (let end = chunk.indexOf(NEW_LINE); end !== -1 && end < size; end = chunk.indexOf(NEW_LINE, from)) {
        const rest = chunk.subarray(from, end);
        const text = (pending.length > 0 ? Buffer.concat([...pending, rest]) : rest).toString("utf8");
        pending = [];
        line += 1;
        if (line > 1) {
          for (const entry of parse(text, line, path)) {
            apply(entry);
            entries += 1;
          }
        }
        bytes += Buffer.byteLength(text) + 1;
        from = end + 1;
      }
      if (from < size) pending.push(Buffer.from(chunk.subarray(from, size)));
    }
    ftruncateSync(fd, bytes);
  } finally {
    closeSync(fd);
  }
  return { bytes, entries };
}

function parse(text: string, line: number, path: string): Entry[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Refused below, like a line that is no list.
  }
  throw new Error(
    `Line ${line} of ${path} is not readable; delete the file to start with an empty local Stripe`,
  );
}

function open(path: string, mode = "r"): number | null {
  try {
    return openSync(path, mode);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
