import { orderInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../../payment-route";

export const maxDuration = 60;

/** Takes back the discounts the shopper asked for; those that come by themselves stay. */
export const POST = paymentRoute(orderInput, () => ({ kind: "remove" }));
