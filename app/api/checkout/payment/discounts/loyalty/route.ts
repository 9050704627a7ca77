import { orderInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../../payment-route";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The shopper asks for the discount of their tier. */
export const POST = paymentRoute(orderInput, () => ({ kind: "loyalty" }));
