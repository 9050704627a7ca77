import { orderInput } from "@/lib/checkout/payment-element/input";
import { answerPaymentUpdate } from "../../update-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The shopper asks for the discount of their tier. */
export const POST = (request: Request): Promise<Response> =>
  answerPaymentUpdate(request, orderInput, () => ({ kind: "loyalty" }));
