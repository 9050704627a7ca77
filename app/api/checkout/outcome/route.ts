import { z } from "zod";
import type { OrderId } from "@/lib/base/ids";
import { countChange } from "@/lib/checkout/core/limits.server";
import { findPaymentOutcome } from "@/lib/checkout/core/payment-outcome.server";
import { json } from "@/lib/http/body-reader";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const schema = z.strictObject({
  orderId: z
    .string()
    .max(64)
    .transform((id) => id as OrderId),
});

/** Says whether an order was paid, for a page that lost the answer: `{ outcome }`. */
export const POST = route(
  { from: "own pages", body: json(schema), owner: readShopper, limit: ({ owner }) => countChange(owner) },
  async ({ body, owner }) => {
    const outcome = await findPaymentOutcome(body.orderId, owner);
    return outcome ? { ok: true, outcome } : { ok: false, code: "not_found" };
  },
);
