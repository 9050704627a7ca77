import "server-only";
import { type AddressProblems, addressProblems, isWhole } from "@/lib/addresses/check";
import type { OrderId } from "@/lib/base/ids";
import { holdEnd, stockLines } from "@/lib/checkout/core/hold";
import { offersFor } from "@/lib/checkout/core/offers.server";
import { requote } from "@/lib/checkout/core/requote.server";
import { pricesStillSold } from "@/lib/checkout/core/sold-lines.server";
import { env } from "@/lib/config/env";
import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { claimCard, oncePerCard } from "@/lib/discounts/once-per-card.server";
import { findShortages, holdStock } from "@/lib/inventory/stock.server";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Destination } from "@/lib/model/delivery";
import type { Agreement } from "@/lib/model/order";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { agreeAgain, agreeNow } from "@/lib/orders/stored/agreed-texts.server";
import { adoptRevisionAndCart, storeRevision } from "@/lib/orders/stored/quote-revisions.server";
import { readToken } from "@/lib/payments/read-token.server";
import { spentOrExpired } from "@/lib/payments/token-refusal";
import { amountDue } from "@/lib/quote/amount-due";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { checkRules, type RuleRefusal, type TokenFacts, tokenFacts } from "./business-rules";
import type { PaymentCheckout } from "./payment-checkout";
import { paymentView } from "./payment-view.server";
import { readSignedQuote } from "./signed-quote";
import { updatePayment } from "./update-payment.server";

export type Review =
  | { ok: true }
  | { ok: false; code: "shipping_address_incomplete"; country: string; problems: AddressProblems }
  | { ok: false; code: "quote_changed" | "quote_expired"; checkout: PaymentCheckout }
  | {
      ok: false;
      code:
        | RuleRefusal
        | "cart_changed"
        | "out_of_stock"
        | "token_expired"
        | "token_used"
        | "token_mismatched"
        | "stripe_unavailable";
    };

type Input = {
  order: OrderRow;
  tokenId: string;
  signedQuote?: string | undefined;
  shopper: Shopper;
};

/**
 * Whether an order may be paid with a token now. The token is read at Stripe when `PAYMENT_RULES` are on. An ended discount or
 * another country makes a new quote, which the shopper must agree to.
 * @throws Stripe's errors
 */
export async function reviewPayment({ order, tokenId, signedQuote, shopper }: Input): Promise<Review> {
  const { PAYMENT_RULES: hasRules } = env();
  let facts: TokenFacts | null = null;
  // Without rules the token is read only when its address or its card decides the price.
  if (hasRules || order.quote.tax === "stripe" || oncePerCard(order.quote).length > 0) {
    const token = await readToken(tokenId);
    const code = token ? spentOrExpired(token) : "token_mismatched";
    if (code) return { ok: false, code };
    facts = token && { ...tokenFacts(token), ...(!hasRules && { card: null }) };
  }
  return reviewOrder({ order, facts, signedQuote, shopper });
}

export async function reviewOrder({
  order,
  facts,
  signedQuote,
  shopper,
}: Omit<Input, "tokenId"> & { facts: TokenFacts | null }): Promise<Review> {
  const rules = {
    refusedCountries: env().PAYMENT_REFUSED_CARD_COUNTRIES,
    refusedFunding: env().PAYMENT_REFUSED_CARD_FUNDING,
  };
  const verdict = facts ? checkRules(facts, order.quote, rules) : null;
  if (verdict !== null && verdict !== "requote") return { ok: false, code: verdict };
  if (facts?.delivery && !isWhole(facts.delivery)) {
    const { country } = facts.delivery;
    const served = await deliveryCountries(db());
    if (!served.includes(country)) return { ok: false, code: "shipping_country_refused" };
    const problems = addressProblems(facts.delivery);
    return { ok: false, code: "shipping_address_incomplete", country, problems };
  }

  const to = facts?.delivery ?? { country: order.quote.country, ...order.quote.destination };
  // The page may have been open for long, and what holds is read by its links when the button is pressed.
  const texts = await agreeNow(order.agreement?.locale ?? order.locale);
  const reviewed = await inTransaction(db(), (tx) => review(tx, order.id, { to, shopper, texts }));
  if (!reviewed.ok) return reviewed;
  const { order: now } = reviewed;
  const taxed = await reviewTax(now, facts, shopper);
  if (taxed) return taxed;
  const checkout = async () => paymentView(now, await offersFor(now, shopper.customer));
  if (now.quote.revision !== order.quote.revision) {
    return { ok: false, code: "quote_changed", checkout: await checkout() };
  }
  const agreed = signedQuote === undefined ? "agreed" : readAgreement(signedQuote, now);
  if (agreed !== "agreed") return { ok: false, code: agreed, checkout: await checkout() };

  const refused = facts && (await reviewCard(now, facts));
  return refused ? { ok: false, code: refused } : { ok: true };
}

