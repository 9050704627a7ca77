import { promotionCodeInput } from "@/lib/checkout/update-input";
import { answerUpdate } from "../../update-answer";

/** The shopper has a code. */
export const POST = (request: Request): Promise<Response> =>
  answerUpdate(request, promotionCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
