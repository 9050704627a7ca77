import { promotionCodeInput } from "@/lib/checkout/elements/update-input";
import { answerQuoteUpdate } from "../../quote-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The shopper has a code. */
export const POST = (request: Request): Promise<Response> =>
  answerQuoteUpdate(request, promotionCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
