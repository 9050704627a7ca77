import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { isVisible } from "@/lib/catalog/products.server";
import { optionLabel } from "@/lib/catalog/variant-text";
import { db } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { shownStock } from "@/lib/inventory/stock.server";

const MOST = 12;

/** A few variants on sale, by a part of a name or a SKU; those whose SKU begins with it come first. */
export async function findGoodsToSell(q: string, locale: Locale) {
  const { goods } = await listGoods(readGoodsFilter({ q, state: "on" }));
  if (goods.length === 0) return [];
  const rows = await db()
    .select({ product: products, variant: variants })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      and(
        isVisible,
        inArray(
          products.id,
          goods.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(products.slug), asc(variants.position))
    .limit(500);
  const isMeant = ({ variant }: (typeof rows)[number]) => variant.sku.toLowerCase().includes(q.toLowerCase());
  const chosen = [...rows.filter(isMeant), ...rows.filter((row) => !isMeant(row))].slice(0, MOST);
  const stock = await shownStock(
    db(),
    chosen.map(({ variant }) => variant.id),
  );
  return chosen.map(({ product, variant }) => ({
    variantId: variant.id,
    sku: variant.sku,
    name: [inLocale(product.name, locale), inLocale(optionLabel(product.options, variant.options), locale)]
      .filter(Boolean)
      .join(", "),
    price: formatMoney(variant.unitAmount, variant.currency, locale),
    available: stock.get(variant.id)?.available ?? 0,
  }));
}
