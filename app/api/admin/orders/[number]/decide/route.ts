import { after } from "next/server";
import { z } from "zod";
import { decidedMoney } from "@/lib/desk/approvals/money-given-up.server";
import { ORDER_ACTS } from "@/lib/desk/decisions/acts";
import { decideInDesk, decisionRefusalText } from "@/lib/desk/decisions/decide.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.object({ act: z.enum(ORDER_ACTS), restock: z.literal("1").optional() });

/** Cancels an order, captures or releases its payment, or answers what needs a person. */
export const POST = deskChange(
  {
    right: "orders.decide",
    action: "order.decide",
    params: orderParams,
    body: json(schema),
    money: ({ params, body }) => decidedMoney(params.number, body),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ staff, params: { number }, body: { act, restock }, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const result = await unlessStripeIsDown(() =>
      decideInDesk(number, { act, restock: restock !== undefined, askedBy: staff.name }),
    );
    if (!result) return { ok: false, code: "stripe_unavailable" };
    if (!result.ok) {
      return {
        ok: false,
        code: result.code,
        message: decisionRefusalText(result, order, locale),
        status: 409,
      };
    }
    after(() => drainOutbox());
    const { ok: _, ...made } = result;
    return { ok: true, before: { status: order.status }, after: made, answer: made };
  },
);
