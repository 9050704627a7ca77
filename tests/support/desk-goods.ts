import type { ProductId } from "@/lib/base/ids";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import type { connect } from "@/lib/db/client";
import type { GoodsForm } from "@/lib/desk/goods/goods-form";
import { versionsOf } from "@/lib/desk/goods/goods-version.server";
import { saveGoods } from "@/lib/desk/goods/save-goods.server";
import { insertVariants } from "./store-fixtures";

/** Goods as the desk's form has them. */
export function deskGoods(db: ReturnType<typeof connect>) {
  async function stored(id: ProductId) {
    const found = await loadProduct(db, id);
    if (!found) throw new Error("no product");
    return found;
  }

  /** A product with two variants that Stripe has, and what its form would send without a change. */
  async function mug() {
    const [row, other] = await insertVariants(db, [7, 3]);
    if (!row || !other) throw new Error("no variants");
    const id = row.productId;
    const first = await saveGoods(id, await formOf(id), "test");
    if (!first.ok || first.later) throw new Error(`not saved: ${JSON.stringify(first)}`);
    return { id, sku: row.sku, other: other.sku, variantId: row.id };
  }

  const formOf = async (id: ProductId, form: Partial<GoodsForm> = {}): Promise<GoodsForm> => ({
    seen: JSON.stringify(versionsOf(await stored(id))),
    ...form,
  });

  return { stored, mug, formOf };
}
