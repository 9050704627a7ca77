import type { z } from "zod";
import { withinUpdateLimits } from "@/lib/checkout/limits.server";
import { type PaymentChange, updatePayment } from "@/lib/checkout/payment/update-payment.server";
import type { OrderId } from "@/lib/ids";
import { answerUpdate, refused, succeeded } from "../update-answer";

/** One endpoint of one change. Answers `{ type: "object", value: { succeeded: true, checkout } }` or `{ type: "error", … }`. */
export function answerPaymentUpdate<Body extends { orderId: OrderId }>(
  request: Request,
  schema: z.ZodType<Body>,
  change: (body: Body) => PaymentChange,
): Promise<Response> {
  return answerUpdate(request, schema, withinUpdateLimits, async (body, shopper, locale) => {
    const updated = await updatePayment({ orderId: body.orderId, shopper, change: change(body) });
    return updated.ok ? succeeded({ checkout: updated.checkout }) : refused(updated, locale);
  });
}
