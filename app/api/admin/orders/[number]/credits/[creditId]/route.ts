import { creditParams } from "@/lib/desk/refunds/refund-body";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { takeCreditBack } from "@/lib/orders/merchant/give-credit.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Ends a code that was given in place of money, so that what is left of it can be given back as money. */
export const DELETE = deskChange(
  {
    right: "orders.refund",
    action: "order.take_credit_back",
    params: creditParams,
    body: "none",
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ params: { number, creditId }, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const result = await takeCreditBack(number, creditId);
    if (!result.ok) {
      return { ok: false, code: result.code, message: deskRefusalText(result, order, locale), status: 409 };
    }
    return { ok: true, after: { amount: result.amount } };
  },
);
