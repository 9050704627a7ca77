import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { Journal } from "./journal";
import { type Entry, isJournal, readJournal } from "./journal-lines";
import { lockFile } from "./lock";

/** The file of all accounts. */
export interface StateFile {
  note(...entry: Entry): void;
  write(): void;
  restart(): void;
  /** Writes what is left, and lets other processes have the file. */
  close(): void;
}

/**
 * Opens a file and reads it. A file of a single JSON object, as earlier versions wrote it, becomes the state of the account "", and a journal.
 * @throws Error when it can't be read, or another process uses it
 */
export function openStateFile(
  path: string,
  options: {
    apply: (entry: Entry) => void;
    all: (part: number) => Iterable<Entry[]>;
    /** How many objects are stored. */
    size: () => number;
    sync: boolean;
  },
): StateFile {
  mkdirSync(dirname(path), { recursive: true });
  const lock = lockFile(path);
  try {
    const journal = isJournal(path) ? readKnown(path, options) : takeOver(path, options);
    return {
      note: (...entry) => journal.note(...entry),
      write: () => journal.write(),
      restart: () => journal.restart(),
      close: () => {
        journal.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const PART = 500;

type Options = Parameters<typeof openStateFile>[1];

function readKnown(path: string, { apply, all, size, sync }: Options): Journal {
  const { bytes, entries } = readJournal(path, apply);
  const live = entries === 0 ? 0 : Math.round((bytes / entries) * Math.min(size(), entries));
  return new Journal(path, { bytes, live }, all, sync);
}

/** The earlier file is there until the new one is whole. */
function takeOver(path: string, options: Options): Journal {
  for (const entry of earlierState(path)) options.apply(entry);
  const next = `${path}.taken`;
  const journal = new Journal(next, { bytes: 0, live: 0 }, options.all, true);
  for (const part of options.all(PART)) {
    for (const entry of part) journal.note(...entry);
    journal.write();
  }
  journal.close();
  renameSync(next, path);
  return readKnown(path, { ...options, apply: () => {} });
}

function earlierState(path: string): Entry[] {
  const parsed = parse(readFileSync(path, "utf8"), path);
  if (typeof parsed !== "object" || parsed === null)
    throw new Error(`${path} holds no local Stripe state; delete it`);
  return Object.entries(parsed).flatMap(([name, value]): Entry[] => {
    if (Array.isArray(value)) return value.map((item) => ["", name, item]);
    return name === "settings" ? [["", name, { id: name, ...value }]] : [];
  });
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not readable as JSON; delete it to start with an empty local Stripe`);
  }
}
