import { orderInput } from "@/lib/checkout/payment-element/input";
import { paymentRoute } from "../../payment-route";

export const maxDuration = 60;

/** Removes requested discounts; automatic ones stay. */
export const POST = paymentRoute(orderInput, () => ({ kind: "remove" }));
