import { deliveryInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../payment-route";

export const maxDuration = 60;

/** Address and speed: rates, discounts and tax. Checked again with the payment's own address. */
export const POST = paymentRoute(deliveryInput, ({ address, shippingSpeed }) => ({
  kind: "delivery",
  address,
  shippingSpeed,
}));
