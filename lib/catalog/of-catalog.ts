import { isNull } from "drizzle-orm";
import { products } from "@/lib/db/schema";

/** Goods of the catalogue, and not those that staff agreed on for one draft alone. */
export const isCatalogProduct = isNull(products.onlyInCart);

/** The category of goods of the catalogue, which all have one. @throws Error for goods of one draft alone, which are in no list */
export function categoryOf({ categorySlug }: { categorySlug: string | null }): string {
  if (categorySlug === null) throw new Error("goods of one draft alone have no category");
  return categorySlug;
}
