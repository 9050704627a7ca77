import { broken } from "./video-refusal";

/** A box of an MP4: all of it from `start` to `end`, and what it holds from `body` on. Offsets within the file, in bytes. */
export type Box = { type: string; start: number; body: number; end: number };

export const dataView = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const textAt = (bytes: Uint8Array, start: number, length: number): string =>
  Buffer.from(bytes.subarray(start, start + length)).toString("latin1");

/** The boxes one after the other, which must fill all between `start` and `end`. @throws VideoRefused */
export function* boxesIn(bytes: Uint8Array, start: number, end: number): Generator<Box> {
  const view = dataView(bytes);
  let at = start;
  while (at < end) {
    if (end - at < 8) throw broken("it breaks off");
    const short = view.getUint32(at);
    if (short === 1 && end - at < 16) throw broken("it breaks off");
    const size = short === 0 ? end - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    const body = at + (short === 1 ? 16 : 8);
    if (at + size < body || size > end - at) throw broken("it breaks off");
    yield { type: textAt(bytes, at + 4, 4), start: at, body, end: at + size };
    at += size;
  }
}

/** Empties a box. Its size stays, so that all others stay where they are. */
export function blankBox(bytes: Uint8Array, { start, body, end }: Box): void {
  bytes.set(Buffer.from("free"), start + 4);
  bytes.fill(0, body, end);
}
