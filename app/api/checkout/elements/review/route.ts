import { sessionInput } from "@/lib/checkout/elements/update-input";
import { answerQuoteUpdate } from "../quote-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Right before paying: prices, stock and discounts are still what the page shows, or the answer tells what is not. */
export const POST = (request: Request): Promise<Response> =>
  answerQuoteUpdate(request, sessionInput, () => ({ kind: "review" }));
