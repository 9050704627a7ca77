import { after } from "next/server";
import { refundedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { refundBody } from "@/lib/desk/refunds/refund-body";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Gives money back as it was shown. The same `key` again is the same refund. */
export const POST = deskChange(
  {
    right: "orders.refund",
    action: "order.refund",
    params: orderParams,
    body: json(refundBody),
    money: ({ params, body }) => refundedMoney(params.number, body),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ staff, params: { number }, body, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const { terms, key, reason, note, amount, before } = body;
    const wish = { ...terms, ...(reason !== "" && { reason }), ...(note !== "" && { note }) };
    const result = await unlessStripeIsDown(() =>
      refundOrder(number, wish, key, { askedBy: staff.name, shown: { amount, before } }),
    );
    if (!result) return { ok: false, code: "stripe_unavailable" };
    if (!result.ok) {
      const status = result.code === "unknown" ? 503 : 409;
      return { ok: false, code: result.code, message: deskRefusalText(result, order, locale), status };
    }
    after(() => drainOutbox());
    const made = { amount: result.amount, status: result.status, order: result.order };
    return { ok: true, before: { refunded: before }, after: made, answer: made };
  },
);
