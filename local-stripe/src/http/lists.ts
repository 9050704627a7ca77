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

/** A page of items, which are already in the list's order, mostly newest first. */
export function paginate<T extends { id: string }>(items: T[], page: Page, url: string): List<T> {
  const { starting_after: after, ending_before: before, limit = 10 } = page;
  if (after && before) {
    throw invalid(
      "You can only specify one of these parameters: starting_after, ending_before.",
      "ending_before",
    );
  }
  const indexOf = (id: string, param: string): number => {
    const index = items.findIndex((item) => item.id === id);
    if (index === -1) throw noSuch("object", id, param, 400);
    return index;
  };
  if (before) {
    const end = indexOf(before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", url, has_more: start > 0, data: items.slice(start, end) };
  }
  const start = after ? indexOf(after, "starting_after") + 1 : 0;
  return {
    object: "list",
    url,
    has_more: items.length > start + limit,
    data: items.slice(start, start + limit),
  };
}
