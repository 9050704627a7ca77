import type { z } from "zod";
import type { OrderId } from "@/lib/base/ids";
import { type PaymentChange, updatePayment } from "@/lib/checkout/payment-element/update-payment.server";
import { answerUpdate } from "../update-answer";

/** One endpoint of one change. Answers `{ type: "object", value: { succeeded: true, checkout } }` or `{ type: "error", … }`. */
export function answerPaymentUpdate<Body extends { orderId: OrderId }>(
  request: Request,
  schema: z.ZodType<Body>,
  change: (body: Body) => PaymentChange,
): Promise<Response> {
  return answerUpdate(request, {
    schema,
    isCode: (body) => change(body).kind === "promotion_code",
    carryOut: async (body, shopper) => {
      const updated = await updatePayment({ orderId: body.orderId, shopper, change: change(body) });
      return updated.ok ? { ok: true, told: { checkout: updated.checkout } } : updated;
    },
  });
}
