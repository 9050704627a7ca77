import type Stripe from "stripe";
import type { Quote } from "@/lib/model/quote";

export const revisionMetadata = (quote: Quote) => ({ quote_revision: String(quote.revision) });

export function quoteRevision(metadata: Stripe.Metadata | null): number | null {
  const revision = Number(metadata?.quote_revision ?? Number.NaN);
  return Number.isSafeInteger(revision) ? revision : null;
}
