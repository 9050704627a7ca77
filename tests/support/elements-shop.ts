import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { expect } from "vitest";
import type { CustomerId, OrderId, SessionId } from "@/lib/base/ids";
import type { QuoteChange } from "@/lib/checkout/core/quote-change";
import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { type QuoteUpdate, updateQuote } from "@/lib/checkout/elements/update-quote.server";
import type { connect } from "@/lib/db/client";
import { customers, orders } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { cartWith, shopperOf, stockedVariants } from "./shop";

export const gold: Customer = {
  id: "cus_gold" as CustomerId,
  email: "gold@example.com",
  name: null,
  givenTier: "gold",
  stripeCustomerId: null,
};

export const refusal = (result: QuoteUpdate) => (result.ok ? "accepted" : result.code);

/** Shoppers on Checkout Elements, as the server sees them. Pieces cost 20.00. */
export function elementsShop(db: ReturnType<typeof connect>, stripe: Stripe) {
  async function begin(shopper: Shopper) {
    const started = await startElementsCheckout({ shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const sessionId = started.sessionId as SessionId;
    const does = (change: QuoteChange) => updateQuote({ sessionId, shopper, change });
    const types = (code: string) => does({ kind: "promotion_code", code });
    return { ...started, sessionId, shopper, does, types };
  }

  async function shopperWith(pieces: number, customer: Customer | null = null): Promise<Shopper> {
    if (customer) {
      const { id, email, givenTier: tier } = customer;
      await db.insert(customers).values({ id, email, tier, name: "" }).onConflictDoNothing();
    }
    const [variant] = await stockedVariants(db, stripe, [100]);
    if (!variant) throw new Error("no variant");
    return { ...shopperOf(await cartWith(db, [[variant, pieces]])), customer };
  }

  async function orderOf(orderId: OrderId) {
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    if (!order) throw new Error(`no order ${orderId}`);
    return order;
  }

  return {
    begin,
    shopperWith,
    orderOf,
    checkoutOf: async (pieces: number, customer: Customer | null = null) =>
      begin(await shopperWith(pieces, customer)),

    async expectTotal(checkout: { sessionId: string; orderId: OrderId }, total: number) {
      const session = await stripe.checkout.sessions.retrieve(checkout.sessionId);
      expect(session.amount_total).toBe(total);
      expect((await orderOf(checkout.orderId)).total).toBe(total);
    },
  };
}
