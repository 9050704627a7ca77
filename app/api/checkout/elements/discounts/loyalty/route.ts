import { sessionInput } from "@/lib/checkout/update-input";
import { answerUpdate } from "../../update-answer";

/** The shopper asks for the discount of their tier. */
export const POST = (request: Request): Promise<Response> =>
  answerUpdate(request, sessionInput, () => ({ kind: "loyalty" }));
