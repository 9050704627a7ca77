import { orderInput } from "@/lib/checkout/payment/input";
import { answerPaymentUpdate } from "../../update-answer";

/** The shopper asks for the discount of their tier. */
export const POST = (request: Request): Promise<Response> =>
  answerPaymentUpdate(request, orderInput, () => ({ kind: "loyalty" }));
