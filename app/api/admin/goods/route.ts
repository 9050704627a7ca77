import { addGoods, newGoodsBody } from "@/lib/desk/goods/add-goods.server";
import { refuseGoods } from "@/lib/desk/goods/answer-goods.server";
import { json } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Makes a product, as a draft. */
export const POST = deskChange(
  {
    right: "goods.edit",
    action: "goods.add",
    body: json(newGoodsBody),
    about: ({ body }) => ({ kind: "goods", id: body.sku }),
  },
  async ({ body, staff }) => {
    const added = await addGoods(body, staff.email);
    if (added.ok) return { ok: true, after: body, answer: { productId: added.productId } };
    return refuseGoods({ ...added, code: "goods_refused", problems: [] }, null, staff);
  },
);
