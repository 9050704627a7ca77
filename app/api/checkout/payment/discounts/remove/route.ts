import { orderInput } from "@/lib/checkout/payment-element/input";
import { answerPaymentUpdate } from "../../update-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Takes back the discounts the shopper asked for; those that come by themselves stay. */
export const POST = (request: Request): Promise<Response> =>
  answerPaymentUpdate(request, orderInput, () => ({ kind: "remove" }));
