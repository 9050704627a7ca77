import { orderCodeInput } from "@/lib/checkout/payment/input";
import { answerPaymentUpdate } from "../../update-answer";

/** The shopper has a code. */
export const POST = (request: Request): Promise<Response> =>
  answerPaymentUpdate(request, orderCodeInput, ({ code }) => ({ kind: "promotion_code", code }));
