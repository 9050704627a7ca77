import type Stripe from "stripe";
import type { Quote } from "@/lib/model/quote";

/** Tells which of the order's quotes Stripe has. */
export const revisionMetadata = (quote: Quote) => ({ quote_revision: String(quote.revision) });

/** The revision in a Stripe object's metadata, where only the server can write it. */
export function quoteRevision(metadata: Stripe.Metadata | null): number | null {
  const revision = Number(metadata?.quote_revision ?? Number.NaN);
  return Number.isSafeInteger(revision) ? revision : null;
}
