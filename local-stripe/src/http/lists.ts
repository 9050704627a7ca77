import { Sequence, sequenceOf } from "../state/sequence";
import { invalid, noSuch } from "./errors";
import type { Input } from "./form";
import { integer, object, type Parsed, type Rule, text } from "./rules";

/** The parameters that every list takes. */
export const PAGE = {
  limit: integer(1, 100),
  starting_after: text(),
  ending_before: text(),
};

type Page = Parsed<typeof PAGE>;

interface List<T> {
  object: "list";
  url: string;
  has_more: boolean;
  data: T[];
}

const range = object({ gt: integer(), gte: integer(), lt: integer(), lte: integer() });

/** `created=5` or `created[gte]=5`: a test of a Unix time. */
export const createdFilter: Rule<(seconds: number) => boolean> = {
  parse: (value: Input, path: string) => {
    if (typeof value === "string") {
      const exact = integer().parse(value, path);
      return (seconds) => seconds === exact;
    }
    const { gt, gte, lt, lte } = range.parse(value, path);
    return (seconds) =>
      (gt === undefined || seconds > gt) &&
      (gte === undefined || seconds >= gte) &&
      (lt === undefined || seconds < lt) &&
      (lte === undefined || seconds <= lte);
  },
};

/** A page of items, which are already in the list's order, mostly newest first. It reads only what it shows. */
export function paginate<T extends { id: string }>(
  items: Sequence<T> | readonly T[],
  page: Page,
  url: string,
): List<T> {
  const { starting_after: after, ending_before: before, limit = 10 } = page;
  if (after && before) {
    throw invalid(
      "You can only specify one of these parameters: starting_after, ending_before.",
      "ending_before",
    );
  }
  const list = items instanceof Sequence ? items : sequenceOf(items);
  const start = after ?? before;
  if (start && !list.knows(start)) {
    throw noSuch("object", start, after ? "starting_after" : "ending_before", 400);
  }
  const found = before
    ? list.before(before, limit + 1)
    : after
      ? list.after(after, limit + 1)
      : list.take(limit + 1);
  const data = found.slice(0, limit);
  return { object: "list", url, has_more: found.length > limit, data: before ? data.reverse() : data };
}
