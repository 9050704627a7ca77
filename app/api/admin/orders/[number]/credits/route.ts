import { after } from "next/server";
import { refundedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { creditBody } from "@/lib/desk/refunds/refund-body";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { giveCredit } from "@/lib/orders/merchant/give-credit.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Gives a code in place of money, as it was shown. The same `key` again is the same code. */
export const POST = deskChange(
  {
    right: "orders.refund",
    action: "order.credit",
    params: orderParams,
    body: json(creditBody),
    money: ({ params, body }) => refundedMoney(params.number, body),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ staff, params: { number }, body, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const { terms: wish, key, amount, before } = body;
    const asked = { wish, key, by: staff.name, shown: { amount, before } };
    const result = await unlessStripeIsDown(() => giveCredit(number, asked));
    if (!result) return { ok: false, code: "stripe_unavailable" };
    if (!result.ok) {
      return { ok: false, code: result.code, message: deskRefusalText(result, order, locale), status: 409 };
    }
    after(() => drainOutbox());
    // The code is money: the log, which is never deleted, does not have it.
    return { ok: true, before: { refunded: before }, after: { amount: result.amount } };
  },
);
