import "server-only";
import { eq } from "drizzle-orm";
import { isEnoughForTax } from "@/lib/addresses/check";
import type { OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import type { QuoteChange } from "@/lib/checkout/core/quote-change";
import { type Requoted, requote } from "@/lib/checkout/core/requote.server";
import { db, type Transaction } from "@/lib/db/client";
import { stockHolds } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { markCheckoutActive } from "@/lib/inventory/stock.server";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { RefusalCode } from "@/lib/model/discount";
import type { CalculatedTax, Quote, TaxAddress } from "@/lib/model/quote";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { isBeingPaid } from "@/lib/orders/stored/confirmations.server";
import { adoptRevisionAndCart, recordTax, storeRevision } from "@/lib/orders/stored/quote-revisions.server";
import { amountDue } from "@/lib/quote/amount-due";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { stripeFailure } from "@/lib/stripe/failure";
import type { PaymentCheckout } from "./payment-checkout";
import { paymentView } from "./payment-view.server";
import { calculateTax, isTaxOf } from "./tax.server";

export type PaymentChange =
  | Exclude<QuoteChange, { kind: "region" | "review" }>
  | { kind: "delivery"; address?: TaxAddress | undefined; shippingSpeed?: string | undefined };

export type PaymentUpdate =
  | { ok: true; checkout: PaymentCheckout }
  | { ok: false; code: RefusalCode; reason: string }
  | { ok: false; code: "session_closed" | "payment_in_progress"; orderId: OrderId }
  | { ok: false; code: "not_found" | "not_served" | "stripe_unavailable" };

type Input = {
  orderId: OrderId;
  shopper: Shopper;
  change: PaymentChange;
  /** True when the confirmation itself calls, which has claimed the order. */
  reviewing?: boolean;
};

/** Changes an order that has no payment yet, after asking Stripe Tax when the address matters. */
export async function updatePayment(input: Input): Promise<PaymentUpdate> {
  // Stripe is never asked inside a transaction, so the order is priced, Stripe is asked, and the order is priced again.
  let known: CalculatedTax | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await inTransaction(db(), (tx) => step(tx, input, known));
    if (outcome.kind === "done") return outcome.result;
    if (attempt > 3) return { ok: false, code: "stripe_unavailable" };
    try {
      known = await calculateTax(outcome.quote, outcome.address);
    } catch (error) {
      log.error(`checkout: ${stripeFailure(error).message}`);
      return { ok: false, code: "stripe_unavailable" };
    }
  }
}

type Step =
  | { kind: "done"; result: PaymentUpdate }
  | { kind: "needs_tax"; quote: Quote; address: TaxAddress };

async function step(
  tx: Transaction,
  { orderId, shopper, change, reviewing }: Input,
  known: CalculatedTax | undefined,
): Promise<Step> {
  const done = (result: PaymentUpdate): Step => ({ kind: "done", result });
  const order = await lockOrder(tx, orderId);
  if (order?.surface !== "payment" || !owns(shopper, order)) {
    return done({ ok: false, code: "not_found" });
  }
  if (order.status !== "open") return done({ ok: false, code: "session_closed", orderId });
  if (!reviewing && (await isBeingPaid(tx, orderId)))
    return done({ ok: false, code: "payment_in_progress", orderId });

  await markCheckoutActive(tx, orderId);
  const requoted = await requoteFor(tx, order, change, shopper.customer);
  if (!requoted.ok) return done(requoted);
  const address = taxAddressOf(order, change);
  let quote = requoted.quote;
  // An incomplete address waits for more to be typed; a payment needs a complete one.
  if (quote.tax === "stripe" && address && isEnoughForTax(address)) {
    const calculatedTax = [known, order.quote.calculatedTax].find((tax) =>
      isTaxOf(tax, requoted.quote, address),
    );
    if (!calculatedTax) return { kind: "needs_tax", quote, address };
    quote = { ...quote, calculatedTax };
  }
  const after = await saveQuote(tx, order, { quote, asked: requoted.asked, reviewing });
  return done({ ok: true, checkout: paymentView(after, requoted.shown) });
}

async function requoteFor(
  tx: Transaction,
  order: OrderRow,
  change: PaymentChange,
  customer: Customer | null,
): Promise<Requoted> {
  const isDelivery = change.kind === "delivery";
  return requote(tx, order, {
    change: isDelivery ? { kind: "region" } : change,
    to: (isDelivery ? change.address : undefined) ?? {
      country: order.quote.country,
      ...order.quote.destination,
    },
    shippingSpeed: (isDelivery ? change.shippingSpeed : undefined) ?? order.quote.shippingSpeed,
    customer,
    expiresAt: await keptUntil(tx, order.id),
  });
}

type New = Pick<Extract<Requoted, { ok: true }>, "quote" | "asked"> & Pick<Input, "reviewing">;

/** Stores the new quote. When a review finds the same price, only the tax is stored, and the revision stays. */
async function saveQuote(
  tx: Transaction,
  order: OrderRow,
  { quote, asked, reviewing }: New,
): Promise<OrderRow> {
  const isSame = isSameQuote(quote, order.quote);
  if (isSame && hasSameTax(quote, order.quote)) return order;
  if (isSame && reviewing) return recordTax(tx, order, quote.calculatedTax);
  await storeRevision(tx, order.id, quote, asked);
  return adoptRevisionAndCart(tx, order, quote.revision);
}

function taxAddressOf(order: OrderRow, change: PaymentChange): TaxAddress | undefined {
  return (
    (change.kind === "delivery" ? change.address : undefined) ??
    order.quote.calculatedTax?.address ??
    undefined
  );
}

const isSameQuote = (one: Quote, other: Quote) =>
  quoteFingerprint(one) === quoteFingerprint(other) &&
  amountDue(one) === amountDue(other) &&
  one.shippingSpeed === other.shippingSpeed;

const hasSameTax = ({ calculatedTax: one }: Quote, { calculatedTax: other }: Quote) =>
  one?.calculation === other?.calculation;

async function keptUntil(tx: Transaction, orderId: OrderId): Promise<Date> {
  const [hold] = await tx
    .select({ expiresAt: stockHolds.expiresAt })
    .from(stockHolds)
    .where(eq(stockHolds.orderId, orderId))
    .limit(1);
  return hold?.expiresAt ?? new Date();
}
