import { type Box, dataView } from "./mp4-boxes";
import { broken } from "./video-refusal";

/** From `start` up to `end`, in bytes of the file. */
export type Stretch = { start: number; end: number };

/** Of an hour there are some hundred thousand. */
const MOST_ROWS = 1_000_000;

type Table = { stretches: Stretch[]; ticks: number };

/** Where the pieces of a track are, and how long it is in its own ticks. @param parts the boxes of its sample table, by type @throws VideoRefused */
export function readSamples(bytes: Uint8Array, parts: ReadonlyMap<string, Box>): Table {
  const sizes = sizesIn(bytes, parts);
  const runs = rowsIn(bytes, parts.get("stsc"), 3);
  const isLarge = parts.has("co64");
  const chunks = rowsIn(bytes, parts.get(isLarge ? "co64" : "stco"), isLarge ? 2 : 1);
  const stretches: Stretch[] = [];
  let sample = 0;
  let run = 0;
  for (const [index, row] of chunks.entries()) {
    while ((runs[run + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= index + 1) run += 1;
    const count = runs[run]?.[1] ?? 0;
    const start = isLarge ? at(row, 0) * 2 ** 32 + at(row, 1) : at(row, 0);
    stretches.push({ start, end: start + sizes.sum(sample, sample + count) });
    sample += count;
  }
  if (sample !== sizes.count || sample === 0) throw broken("its tables contradict each other");
  const ticks = rowsIn(bytes, parts.get("stts"), 2).reduce((sum, row) => sum + at(row, 0) * at(row, 1), 0);
  return { stretches, ticks };
}

const at = (row: readonly number[], column: number): number => row[column] ?? 0;

/** The rows of a table: their number, and then so many numbers of four bytes for each. */
function rowsIn(bytes: Uint8Array, box: Box | undefined, width: number): number[][] {
  if (!box || box.end - box.body < 8) throw broken("one of its tables is missing");
  const view = dataView(bytes);
  const count = view.getUint32(box.body + 4);
  const first = box.body + 8;
  if (count > MOST_ROWS || count * width * 4 > box.end - first) throw broken("one of its tables breaks off");
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (_, column) => view.getUint32(first + (row * width + column) * 4)),
  );
}

function sizesIn(bytes: Uint8Array, parts: ReadonlyMap<string, Box>) {
  const box = parts.get("stsz");
  if (!box || box.end - box.body < 12) throw broken("one of its tables is missing");
  const view = dataView(bytes);
  const same = view.getUint32(box.body + 4);
  const count = view.getUint32(box.body + 8);
  const first = box.body + 12;
  if (same === 0 && count * 4 > box.end - first) throw broken("one of its tables breaks off");
  return {
    count,
    /** Bytes of the samples from one up to another. */
    sum: (from: number, to: number): number => {
      if (to > count) throw broken("its tables contradict each other");
      if (same > 0) return (to - from) * same;
      let total = 0;
      for (let sample = from; sample < to; sample += 1) total += view.getUint32(first + sample * 4);
      return total;
    },
  };
}
