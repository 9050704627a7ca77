/** `part` has its first and its last byte, counted from 0. */
type Wanted = { kind: "all" } | { kind: "part"; part: { first: number; last: number } } | { kind: "none" };

const RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * What a `Range` header asks for, of a file of so many bytes: `none` is for a part that is not there, which 416 answers. What is not understood, and several parts
 * at once, are answered with all of the file, as RFC 9110 allows.
 */
export function wantedOf(range: string | null, size: number): Wanted {
  const [found, from = "", to = ""] = RANGE.exec(range ?? "") ?? [];
  if (!found || (from === "" && to === "")) return { kind: "all" };
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? { kind: "none" } : { kind: "part", part: { first: size - length, last: size - 1 } };
  }
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return { kind: "all" };
  return first >= size ? { kind: "none" } : { kind: "part", part: { first, last } };
}
