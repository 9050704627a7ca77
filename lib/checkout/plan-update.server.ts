import "server-only";
import type Stripe from "stripe";
import type { Customer } from "@/lib/customers/types";
import type { Transaction } from "@/lib/db/client";
import { customerKey, quotedRules, reserveRedemptions } from "@/lib/discounts/redemptions.server";
import { refusalText } from "@/lib/discounts/texts";
import type { AskedDiscounts, RefusalCode } from "@/lib/discounts/types";
import type { OrderId } from "@/lib/ids";
import { findShortages } from "@/lib/inventory/stock.server";
import { quoteRevision } from "@/lib/orders/evidence";
import {
  adoptRevision,
  askedFor,
  carryRedemptions,
  nextRevision,
  storeRevision,
} from "@/lib/orders/quote-revisions.server";
import { lockOrder, type OrderRow } from "@/lib/orders/transition.server";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import type { Quote } from "@/lib/quote/types";
import { SHIPPING_COUNTRIES } from "@/lib/shipping/rates";
import { holdEnd, stockLines } from "./hold";
import { pricesStillSold } from "./pay-again.server";
import { type Priced, price } from "./price.server";
import { askedWith, granted, type QuoteIntent, refusalOf } from "./quote-intent";
import { type CheckoutQuote, checkoutQuote } from "./quote-view";

export type Plan =
  | {
      kind: "refused";
      refusal:
        | { ok: false; code: RefusalCode; reason: string }
        | { ok: false; code: "not_served" | "cart_changed" | "out_of_stock" };
    }
  | { kind: "closed" }
  | { kind: "unchanged"; view: CheckoutQuote }
  | { kind: "send"; order: OrderRow; quote: Quote; ratesChanged: boolean; view: CheckoutQuote };

type Input = {
  orderId: OrderId;
  /** As Stripe has it now. */
  session: Stripe.Checkout.Session;
  customer: Customer | null;
  intent: QuoteIntent;
};

/**
 * Decides what an intent makes of an order, and prepares it: `send` has stored the next revision and reserved its
 * discounts next to those of the quote that Stripe still has.
 */
export async function planUpdate(
  tx: Transaction,
  { orderId, session, customer, intent }: Input,
): Promise<Plan> {
  const known = await lockOrder(tx, orderId);
  if (known?.status !== "open") return { kind: "closed" };
  const order = await adoptRevision(tx, known, quoteRevision(session.metadata));

  const country = session.collected_information?.shipping_details?.address.country ?? order.quote.country;
  if (!SHIPPING_COUNTRIES.includes(country)) return refused({ ok: false, code: "not_served" });
  if (intent.kind === "review") {
    if (!(await pricesStillSold(tx, order))) return refused({ ok: false, code: "cart_changed" });
    const shortages = await findShortages(tx, order.cartId, stockLines(order.quote));
    if (shortages.length > 0) return refused({ ok: false, code: "out_of_stock" });
  }

  const before = await askedFor(tx, order);
  const wanted = askedWith(before, intent);
  const expiresAt = holdEnd(new Date(session.expires_at * 1000));
  const priced = await priceAndReserve(tx, order, { asked: wanted, country, customer, expiresAt });
  const no = refusalOf(intent, priced.refused);
  if (no) {
    await undo(tx, order);
    const reason = refusalText(no.refusal, order.locale, order.quote.currency);
    return refused({ ok: false, code: no.refusal.code, reason });
  }
  const asked: AskedDiscounts = {
    codes: granted(wanted, priced.quote.discounts),
    loyalty: wanted.loyalty && priced.loyalty === "applied",
  };
  const shown = { removable: asked.codes.length > 0 || asked.loyalty, loyalty: priced.loyalty };
  if (quoteFingerprint(priced.quote) === order.cartFingerprint) {
    const { revision } = order.quote;
    return { kind: "unchanged", view: checkoutQuote({ ...priced.quote, revision }, shown) };
  }
  await storeRevision(tx, order.id, priced.quote, asked);
  return {
    kind: "send",
    order,
    quote: priced.quote,
    ratesChanged: rates(priced.quote) !== rates(order.quote),
    view: checkoutQuote(priced.quote, shown),
  };
}

/** Stripe did not take the plan: the order has what it had. */
export async function undoPlan(tx: Transaction, orderId: OrderId): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order?.status === "open") await undo(tx, order);
}

const undo = (tx: Transaction, order: OrderRow) => carryRedemptions(tx, order, quotedRules(order.quote));

/**
 * The last of a discount may go to somebody else between pricing and reserving; from then on its rule is locked by us,
 * so that a second price is final.
 */
async function priceAndReserve(
  tx: Transaction,
  order: OrderRow,
  wish: { asked: AskedDiscounts; country: string; customer: Customer | null; expiresAt: Date },
): Promise<Priced> {
  const revision = await nextRevision(tx, order);
  const appliedBefore = quotedRules(order.quote);
  for (let attempt = 1; ; attempt += 1) {
    const priced = await price(tx, {
      revision,
      cartId: order.cartId,
      customer: wish.customer,
      locale: order.locale,
      country: wish.country,
      lines: order.quote.lines,
      asked: wish.asked,
      appliedBefore,
      exceptOrderIds: [order.id],
    });
    const reserved = await reserveRedemptions(tx, {
      orderId: order.id,
      ruleIds: quotedRules(priced.quote),
      customerKey: customerKey(wish.customer?.id ?? null, order.cartId),
      keepOthers: true,
      expiresAt: wish.expiresAt,
    });
    if (reserved.ok) return priced;
    if (attempt > 1) throw new Error(`the discounts of ${order.id} ran out while their rules were locked`);
  }
}

const refused = (refusal: Extract<Plan, { kind: "refused" }>["refusal"]): Plan => ({
  kind: "refused",
  refusal,
});

const rates = (quote: Quote) =>
  JSON.stringify(quote.shippingRates.map(({ speed, name, amount }) => [speed, name, amount]));
