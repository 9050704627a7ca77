import type { Locale } from "@/i18n/routing";
import type { ProductId } from "@/lib/base/ids";

/** Products a page. */
export const SEARCH_PAGE_SIZE = 24;

/** More products than this are not counted, and not ranked against each other. */
export const MOST_FOUND = 1000;

export type SearchRequest = {
  /** As it was typed: anything. */
  text: string;
  locale: Locale;
  /** Where the page begins, as `next` or `previous` of another page said; null is the first. Anything else is the first too. */
  after: string | null;
  /** Does not correct typing mistakes. */
  exact: boolean;
};

export type SearchResult = {
  /** Best first, at most `SEARCH_PAGE_SIZE`. */
  ids: ProductId[];
  /** On all pages; `more` says that they are not counted further. */
  total: { count: number; more: boolean };
  /** The cursors of the pages around. An empty text is the first page's; null is none. */
  previous: string | null;
  next: string | null;
  /** What was searched instead, because nothing is found for what was typed. */
  corrected: string | null;
};

export type Suggestions = {
  ids: ProductId[];
  /** Pages of several goods whose names begin so. */
  places: { kind: "category" | "collection"; slug: string; name: string }[];
};

/** What another search engine must do to take the place of PostgreSQL. No text makes it throw. */
export type ShopSearch = {
  search: (request: SearchRequest) => Promise<SearchResult>;
  /** For what is being typed. */
  suggest: (text: string, locale: Locale) => Promise<Suggestions>;
};
