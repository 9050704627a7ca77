import type { z } from "zod";
import type { SessionId } from "@/lib/base/ids";
import type { QuoteIntent } from "@/lib/checkout/core/quote-change";
import { updateQuote } from "@/lib/checkout/elements/update-quote.server";
import { answerUpdate } from "../update-answer";

/** One endpoint of one intent. */
export function answerQuoteUpdate<Body extends { checkout_session_id: SessionId }>(
  request: Request,
  schema: z.ZodType<Body>,
  intent: (body: Body) => QuoteIntent,
): Promise<Response> {
  return answerUpdate(request, {
    schema,
    isCode: (body) => intent(body).kind === "promotion_code",
    carryOut: async (body, shopper) => {
      const sessionId = body.checkout_session_id;
      const updated = await updateQuote({ sessionId, shopper, intent: intent(body) });
      return updated.ok ? { ok: true, told: { quote: updated.quote } } : updated;
    },
  });
}
