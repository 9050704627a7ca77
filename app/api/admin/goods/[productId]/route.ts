import type { ProductId } from "@/lib/base/ids";
import { categoryOf } from "@/lib/catalog/of-catalog";
import { renewPages } from "@/lib/catalog/revalidate.server";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { db } from "@/lib/db/client";
import { lookInWords, refuseGoods } from "@/lib/desk/goods/answer-goods.server";
import { goodsForm, productParamsSchema } from "@/lib/desk/goods/goods-form";
import { saveGoods } from "@/lib/desk/goods/save-goods.server";
import { typedValues } from "@/lib/desk/goods/typed-names";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Saves a product by what its form says, here and at Stripe. */
export const PUT = deskChange(
  {
    right: "goods.edit",
    action: "goods.save",
    params: productParamsSchema,
    body: longJson(goodsForm),
    logged: (form) => ({ fields: typedValues(form).map(([name]) => name) }),
    about: ({ params }) => ({ kind: "goods", id: params.productId }),
  },
  async ({ params, body, staff }) => {
    const productId = params.productId as ProductId;
    const saved = await saveGoods(productId, body, staff.email);
    if (!saved.ok) return refuseGoods(saved, productId, staff);
    const stored = await loadProduct(db(), productId);
    if (stored) renewPages([{ ...stored.product, categorySlug: categoryOf(stored.product) }]);
    return {
      ok: true,
      before: saved.changes.map(({ field, sku, before }) => ({ field, sku, before })),
      after: saved.changes.map(({ field, sku, after }) => ({ field, sku, after })),
      noted: { merged: saved.merged.others.map(({ name }) => name), laidOver: saved.merged.laidOver },
      answer: { ...(await lookInWords(saved, productId, staff)), later: saved.later },
    };
  },
);
