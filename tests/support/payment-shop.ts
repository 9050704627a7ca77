import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { type PaymentChange, updatePayment } from "@/lib/checkout/payment-element/update-payment.server";
import type { connect } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { stripeAddressIn } from "./addresses";

export type TokenOptions = {
  number?: string;
  iban?: string;
  savedMethod?: string;
  country?: string;
  state?: string;
  /** Different from a valid address. */
  address?: Partial<ReturnType<typeof stripeAddressIn>>;
  /** Without a delivery address. */
  unaddressed?: true;
  amount: number;
  currency?: string;
  email?: string;
  futureUsage?: "off_session" | "on_session";
  customerSession?: string;
  captureMethod?: "manual" | undefined;
};

/** Shoppers on the Payment Element, as the server sees them. */
export function paymentShop(db: ReturnType<typeof connect>, stripeUrl: string) {
  /** As Stripe.js does at the button. */
  async function token(wish: TokenOptions): Promise<string> {
    const { number = "4242424242424242", iban, country = "FR", state, amount, currency = "eur" } = wish;
    const address = { ...stripeAddressIn(country), ...(state && { state }) };
    const billing_details = {
      name: "Ada Lovelace",
      email: wish.email ?? "ada@example.com",
      address,
    };
    const method = iban
      ? { type: "sepa_debit", sepa_debit: { iban } }
      : { type: "card", card: { number, exp_month: 12, exp_year: 2034, cvc: "123" } };
    const response = await fetch(`${stripeUrl}/v1/confirmation_tokens`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_tests" },
      body: JSON.stringify({
        ...(wish.savedMethod
          ? { payment_method: wish.savedMethod }
          : { payment_method_data: { ...method, billing_details } }),
        ...(wish.customerSession && { customer_session_client_secret: wish.customerSession }),
        ...(wish.futureUsage && { setup_future_usage: wish.futureUsage }),
        ...(!wish.unaddressed && {
          shipping: { name: "Ada Lovelace", address: { ...address, ...wish.address } },
        }),
        return_url: "http://localhost:3000/checkout/complete",
        ...(iban && {
          mandate_data: { customer_acceptance: { type: "online", online: { user_agent: "Mozilla/5.0" } } },
        }),
        client_context: {
          mode: "payment",
          amount,
          currency,
          ...(wish.captureMethod && { capture_method: wish.captureMethod }),
        },
      }),
    });
    const body = (await response.json()) as { id?: string; error?: { message: string } };
    if (!body.id) throw new Error(`no token: ${body.error?.message}`);
    return body.id;
  }

  async function begin(shopper: Shopper) {
    const started = await startPayment({ shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const { orderId } = started;
    return {
      ...started,
      shopper,
      does: (change: PaymentChange) => updatePayment({ orderId, shopper, change }),
      types: (code: string) => updatePayment({ orderId, shopper, change: { kind: "promotion_code", code } }),
      confirm: (tokenId: string, signedQuote?: string) =>
        confirmPayment({ orderId, tokenId, signedQuote, shopper }),
      /** For what the page shows. */
      pays: async (wish: Partial<TokenOptions> = {}, signedQuote = started.signedQuote) =>
        confirmPayment({
          orderId,
          tokenId: await token({
            amount: started.amount,
            captureMethod: started.elements.captureMethod === "manual" ? "manual" : undefined,
            ...wish,
          }),
          signedQuote,
          shopper,
        }),
    };
  }

  return {
    token,
    begin,
    async orderOf(orderId: OrderId) {
      const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
      if (!order) throw new Error(`no order ${orderId}`);
      return order;
    },
    unique: () => randomUUID().slice(0, 8),
  };
}
