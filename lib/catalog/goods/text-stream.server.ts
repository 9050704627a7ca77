import "server-only";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

/** By its first bytes. Without any it is UTF-8. */
function encodingOf(start: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

export class NotUtf8 extends Error {}

/** A file's text in pieces, without a byte order mark. @param onBytes is told how many bytes were read */
export async function* textOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const file = await open(path);
  const { buffer } = await file.read(new Uint8Array(2), 0, 2, 0).finally(() => file.close());
  const decoder = new TextDecoder(encodingOf(buffer), { fatal: true });
  let read = 0;
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new NotUtf8(`the file is neither UTF-8 nor UTF-16, somewhere in bytes ${read} and after`);
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    yield decode(chunk);
    read += chunk.length;
    onBytes(read);
  }
  yield decode();
}
