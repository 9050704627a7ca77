import { sessionInput } from "@/lib/checkout/update-input";
import { answerQuoteUpdate } from "../../quote-answer";

/** The shopper asks for the discount of their tier. */
export const POST = (request: Request): Promise<Response> =>
  answerQuoteUpdate(request, sessionInput, () => ({ kind: "loyalty" }));
