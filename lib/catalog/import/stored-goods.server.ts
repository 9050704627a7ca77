import "server-only";
import { inArray, or } from "drizzle-orm";
import type { ProductId } from "@/lib/base/ids";
import type { GoodsProduct } from "@/lib/catalog/goods/goods";
import type { VariantRow } from "@/lib/catalog/product-facts";
import type { Queryable, Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { products, variants } from "@/lib/db/schema";
import type { PictureBringer } from "@/lib/pictures/bring-pictures.server";
import type { VideoBringer } from "@/lib/videos/bring-videos.server";
import type { StoredFiles } from "./plan-pictures";
import type { StoredGoods } from "./plan-product";

/** What finds the pictures and the videos that files name. */
export type Finders = { findPictures: PictureBringer["find"]; findVideos: VideoBringer["find"] };

/** Reads what the database has of these products, in a few queries. */
export async function readStoredGoods(
  q: Queryable,
  goods: readonly GoodsProduct[],
  finders: Finders,
): Promise<StoredGoods> {
  const slugs = goods.map(({ slug }) => slug);
  const ids = goods.flatMap(({ id }) => (id ? [id as ProductId] : []));
  const rows = await q
    .select()
    .from(products)
    .where(or(inArray(products.slug, slugs), ids.length > 0 ? inArray(products.id, ids) : undefined))
    .orderBy(products.id);
  const found = rows.map(({ id }) => id);
  const skus = goods.flatMap((product) => product.variants.map(({ sku }) => sku));
  const own = await q
    .select()
    .from(variants)
    .where(or(inArray(variants.sku, skus), found.length > 0 ? inArray(variants.productId, found) : undefined))
    .orderBy(variants.id);
  const variantsOf = new Map<ProductId, VariantRow[]>();
  for (const variant of own) {
    const list = variantsOf.get(variant.productId) ?? [];
    list.push(variant);
    variantsOf.set(variant.productId, list);
  }
  return {
    bySlug: new Map(rows.map((row) => [row.slug, row])),
    byId: new Map(rows.map((row) => [row.id, row])),
    bySku: new Map(own.map((row) => [row.sku, row])),
    variantsOf,
    ...(await findFiles(q, goods, finders)),
  };
}

/** Looks for the pictures and the videos that these products name. */
export async function findFiles(
  q: Queryable,
  goods: readonly GoodsProduct[],
  { findPictures, findVideos }: Finders,
): Promise<StoredFiles> {
  const all = goods.flatMap(({ pictures = [] }) => pictures);
  const ofVideos = all.flatMap(({ video }) => (video ? [video.source] : []));
  return {
    pictures: await findPictures(
      q,
      all.map(({ source }) => source),
    ),
    videos: await findVideos(q, ofVideos),
  };
}

/** Locks them, products before variants as the sync with Stripe does, so that what is read next stays so until the transaction ends. */
export async function lockStoredGoods(tx: Transaction, stored: StoredGoods): Promise<void> {
  const productIds = [...stored.byId.keys()] as ProductId[];
  if (productIds.length > 0) {
    await tx
      .select({ id: products.id })
      .from(products)
      .where(inArray(products.id, productIds))
      .orderBy(products.id)
      .for("no key update");
  }
  const ids = [...stored.bySku.values()].map(({ id }) => id);
  if (ids.length === 0) return;
  keepLockOrder(tx, "variant", ids);
  await tx
    .select({ id: variants.id })
    .from(variants)
    .where(inArray(variants.id, ids))
    .orderBy(variants.id)
    .for("no key update");
}
