import { after } from "next/server";
import { returnedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import { returnCreditBody, returnParams } from "@/lib/desk/returns/inputs";
import { returnAnswer } from "@/lib/desk/returns/refusals.server";
import { findReturn } from "@/lib/desk/returns/return-desk.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { creditReturn } from "@/lib/orders/returns/decide.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Gives a code for what came back, in place of money. The same `key` again is the same code. */
export const POST = deskChange(
  {
    right: "orders.refund",
    action: "return.credit",
    params: returnParams,
    body: json(returnCreditBody),
    money: ({ params, body }) => returnedMoney(params.returnId, body),
    about: ({ params }) => ({ kind: "return", id: String(params.returnId) }),
  },
  async ({ staff, params: { returnId }, body: { key, amount, before, delivery }, locale }) => {
    const found = await findReturn(returnId);
    if (!found) return { ok: false, code: "not_found" };
    const { status } = found.row;
    const result = await unlessStripeIsDown(() =>
      creditReturn(returnId, {
        ...{ key, by: staff.name, shown: { amount, before } },
        withDelivery: delivery !== undefined,
      }),
    );
    if (!result) return { ok: false, code: "stripe_unavailable" };
    if (result.ok) {
      after(() => drainOutbox());
      return { ok: true, before: { status, refunded: before }, after: { amount: result.amount } };
    }
    if (result.code === "not_found") return { ok: false, code: "not_found" };
    if (result.code === "return_changed") return returnAnswer({ ...result, status }, {}, locale);
    return {
      ok: false,
      code: result.code,
      message: deskRefusalText(result, found.order, locale),
      status: 409,
    };
  },
);
