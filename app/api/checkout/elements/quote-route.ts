import type { z } from "zod";
import type { SessionId } from "@/lib/base/ids";
import type { QuoteChange } from "@/lib/checkout/core/quote-change";
import { updateQuote } from "@/lib/checkout/elements/update-quote.server";
import { updateRoute } from "../update-route";

export const quoteRoute = <Body extends { checkout_session_id: SessionId }>(
  schema: z.ZodType<Body>,
  changeOf: (body: Body) => QuoteChange,
) =>
  updateRoute({
    schema,
    isCode: (body) => changeOf(body).kind === "promotion_code",
    carryOut: async (body, shopper) => {
      const sessionId = body.checkout_session_id;
      const updated = await updateQuote({ sessionId, shopper, change: changeOf(body) });
      return updated.ok ? { ok: true, shown: { quote: updated.quote } } : updated;
    },
  });
