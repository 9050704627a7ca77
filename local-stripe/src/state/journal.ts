import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { type Entry, HEADER } from "./journal-lines";

/** A journal is rewritten when this much, and as much as it then had, came behind. */
const SMALLEST_REWRITE_BYTES = 16_777_216;
/** A part takes a few milliseconds, so that calls do not wait for a rewrite. */
const PART = 500;
const COPY_BYTES = 4_194_304;

/**
 * A file to which every change is added, so that a change costs the same however much is stored. What was changed together stands in one line, so that a crash
 * leaves all of it or nothing. From time to time it is rewritten with what is still there, a part at a time, beside the calls.
 */
export class Journal {
  private readonly pending = new Map<string, Entry>();
  private fd: number;
  private size: number;
  private rewriteAt: number;
  private planned = false;
  private closed = false;
  private rewrite: { fd: number; from: number; parts: Iterator<Entry[]> } | null = null;

  /**
   * @param known what of the file is in use, in bytes; 0 writes a new one
   * @param all everything that is stored, a part at a time; read while changes go on
   * @param sync whether each write waits for the disk, as against a loss of power
   */
  constructor(
    private readonly path: string,
    known: { bytes: number; live: number },
    private readonly all: (part: number) => Iterable<Entry[]>,
    private readonly sync: boolean,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.fd = openSync(path, known.bytes === 0 ? "w+" : "r+");
    this.size = known.bytes;
    if (known.bytes === 0) this.append(HEADER);
    this.rewriteAt = 2 * Math.max(known.live, SMALLEST_REWRITE_BYTES);
  }

  /** Notes a change, to be written before anybody is told of it. */
  note(...entry: Entry): void {
    const [account, collection, change] = entry;
    const all = `${account} ${collection} `;
    if (change === null) {
      for (const key of this.pending.keys()) if (key.startsWith(all)) this.pending.delete(key);
      this.pending.set(all, entry);
    } else {
      const key = all + (typeof change === "string" ? change : change.id);
      const earlier = this.pending.get(key);
      const isKept = typeof earlier?.[2] === "object" && typeof change === "object";
      if (!isKept) this.pending.delete(key);
      // An object that was deleted and is made again is a new one, and comes last.
      if (!isKept && earlier && typeof change === "object") this.pending.set(`${key} before`, earlier);
      this.pending.set(key, entry);
    }
    if (this.planned) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      this.write();
    });
  }

  /** Writes what was noted. It is safe from the end of the process from then on. */
  write(): void {
    if (this.pending.size > 0 && !this.closed) {
      this.append(`${JSON.stringify([...this.pending.values()])}\n`);
      this.pending.clear();
      if (this.size >= this.rewriteAt && !this.rewrite) this.orStay(() => this.beginRewrite());
    }
  }

  /** Begins a rewrite again, as the order of what is stored has changed. */
  restart(): void {
    if (!this.rewrite) return;
    this.stopRewrite();
    this.orStay(() => this.beginRewrite());
  }

  close(): void {
    this.write();
    if (this.closed) return;
    this.closed = true;
    this.stopRewrite();
    closeSync(this.fd);
  }

  /** @throws Error when the disk is full; then the file is as before, and the changes wait for the next try */
  private append(text: string): void {
    try {
      writeAll(this.fd, Buffer.from(text), this.size);
    } catch (error) {
      ftruncateSync(this.fd, this.size);
      throw error;
    }
    this.size += Buffer.byteLength(text);
    if (this.sync) fsyncSync(this.fd);
  }

  private get nextPath(): string {
    return `${this.path}.next`;
  }

  /** Changes that come meanwhile go to the old file, and are copied behind what is stored. */
  private beginRewrite(): void {
    const fd = openSync(this.nextPath, "w+");
    writeSync(fd, HEADER);
    this.rewrite = { fd, from: this.size, parts: this.all(PART)[Symbol.iterator]() };
    setImmediate(() => this.rewriteSome());
  }

  private rewriteSome(): void {
    if (!this.rewrite || this.closed) return;
    const { fd, from, parts } = this.rewrite;
    const current = this.rewrite;
    this.orStay(() => {
      const part = parts.next();
      if (part.done) {
        fsync(fd, () => {
          if (this.rewrite === current && !this.closed) this.orStay(() => this.endRewrite(fd, from));
        });
        return;
      }
      if (part.value.length > 0) writeAll(fd, Buffer.from(`${JSON.stringify(part.value)}\n`), null);
      setImmediate(() => this.rewriteSome());
    });
  }

  /** A full disk ends the rewrite alone: the old file has everything, and is longer than it need be. */
  private orStay(rewrite: () => void): void {
    try {
      rewrite();
    } catch {
      this.stopRewrite();
      this.rewriteAt = this.size + SMALLEST_REWRITE_BYTES;
    }
  }

  private endRewrite(fd: number, from: number): void {
    this.write();
    copyRest(this.fd, from, this.size, fd);
    if (this.sync) fsyncSync(fd);
    renameSync(this.nextPath, this.path);
    closeSync(this.fd);
    this.fd = fd;
    this.size = fstatSync(fd).size;
    this.rewriteAt = 2 * Math.max(this.size, SMALLEST_REWRITE_BYTES);
    this.rewrite = null;
  }

  private stopRewrite(): void {
    if (!this.rewrite) return;
    closeSync(this.rewrite.fd);
    rmSync(this.nextPath, { force: true });
    this.rewrite = null;
  }
}

/** @param position null for where the last write ended */
function writeAll(fd: number, bytes: Buffer, position: number | null): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done, position === null ? null : position + done);
  }
}

function copyRest(source: number, from: number, to: number, target: number): void {
  const chunk = Buffer.alloc(Math.min(COPY_BYTES, to - from));
  for (let at = from; at < to; ) {
    const size = readSync(source, chunk, 0, Math.min(chunk.length, to - at), at);
    if (size === 0) throw new Error("The journal is shorter than what was written to it.");
    writeAll(target, chunk.subarray(0, size), null);
    at += size;
  }
}
