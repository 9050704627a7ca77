export const SORTS = ["featured", "price-asc", "price-desc", "name"] as const;
export type Sort = (typeof SORTS)[number];

type ListingQuery = { sort: Sort; colour: string[]; inStock: boolean };

type ListedVariant = { options: Record<string, string>; unitAmount: number; available: number };
type Listed = { name: string; variants: readonly ListedVariant[] };

export function parseListingQuery(params: URLSearchParams): ListingQuery {
  return {
    sort: SORTS.find((candidate) => candidate === params.get("sort")) ?? "featured",
    colour: params.getAll("colour").filter(Boolean),
    inStock: params.get("in-stock") === "1",
  };
}

export function listingParams({ sort, colour, inStock }: ListingQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (sort !== "featured") params.set("sort", sort);
  for (const value of colour) params.append("colour", value);
  if (inStock) params.set("in-stock", "1");
  return params;
}

/** The lowest price of a product's variants, in minor units. */
export function lowestAmount({ variants }: Pick<Listed, "variants">): number {
  return Math.min(...variants.map((variant) => variant.unitAmount));
}

/** Filters and sorts; ties keep the shop's order. A product stays when one of its variants meets all conditions. */
export function applyListing<Product extends Listed>(
  products: readonly Product[],
  { sort, colour, inStock }: ListingQuery,
): Product[] {
  const meets = ({ options, available }: ListedVariant) =>
    (colour.length === 0 || (options.colour !== undefined && colour.includes(options.colour))) &&
    (!inStock || available > 0);
  const left = products.filter(({ variants }) => variants.some(meets));
  switch (sort) {
    case "featured":
      return left;
    case "price-asc":
      return left.sort((a, b) => lowestAmount(a) - lowestAmount(b));
    case "price-desc":
      return left.sort((a, b) => lowestAmount(b) - lowestAmount(a));
    case "name":
      return left.sort((a, b) => a.name.localeCompare(b.name));
  }
}
