import { isNull } from "drizzle-orm";
import { products } from "@/lib/db/schema";

/** Goods of the catalogue, and not those that staff agreed on for one draft alone. */
export const isCatalogProduct = isNull(products.onlyInCart);

/** The category of goods of the catalogue, which all have one. */
export const categoryOf = ({ categorySlug }: { categorySlug: string | null }): string => categorySlug ?? "";
