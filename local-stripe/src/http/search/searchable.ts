import type { Local } from "../../state/local";
import type { Sequence } from "../../state/sequence";
import type { Api } from "../api";
import { invalid } from "../errors";
import { integer, required, text } from "../rules";
import { type Fields, matcher } from "./match";
import { parseQuery } from "./parse";

const SEARCH = { query: required(text()), limit: integer(1, 100), page: text() };

interface Searchable<T> {
  /** As in the path and in refusals: `payment_intents`. */
  resource: string;
  fields: Fields<T>;
  /** Newest first. */
  objects: (local: Local) => Sequence<T>;
  /** What is answered of one, when it was searched with more. */
  answer?: (object: T) => object;
}

/** Adds `GET /v1/…/search`. It must come before the call that reads an id. */
export function searchable<T extends { id: string; metadata: Record<string, string> | null }>(
  api: Api,
  { resource, fields, objects, answer = (object) => object }: Searchable<T>,
): void {
  const url = `/v1/${resource}/search`;
  api.get(url, SEARCH, ({ local, input, read }) => {
    const { query, limit = 10, page } = read();
    const { clauses, any } = parseQuery(query);
    const tests = clauses.map((clause) => matcher(clause, fields, resource));
    const found = objects(local).filter((object) =>
      any ? tests.some((test) => test(object)) : tests.every((test) => test(object)),
    );
    const start = page === undefined ? undefined : startOf(page, query, found);
    const ahead = start === undefined ? found.take(limit + 1) : found.after(start, limit + 1);
    const data = ahead.slice(0, limit);
    const last = data.at(-1);
    const hasMore = ahead.length > limit;
    return {
      object: "search_result",
      url,
      has_more: hasMore,
      next_page: hasMore && last ? pageAfter(last.id, query) : null,
      data: data.map(answer),
      ...(wantsCount(input.expand) && { total_count: found.toArray().length }),
    };
  });
}

/** A page begins after an object, so that new ones do not move it. */
function pageAfter(id: string, query: string): string {
  return Buffer.from(JSON.stringify({ id, query })).toString("base64url");
}

function startOf(page: string, query: string, found: Sequence<{ id: string }>): string {
  const id = idIn(page);
  if (id === null || pageAfter(id, query) !== page || !found.knows(id)) {
    throw invalid("The page is not one of this search.", "page");
  }
  return id;
}

function idIn(page: string): string | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(page, "base64url").toString("utf8"));
    const isPage = typeof parsed === "object" && parsed !== null && "id" in parsed;
    return isPage && typeof parsed.id === "string" ? parsed.id : null;
  } catch {
    return null;
  }
}

/** The count is there only when it is expanded. */
function wantsCount(expand: unknown): boolean {
  if (typeof expand === "string") return expand === "total_count";
  return typeof expand === "object" && expand !== null && Object.values(expand).includes("total_count");
}
