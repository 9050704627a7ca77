import { deliveryInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../payment-route";

export const maxDuration = 60;

/** Where it goes and how fast: rates, discounts of the country, and tax. Checked once more against the payment's own address. */
export const POST = paymentRoute(deliveryInput, ({ address, shippingSpeed }) => ({
  kind: "delivery",
  address,
  shippingSpeed,
}));
