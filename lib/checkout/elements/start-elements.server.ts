import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { offersFor } from "@/lib/checkout/core/offers.server";
import { type CheckoutQuote, checkoutQuote } from "@/lib/checkout/core/quote-view";
import {
  type SessionStart,
  type SessionSurface,
  type StartedSession,
  startSession,
} from "@/lib/checkout/sessions/start-session.server";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import { checkoutDefaults } from "@/lib/customers/checkout-defaults.server";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import { createElementsSession } from "./create-session.server";
import { PREVIEW_BETA } from "./preview";
import { strategyOf } from "./strategy";

export type ElementsCheckout =
  | {
      ok: true;
      clientSecret: string;
      orderId: OrderId;
      sessionId: string;
      /** For `loadStripe`: Stripe.js shows a session of the preview only when told so. */
      betas: string[];
      quote: CheckoutQuote;
      defaults: CheckoutDefaults | null;
    }
  | Extract<StartedSession, { ok: false }>;

export const elementsSurface: SessionSurface = { name: "elements", createSession: createElementsSession };

/** From the cart (or an order that is paid again) to what our own page on Checkout Elements needs. */
export async function startElementsCheckout(input: SessionStart): Promise<ElementsCheckout> {
  const started = await startSession(elementsSurface, input);
  if (!started.ok) return started;
  const { orderId, clientSecret, session } = started;
  return {
    ok: true,
    clientSecret,
    orderId,
    sessionId: session.id,
    betas: strategyOf(session) === "preview" ? [PREVIEW_BETA] : [],
    ...(await currentQuote(orderId, input.shopper.customer)),
  };
}

async function currentQuote(
  orderId: OrderId,
  customer: Customer | null,
): Promise<{ quote: CheckoutQuote; defaults: CheckoutDefaults | null }> {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`order ${orderId} is gone`);
  return {
    quote: checkoutQuote(order.quote, await offersFor(order, customer)),
    defaults: await checkoutDefaults(customer, order.cartId),
  };
}
