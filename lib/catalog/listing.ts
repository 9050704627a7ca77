import type { Locale } from "@/i18n/routing";
import type { CatalogProduct } from "./types";

export const SORTS = ["featured", "price-asc", "price-desc", "name"] as const;
export type Sort = (typeof SORTS)[number];

/** What a listing's URL asks for. A product stays when one variant meets all of it. */
export type ListingQuery = { sort: Sort; colour: string[]; size: string[]; inStock: boolean };

const KEYS = ["sort", "colour", "size", "in-stock"] as const;

/** Whether the URL asks for more than the plain listing. */
export function hasListingQuery(params: URLSearchParams): boolean {
  return KEYS.some((key) => params.has(key));
}

/** Reads a query; what it does not know counts as not asked. */
export function parseListingQuery(params: URLSearchParams): ListingQuery {
  const sort = SORTS.find((candidate) => candidate === params.get("sort")) ?? "featured";
  return {
    sort,
    colour: params.getAll("colour").filter(Boolean),
    size: params.getAll("size").filter(Boolean),
    inStock: params.get("in-stock") === "1",
  };
}

/** The lowest price of a product's variants, in minor units. */
export function lowestAmount(product: Pick<CatalogProduct, "variants">): number {
  return Math.min(...product.variants.map((variant) => variant.unitAmount));
}

function meets(variant: CatalogProduct["variants"][number], query: ListingQuery): boolean {
  const wanted = (values: string[], value: string | undefined) =>
    values.length === 0 || (value !== undefined && values.includes(value));
  return (
    wanted(query.colour, variant.options.colour) &&
    wanted(query.size, variant.options.size) &&
    (!query.inStock || variant.available > 0)
  );
}

/** The products a query leaves, in its order. Ties keep the order of the shop. */
export function applyListing<Product extends Pick<CatalogProduct, "variants" | "name">>(
  products: readonly Product[],
  query: ListingQuery,
  locale: Locale,
): Product[] {
  const left = products.filter((product) => product.variants.some((variant) => meets(variant, query)));
  switch (query.sort) {
    case "featured":
      return left;
    case "price-asc":
      return left.sort((a, b) => lowestAmount(a) - lowestAmount(b));
    case "price-desc":
      return left.sort((a, b) => lowestAmount(b) - lowestAmount(a));
    case "name":
      return left.sort((a, b) => a.name[locale].localeCompare(b.name[locale], locale));
  }
}
