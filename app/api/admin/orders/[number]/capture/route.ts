import { after } from "next/server";
import { decisionRefusalText } from "@/lib/desk/decisions/decide.server";
import { captureBody } from "@/lib/desk/decisions/part-body";
import { partRefusalText } from "@/lib/desk/decisions/part-refusal.server";
import { orderParams } from "@/lib/desk/orders/inputs";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { captureInPart } from "@/lib/orders/merchant/capture-part.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

/** Takes the money of some pieces of an authorized order, and lets go of the rest. */
export const POST = deskChange(
  {
    right: "orders.decide",
    action: "order.capture_part",
    params: orderParams,
    body: json(captureBody),
    about: ({ params }) => ({ kind: "order", id: params.number }),
  },
  async ({ params: { number }, body: { keep, amount, agreed }, locale }) => {
    const order = await orderByNumber(number);
    if (!order) return { ok: false, code: "not_found" };
    const result = await unlessStripeIsDown(() => captureInPart(number, keep, amount, agreed === "1"));
    if (!result) return { ok: false, code: "stripe_unavailable" };
    if (!result.ok) {
      const { code } = result;
      const message =
        code === "nothing_authorized"
          ? decisionRefusalText(result, order, locale)
          : partRefusalText(code, locale);
      return { ok: false, code, message, status: 409 };
    }
    after(() => drainOutbox());
    const { ok: _, ...made } = result;
    return { ok: true, before: { total: order.total }, after: made, answer: made };
  },
);
