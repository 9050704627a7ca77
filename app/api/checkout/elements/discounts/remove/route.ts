import { sessionInput } from "@/lib/checkout/elements/update-input";
import { answerQuoteUpdate } from "../../quote-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Takes back the discounts the shopper asked for; those that come by themselves stay. */
export const POST = (request: Request): Promise<Response> =>
  answerQuoteUpdate(request, sessionInput, () => ({ kind: "remove" }));
