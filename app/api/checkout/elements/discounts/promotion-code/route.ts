import { promotionCodeInput } from "@/lib/checkout/update-input";
import { answerQuoteUpdate } from "../../quote-answer";

/** The shopper has a code. */
export const POST = (request: Request): Promise<Response> =>
  answerQuoteUpdate(request, promotionCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
