import { sessionInput } from "@/lib/checkout/elements/update-input";
import { answerQuoteUpdate } from "../../quote-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** The delivery address has changed: rates and discounts of its country. */
export const POST = (request: Request): Promise<Response> =>
  answerQuoteUpdate(request, sessionInput, () => ({ kind: "region" }));
