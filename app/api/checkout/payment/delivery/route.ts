import { deliveryInput } from "@/lib/checkout/payment-element/input";
import { answerPaymentUpdate } from "../update-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Where it goes and how fast: rates, discounts of the country, and tax. Checked once more against the payment's own address. */
export const POST = (request: Request): Promise<Response> =>
  answerPaymentUpdate(request, deliveryInput, ({ address, shippingSpeed }) => ({
    kind: "delivery",
    address,
    shippingSpeed,
  }));
