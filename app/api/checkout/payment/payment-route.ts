import type { z } from "zod";
import type { OrderId } from "@/lib/base/ids";
import { type PaymentChange, updatePayment } from "@/lib/checkout/payment-element/update-payment.server";
import { updateRoute } from "../update-route";

export const paymentRoute = <Body extends { orderId: OrderId }>(
  schema: z.ZodType<Body>,
  change: (body: Body) => PaymentChange,
) =>
  updateRoute({
    schema,
    isCode: (body) => change(body).kind === "promotion_code",
    carryOut: async (body, shopper) => {
      const updated = await updatePayment({ orderId: body.orderId, shopper, change: change(body) });
      return updated.ok ? { ok: true, shown: { checkout: updated.checkout } } : updated;
    },
  });
