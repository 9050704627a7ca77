import type { Currency } from "@/lib/base/money";

export const SORTS = ["featured", "newest", "price-asc", "price-desc", "name"] as const;
export type Sort = (typeof SORTS)[number];

/** Where a page begins: after or before a product, by what the list is sorted by. */
type Cursor = { toward: "after" | "before"; key: string; productId: string };

export type ListingQuery = {
  sort: Sort;
  /** Chosen values by axis; one of each axis must be met. */
  options: Record<string, string[]>;
  /** The slug of a category below. */
  within: string | null;
  /** In major units, as typed. */
  min: number | null;
  max: number | null;
  /** Of both; the page's, and no part of its address. Absent is the store's own. */
  currency?: Currency;
  inStock: boolean;
  cursor: Cursor | null;
};

const MOST_AXES = 5;
/** Sets of options to look for: one of each axis. More choices than make so many are left out. */
const MOST_SETS = 256;
const LONGEST = 200;

const storable = (text: string) => text.length <= LONGEST && !/[\0\p{Surrogate}]/u.test(text);

/** Reads an address. What it does not know, and what can't be, is not asked. */
export function parseListingQuery(params: URLSearchParams): ListingQuery {
  const within = params.get("in") ?? "";
  return {
    sort: SORTS.find((candidate) => candidate === params.get("sort")) ?? "featured",
    options: parseOptions(params.getAll("option")),
    within: within && storable(within) ? within : null,
    min: parseAmount(params.get("min")),
    max: parseAmount(params.get("max")),
    inStock: params.get("in-stock") === "1",
    cursor: parseCursor("after", params.get("after")) ?? parseCursor("before", params.get("before")),
  };
}

function parseOptions(given: readonly string[]): Record<string, string[]> {
  const options = new Map<string, string[]>();
  for (const text of given) {
    const place = text.indexOf(":");
    const [axis, value] = [text.slice(0, place), text.slice(place + 1)];
    if (place < 1 || value === "" || !storable(text)) continue;
    const chosen = options.get(axis) ?? [];
    if (chosen.includes(value)) continue;
    const wider = new Map(options).set(axis, [...chosen, value]);
    const sets = [...wider.values()].reduce((product, values) => product * values.length, 1);
    if (wider.size <= MOST_AXES && sets <= MOST_SETS) options.set(axis, [...chosen, value]);
  }
  return Object.fromEntries(options);
}

const MOST = 20_000_000;

function parseAmount(text: string | null): number | null {
  const amount = Number(text?.trim().replace(",", ".") || Number.NaN);
  return amount >= 0 && amount <= MOST ? amount : null;
}

function parseCursor(toward: Cursor["toward"], text: string | null): Cursor | null {
  const place = text?.lastIndexOf("~") ?? -1;
  if (!text || place < 0 || !storable(text)) return null;
  const productId = text.slice(place + 1);
  return productId ? { toward, key: text.slice(0, place), productId } : null;
}

/** The shortest address of a listing; `parseListingQuery` reads it back. */
export function listingParams(query: ListingQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.sort !== "featured") params.set("sort", query.sort);
  for (const [axis, values] of Object.entries(query.options)) {
    for (const value of values) params.append("option", `${axis}:${value}`);
  }
  if (query.within !== null) params.set("in", query.within);
  if (query.min !== null) params.set("min", String(query.min));
  if (query.max !== null) params.set("max", String(query.max));
  if (query.inStock) params.set("in-stock", "1");
  if (query.cursor) params.set(query.cursor.toward, `${query.cursor.key}~${query.cursor.productId}`);
  return params;
}

export const NO_QUERY: ListingQuery = parseListingQuery(new URLSearchParams());

/** Whether some goods of the list may be left out. */
export const isFiltered = (query: ListingQuery): boolean =>
  listingParams({ ...query, sort: "featured", cursor: null }).size > 0;

type OptionsAsked = Pick<ListingQuery, "options" | "inStock">;

/** What one variant must have: a value of each axis. */
export type OptionSet = { options: Record<string, string>; stock: boolean };

/** The sets of options of which one variant must have one. */
export function optionSets({ options, inStock }: OptionsAsked): OptionSet[] {
  const axes = Object.keys(options).sort();
  const sets = axes.reduce<Record<string, string>[]>(
    (made, axis) =>
      made.flatMap((set) => (options[axis] ?? []).map((value): typeof set => ({ ...set, [axis]: value }))),
    [{}],
  );
  return sets.map((set) => ({ options: set, stock: inStock }));
}

/** As the database writes it: "colour=sand&size=m&stock". */
export const facetOf = ({ options, stock }: OptionSet): string =>
  [
    ...Object.keys(options)
      .sort()
      .map((axis) => `${axis}=${options[axis]}`),
    ...(stock ? ["stock"] : []),
  ].join("&");

/** `optionSets` as the database writes them. Empty when nothing is asked of variants. */
export const facetSets = (asked: OptionsAsked): string[] => optionSets(asked).map(facetOf).filter(Boolean);