/** Whether discounts for one use per card allow this card; null when they do. */
async function reviewCard(
  { id, quote }: OrderRow,
  { payer }: TokenFacts,
): Promise<"discount_needs_card" | "discount_used_on_card" | null> {
  if (oncePerCard(quote).length === 0) return null;
  const fingerprint = payer?.fingerprint ?? null;
  if (fingerprint === null) return "discount_needs_card";
  const usedBy = await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, id);
    return order && claimCard(tx, order, fingerprint);
  });
  return usedBy ? "discount_used_on_card" : null;
}

/** Calculates the tax for the whole address, with Stripe Tax. Null when the price is as agreed. */
async function reviewTax(
  { id: orderId, quote }: OrderRow,
  facts: TokenFacts | null,
  shopper: Shopper,
): Promise<Review | null> {
  const address = facts?.address ?? quote.calculatedTax?.address;
  if (quote.tax !== "stripe" || !address) return null;
  const change = { kind: "delivery", address } as const;
  const updated = await updatePayment({ orderId, shopper, change, reviewing: true });
  if (!updated.ok) {
    if (updated.code === "not_served") return { ok: false, code: "shipping_country_refused" };
    if (updated.code === "stripe_unavailable") return { ok: false, code: updated.code };
    throw new Error(`the tax of ${orderId} could not be calculated: ${updated.code}`);
  }
  const { checkout } = updated;
  if (checkout.quote.revision === quote.revision) return null;
  return { ok: false, code: "quote_changed", checkout };
}

async function review(
  tx: Transaction,
  orderId: OrderId,
  { to, shopper: { customer }, texts }: { to: Destination; shopper: Shopper; texts: Agreement | null },
): Promise<
  | { ok: true; order: OrderRow }
  | { ok: false; code: "cart_changed" | "out_of_stock" | "shipping_country_refused" }
> {
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error(`order ${orderId} no longer exists`);
  // The order was paid or ended meanwhile, so the confirmation is refused later.
  if (order.status !== "open") return { ok: true, order };
  await agreeAgain(tx, order, texts);
  if (!(await pricesStillSold(tx, order))) return { ok: false, code: "cart_changed" };
  const lines = stockLines(order.quote);
  if ((await findShortages(tx, order.cartId, lines)).length > 0) return { ok: false, code: "out_of_stock" };
  // The hold may have expired; from here it must last while the bank asks the shopper.
  await holdStock(tx, orderId, lines, holdEnd(new Date(Date.now() + env().CHECKOUT_HOLD_MINUTES * 60_000)));
  const requoted = await requote(tx, order, {
    change: { kind: "review" },
    to,
    shippingSpeed: order.quote.shippingSpeed,
    customer,
    expiresAt: new Date(Date.now() + 60 * 60_000),
  });
  if (!requoted.ok && requoted.code === "not_served") return { ok: false, code: "shipping_country_refused" };
  if (!requoted.ok) throw new Error(`the review of ${orderId} asks for nothing that could be refused`);
  const quote = { ...requoted.quote, calculatedTax: order.quote.calculatedTax };
  const isSame =
    amountDue(quote) === amountDue(order.quote) &&
    order.quote.country === quote.country &&
    order.quote.zone?.id === quote.zone?.id;
  if (isSame) return { ok: true, order };
  await storeRevision(tx, orderId, quote, requoted.asked);
  return { ok: true, order: await adoptRevisionAndCart(tx, order, quote.revision) };
}

function readAgreement(signedQuote: string, order: OrderRow): "agreed" | "quote_changed" | "quote_expired" {
  const ticket = readSignedQuote(signedQuote, env().CART_SECRET);
  if (!ticket || ticket.expiresAt < Date.now()) return "quote_expired";
  const isWhatTheyPay = ticket.revision === order.quote.revision && ticket.amount === amountDue(order.quote);
  return isWhatTheyPay ? "agreed" : "quote_changed";
}
