import { z } from "zod";
import { pickupSchema } from "@/lib/checkout/core/quote-answer";
import { type CheckoutRequest, startCheckout } from "./start-checkout";

const opened = z.object({
  clientSecret: z.string(),
  orderId: z.string(),
  pickups: z.array(z.object({ name: z.string(), pickup: pickupSchema })),
});

export const startEmbedded = (request: CheckoutRequest) =>
  startCheckout(request, {
    path: "/api/checkout/embedded",
    schema: opened,
    makeStripe: (make) => make(),
  });
