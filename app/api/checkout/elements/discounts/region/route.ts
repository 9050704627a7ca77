import { sessionInput } from "@/lib/checkout/update-input";
import { answerUpdate } from "../../update-answer";

/** The delivery address has changed: rates and discounts of its country. */
export const POST = (request: Request): Promise<Response> =>
  answerUpdate(request, sessionInput, () => ({ kind: "region" }));
