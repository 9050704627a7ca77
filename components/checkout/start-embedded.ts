import { z } from "zod";
import { type CheckoutRequest, startCheckout } from "./start-checkout";

const opened = z.object({ clientSecret: z.string(), orderId: z.string() });

export const startEmbedded = (request: CheckoutRequest) =>
  startCheckout(request, {
    path: "/api/checkout/embedded",
    schema: opened,
    makeStripe: (make) => make(),
  });
