import { sessionInput } from "@/lib/checkout/update-input";
import { answerUpdate } from "../../update-answer";

/** Takes back the discounts the shopper asked for; those that come by themselves stay. */
export const POST = (request: Request): Promise<Response> =>
  answerUpdate(request, sessionInput, () => ({ kind: "remove" }));
