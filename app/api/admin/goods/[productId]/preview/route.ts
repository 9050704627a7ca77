import type { ProductId } from "@/lib/base/ids";
import { lookInWords, refuseGoods } from "@/lib/desk/goods/answer-goods.server";
import { goodsForm, productParamsSchema } from "@/lib/desk/goods/goods-form";
import { lookAtGoods } from "@/lib/desk/goods/save-goods.server";
import { longJson } from "@/lib/http/body-reader";
import { deskTrial } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Says what saving a product would change here and at Stripe. */
export const POST = deskTrial(
  { right: "goods.edit", params: productParamsSchema, body: longJson(goodsForm) },
  async ({ params, body, staff }) => {
    const productId = params.productId as ProductId;
    const look = await lookAtGoods(productId, body);
    return look.ok
      ? { ok: true, ...(await lookInWords(look, productId, staff)) }
      : refuseGoods(look, productId, staff);
  },
);
