import { deliveryInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../payment-route";

export const maxDuration = 60;

/** Changes address and speed, and with them rates, discounts and tax. They are checked again with the payment's own address. */
export const POST = paymentRoute(deliveryInput, ({ address, shippingSpeed }) => ({
  kind: "delivery",
  address,
  shippingSpeed,
}));
