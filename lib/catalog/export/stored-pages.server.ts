import "server-only";
import { and, asc, gt, inArray } from "drizzle-orm";
import { isCatalogProduct } from "@/lib/catalog/of-catalog";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import type { Database } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";

const PAGE = 250;

/** All products with their variants, by their addresses, in the memory of some hundred. */
export async function* storedProducts(db: Database): AsyncGenerator<StoredProduct> {
  let after = "";
  for (;;) {
    const page = await db
      .select()
      .from(products)
      .where(and(isCatalogProduct, gt(products.slug, after)))
      .orderBy(asc(products.slug))
      .limit(PAGE);
    const last = page.at(-1);
    if (!last) return;
    const ids = page.map(({ id }) => id);
    const own = await db
      .select()
      .from(variants)
      .where(inArray(variants.productId, ids))
      .orderBy(asc(variants.productId), asc(variants.position), asc(variants.sku));
    const byProduct = new Map(ids.map((id) => [id, [] as StoredProduct["variants"]]));
    for (const variant of own) byProduct.get(variant.productId)?.push(variant);
    for (const product of page) yield { product, variants: byProduct.get(product.id) ?? [] };
    after = last.slug;
  }
}
