import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import type { ProductId } from "@/lib/base/ids";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { db } from "@/lib/db/client";
import { productParamsSchema } from "@/lib/desk/goods/goods-form";
import { json } from "@/lib/http/body-reader";
import { countStock } from "@/lib/inventory/count.server";
import { deskChange } from "@/lib/staff/desk-route.server";

const body = z.strictObject({
  sku: z.string().min(1).max(200),
  kind: z.enum(["counted", "received"]),
  pieces: z.string().regex(/^\d{1,8}$/),
  note: z.string().trim().max(500).optional(),
});

/** Says how many pieces of a variant there are, or how many have arrived. */
export const POST = deskChange(
  {
    right: "stock.count",
    action: "stock.count",
    params: productParamsSchema,
    body: json(body),
    about: ({ params }) => ({ kind: "goods", id: params.productId }),
  },
  async ({ params, body: { sku, kind, pieces, note }, staff, locale }) => {
    const stored = await loadProduct(db(), params.productId as ProductId);
    if (!stored?.variants.some((variant) => variant.sku === sku)) return { ok: false, code: "not_found" };
    const counted = await countStock(db(), {
      ...{ sku, kind, pieces: Number(pieces), who: staff.email },
      ...(note && { note }),
    });
    if (!counted.ok) {
      const message = translator(locale, "desk-goods")("stock.unknown");
      return { ok: false, code: counted.code, message, status: 409 };
    }
    const { before, after } = counted;
    return {
      ok: true,
      before: { sku, onHand: before },
      after: { sku, onHand: after },
      answer: { before, after },
    };
  },
);
