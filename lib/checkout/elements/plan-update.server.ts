import "server-only";
import type Stripe from "stripe";
import type { OrderId } from "@/lib/base/ids";
import { holdEnd, stockLines } from "@/lib/checkout/core/hold";
import type { QuoteChange } from "@/lib/checkout/core/quote-change";
import { type CheckoutQuote, checkoutQuote } from "@/lib/checkout/core/quote-view";
import { requote } from "@/lib/checkout/core/requote.server";
import { pricesStillSold } from "@/lib/checkout/core/sold-lines.server";
import type { Transaction } from "@/lib/db/client";
import { quotedRules } from "@/lib/discounts/redemptions.server";
import { findShortages, markCheckoutActive } from "@/lib/inventory/stock.server";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { Destination } from "@/lib/model/delivery";
import type { RefusalCode } from "@/lib/model/discount";
import type { Quote } from "@/lib/model/quote";
import {
  adoptRevision,
  keepOnlyRedemptions,
  saveAskedToCart,
  storeRevision,
} from "@/lib/orders/stored/quote-revisions.server";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { sessionDifference } from "./session-difference";

export type Plan =
  | {
      kind: "refused";
      refusal:
        | { ok: false; code: RefusalCode; reason: string }
        | { ok: false; code: "not_served" | "cart_changed" | "out_of_stock" };
    }
  | { kind: "closed" }
  | { kind: "unchanged"; view: CheckoutQuote }
  | {
      kind: "send";
      order: OrderRow;
      quote: Quote;
      ratesChanged: boolean;
      /** Whether prices that contained the tax no longer do, or the reverse. */
      taxMoved: boolean;
      view: CheckoutQuote;
    };

type Input = {
  orderId: OrderId;
  /** Stripe's session, read with `DISCOUNT_EXPANSION`. */
  session: Stripe.Checkout.Session;
  customer: Customer | null;
  change: QuoteChange;
};

/**
 * Decides what a change does to an order, and prepares it. `send`: the next revision is stored, with its discounts reserved
 * beside those of the quote that Stripe still has.
 */
export async function planUpdate(tx: Transaction, input: Input): Promise<Plan> {
  const known = await lockOrder(tx, input.orderId);
  if (known?.status !== "open") return { kind: "closed" };
  await markCheckoutActive(tx, known.id);
  const order = await adoptRevision(tx, known, quoteRevision(input.session.metadata));
  const plan = await planFor(tx, order, input);
  if (order.quote.revision !== known.quote.revision) await saveAskedToCart(tx, order);
  return plan;
}

async function planFor(
  tx: Transaction,
  order: OrderRow,
  { session, customer, change }: Input,
): Promise<Plan> {
  const to = destinationOf(session) ?? { country: order.quote.country, ...order.quote.destination };
  if (change.kind === "review") {
    if (!(await pricesStillSold(tx, order))) return refused({ ok: false, code: "cart_changed" });
    const shortages = await findShortages(tx, order.cartId, stockLines(order.quote));
    if (shortages.length > 0) return refused({ ok: false, code: "out_of_stock" });
  }

  const expiresAt = holdEnd(new Date(session.expires_at * 1000));
  const requoted = await requote(tx, order, { change, to, customer, expiresAt });
  if (!requoted.ok) return refused(requoted);
  const { quote, asked, shown } = requoted;
  const isSame = quoteFingerprint(quote) === order.cartFingerprint;
  if (isSame && sessionDifference(session, order.quote) === null) {
    const { revision } = order.quote;
    return { kind: "unchanged", view: checkoutQuote({ ...quote, revision }, shown) };
  }
  await storeRevision(tx, order.id, quote, asked);
  const taxMoved = quote.taxBehavior !== order.quote.taxBehavior;
  return {
    kind: "send",
    order,
    quote,
    ratesChanged: taxMoved || rates(quote) !== rates(order.quote),
    taxMoved,
    view: checkoutQuote(quote, shown),
  };
}

function destinationOf({ collected_information }: Stripe.Checkout.Session): Destination | null {
  const address = collected_information?.shipping_details?.address;
  if (!address?.country) return null;
  return { country: address.country, postalCode: address.postal_code, state: address.state };
}

/** Undoes a plan that Stripe refused, so that the order keeps its quote. */
export async function undoPlan(tx: Transaction, orderId: OrderId): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order?.status === "open") await keepOnlyRedemptions(tx, order, quotedRules(order.quote));
}

const refused = (refusal: Extract<Plan, { kind: "refused" }>["refusal"]): Plan => ({
  kind: "refused",
  refusal,
});

const rates = (quote: Quote) =>
  JSON.stringify(quote.shippingRates.map(({ speed, name, amount }) => [speed, name, amount]));
