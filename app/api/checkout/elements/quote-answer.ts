import type { z } from "zod";
import { withinUpdateLimits } from "@/lib/checkout/limits.server";
import type { QuoteIntent } from "@/lib/checkout/quote-intent";
import { updateQuote } from "@/lib/checkout/update-quote.server";
import type { SessionId } from "@/lib/ids";
import { answerUpdate, refused, succeeded } from "../update-answer";

/** One endpoint of one intent. */
export function answerQuoteUpdate<Body extends { checkout_session_id: SessionId }>(
  request: Request,
  schema: z.ZodType<Body>,
  intent: (body: Body) => QuoteIntent,
): Promise<Response> {
  return answerUpdate(request, schema, withinUpdateLimits, async (body, shopper, locale) => {
    const sessionId = body.checkout_session_id;
    const updated = await updateQuote({ sessionId, shopper, intent: intent(body) });
    return updated.ok ? succeeded({ quote: updated.quote }) : refused(updated, locale);
  });
}
