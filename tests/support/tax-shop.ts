import { eq } from "drizzle-orm";
import type { OrderId, VariantId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { carts, orders } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { startSession } from "@/tests/support/start-session";
import { elementsShop } from "./elements-shop";
import type { LocalStripe } from "./local-stripe";
import { paymentShop } from "./payment-shop";
import { setSettings } from "./settings";
import { cartWith, shopperOf } from "./shop";

/** The surfaces, with both discount strategies of Checkout Elements. */
export const WAYS = ["embedded", "preview", "line_items", "payment"] as const;
export type Way = (typeof WAYS)[number];

type Purchase = {
  lines: readonly [VariantId, number][];
  code?: string;
  to?: { country: string; state?: string };
};

export function taxShop(
  db: ReturnType<typeof connect>,
  { stripe, url, control, payByCard, changeAddress }: LocalStripe,
) {
  const elements = elementsShop(db, stripe);
  const payment = paymentShop(db, url);

  async function shopperFor({ lines, to = { country: "FR" } }: Purchase, codes: string[] = []) {
    const cartId = await cartWith(db, lines);
    await db.update(carts).set({ country: to.country, promotionCodes: codes }).where(eq(carts.id, cartId));
    return shopperOf(cartId);
  }

  async function onSession(way: Exclude<Way, "payment">, purchase: Purchase): Promise<OrderId> {
    const { code, to = { country: "FR" } } = purchase;
    if (way === "embedded") {
      const shopper = await shopperFor(purchase, code ? [code] : []);
      const started = await startSession({ surface: "embedded", shopper, locale: "en" });
      if (!started.ok) throw new Error(started.code);
      await pay(started.clientSecret, to);
      return started.orderId;
    }
    await control("/account", { dynamic_discounts_preview: way === "preview" });
    await setSettings({ STRIPE_DYNAMIC_DISCOUNTS: way });
    const checkout = await elements.begin(await shopperFor(purchase));
    await changeAddress(checkout.clientSecret, to);
    await checkout.does({ kind: "region" });
    if (code) await checkout.types(code);
    await pay(checkout.clientSecret, to);
    return checkout.orderId;
  }

  async function pay(clientSecret: string, to: NonNullable<Purchase["to"]>): Promise<void> {
    const paid = await payByCard(clientSecret, undefined, to);
    if (paid.status !== 200) throw new Error(JSON.stringify(paid.body));
  }

  async function onPaymentElement(purchase: Purchase): Promise<OrderId> {
    const { code, to = { country: "FR" } } = purchase;
    const checkout = await payment.begin(await shopperFor(purchase));
    if (code) await checkout.types(code);
    const { country, state = null } = to;
    const address = { country, state, postalCode: "75002", city: "Paris", line1: "1 rue de la Paix" };
    const told = await checkout.does({ kind: "delivery", address });
    if (!told.ok) throw new Error(told.code);
    const { amount, currency, signedQuote } = told.checkout;
    const tokenId = await payment.token({ amount, currency, ...to });
    const confirmed = await checkout.confirm(tokenId, signedQuote);
    if (!confirmed.ok) throw new Error(confirmed.code);
    return checkout.orderId;
  }

  return {
    stripe,
    /** Paid and settled. */
    async payBy(way: Way, purchase: Purchase) {
      const orderId = await (way === "payment" ? onPaymentElement(purchase) : onSession(way, purchase));
      await settleOrder(orderId);
      const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
      if (!order) throw new Error(`no order ${orderId}`);
      return order;
    },
  };
}
