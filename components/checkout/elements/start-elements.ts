import { z } from "zod";
import { quoteSchema } from "@/lib/checkout/core/quote-answer";
import { defaultsSchema } from "@/lib/customers/checkout-defaults";
import { type CheckoutRequest, startCheckout } from "../start-checkout";

const opened = z.object({
  clientSecret: z.string(),
  orderId: z.string(),
  sessionId: z.string(),
  betas: z.array(z.string()),
  quote: quoteSchema,
  defaults: defaultsSchema,
});

export const startElements = (request: CheckoutRequest) =>
  startCheckout(request, {
    path: "/api/checkout/elements",
    schema: opened,
    makeStripe: (make, { betas }) => make({ locale: request.locale, betas }),
  });

type ElementsStart = Awaited<ReturnType<typeof startElements>>;

export type OpenElements = Extract<ElementsStart, { ok: true }>;
