import { orderCodeInput } from "@/lib/checkout/payment-element/input";
import { answerPaymentUpdate } from "../../update-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The shopper has a code. */
export const POST = (request: Request): Promise<Response> =>
  answerPaymentUpdate(request, orderCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
