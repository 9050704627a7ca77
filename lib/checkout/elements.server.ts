import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import type { OrderId } from "@/lib/ids";
import { askedFor } from "@/lib/orders/quote-revisions.server";
import { PREVIEW_BETA } from "./dynamic-discounts/preview";
import { strategyOf } from "./dynamic-discounts/strategy";
import { loyaltyOffer } from "./loyalty-offer";
import { type CheckoutQuote, checkoutQuote } from "./quote-view";
import { type StartedSession, startSession } from "./start-session.server";

export type ElementsCheckout =
  | {
      ok: true;
      clientSecret: string;
      orderId: OrderId;
      sessionId: string;
      /** For `loadStripe`: Stripe.js shows a session of the preview only when told so. */
      betas: string[];
      quote: CheckoutQuote;
    }
  | Extract<StartedSession, { ok: false }>;

/** From the cart (or an order that is paid again) to what our own page on Checkout Elements needs. */
export async function startElementsCheckout(
  input: Omit<Parameters<typeof startSession>[0], "surface">,
): Promise<ElementsCheckout> {
  const started = await startSession({ ...input, surface: "elements" });
  if (!started.ok) return started;
  const { orderId, clientSecret, session } = started;
  return {
    ok: true,
    clientSecret,
    orderId,
    sessionId: session.id,
    betas: strategyOf(session) === "preview" ? [PREVIEW_BETA] : [],
    quote: await currentQuote(orderId, input.shopper.customer),
  };
}

async function currentQuote(
  orderId: OrderId,
  customer: Parameters<typeof loyaltyOffer>[2],
): Promise<CheckoutQuote> {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`order ${orderId} is gone`);
  const asked = await askedFor(db(), order);
  const rules = await loadDiscountRules(db(), []);
  return checkoutQuote(order.quote, {
    removable: asked.codes.length > 0 || asked.loyalty,
    loyalty: loyaltyOffer(rules, order.quote, customer),
  });
}
