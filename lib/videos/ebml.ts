import { broken } from "./video-refusal";

/** An element of a WebM: all of it from `start` to `end`, and what it holds from `body` on. Offsets within the file, in bytes. */
export type Element = { id: number; start: number; body: number; end: number };

const VOID = 0xec;

/** The elements one after the other, which must fill all between `start` and `end`. @throws VideoRefused */
export function* elementsIn(bytes: Uint8Array, start: number, end: number): Generator<Element> {
  let at = start;
  while (at < end) {
    const id = numberAt(bytes, at, end, 4, true);
    const size = numberAt(bytes, at + id.length, end, 8, false);
    if (size.isUnknown) throw broken("it is a recording that was not finished; convert it once");
    const body = at + id.length + size.length;
    if (size.value > end - body) throw broken("it breaks off");
    yield { id: id.value, start: at, body, end: body + size.value };
    at = body + size.value;
  }
}

/** A number whose first byte tells by its zeros in front how long it is. Ids keep the bit after them. */
export function numberAt(bytes: Uint8Array, at: number, end: number, most: number, isId: boolean) {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (at >= end || length > most || at + length > end) throw broken("it breaks off");
  let value = isId ? first : first & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value, length, isUnknown: !isId && isUnknown };
}

/** Makes an element one that players pass over. Its size stays, so that all others stay where they are. */
export function blankElement(bytes: Uint8Array, { start, end }: Element): void {
  const size = end - start;
  bytes.fill(0, start, end);
  bytes[start] = VOID;
  if (size < 10) {
    bytes[start + 1] = 0x80 | (size - 2);
    return;
  }
  // The longest way to write a size has eight bytes, of which the last four are enough here.
  bytes[start + 1] = 0x01;
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(start + 5, size - 9);
}

/** A whole number of any length. */
export function wholeNumber(bytes: Uint8Array, { body, end }: Element): number {
  return bytes.subarray(body, end).reduce((value, byte) => value * 256 + byte, 0);
}

export function fraction(bytes: Uint8Array, { body, end }: Element): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + body, end - body);
  if (end - body === 4) return view.getFloat32(0);
  return end - body === 8 ? view.getFloat64(0) : Number.NaN;
}
