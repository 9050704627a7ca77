import "server-only";
import { soldOrOwn } from "@/lib/currencies/sold";
import { readCustomerById } from "@/lib/customers/read-customer.server";
import type { Transaction } from "@/lib/db/client";
import { customerKey, quotedRules, releaseRedemptions } from "@/lib/discounts/redemptions.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { QuoteLine } from "@/lib/model/quote";
import {
  adoptRevision,
  askedFor,
  nextRevision,
  storeRevision,
} from "@/lib/orders/stored/quote-revisions.server";
import { quoteFingerprint } from "@/lib/quote/fingerprint";
import { asksTheSame } from "@/lib/quote/same-amounts";
import { type NotServed, type Priced, price, priceAndReserve } from "./price.server";
import { keptCodes } from "./quote-change";
import { type CheckoutQuote, checkoutQuote, goneDiscounts } from "./quote-view";

/** A price for the shopper to agree to. Amounts are minor units. */
export type PriceChange = {
  before: number;
  quote: CheckoutQuote;
  gone: { name: string; reason: string | null }[];
  /** Names this price. Sent with the next start, it says that the shopper agrees. */
  agreement: string;
};

type PricedAgain = {
  ok: true;
  priced: Priced;
  asked: AskedDiscounts;
  price: () => Promise<Priced | NotServed>;
  change: PriceChange | null;
};

/** What an order costs today: lines, discounts and delivery. The discounts are those of the order's account, whoever opens its link. Stores nothing. */
export async function priceAgain(
  tx: Transaction,
  order: OrderRow,
  lines: readonly QuoteLine[],
): Promise<PricedAgain | NotServed> {
  const customer = order.customerId ? await readCustomerById(tx, order.customerId) : null;
  const wanted = await askedFor(tx, order);
  const revision = await nextRevision(tx, order);
  const { currency, zone } = order.quote;
  // Nothing is converted into a currency that is not sold in any more: the order keeps its prices, those of the delivery too.
  const kept = soldOrOwn(currency) === currency ? {} : { zone };
  const priceNow = () =>
    price(tx, {
      ...kept,
      revision,
      cartId: order.cartId,
      currency,
      customer,
      locale: order.locale,
      to: { country: order.quote.country, ...order.quote.destination },
      shippingSpeed: order.quote.shippingSpeed,
      lines,
      asked: wanted,
      appliedBefore: quotedRules(order.quote),
      exceptOrderIds: [order.id],
    });
  const priced = await priceNow();
  if (!priced.ok) return priced;
  const asked = {
    codes: keptCodes(wanted, priced.quote.discounts, priced.refused),
    loyalty: wanted.loyalty && priced.loyalty === "applied",
  };
  return { ok: true, priced, asked, price: priceNow, change: priceChange(order, priced, asked) };
}

function priceChange(order: OrderRow, priced: Priced, asked: AskedDiscounts): PriceChange | null {
  if (asksTheSame(priced.quote, order.quote)) return null;
  const shown = { removable: asked.codes.length > 0 || asked.loyalty, loyalty: priced.loyalty };
  const quote = checkoutQuote(priced.quote, shown);
  return {
    before: order.quote.total,
    quote,
    gone: goneDiscounts(checkoutQuote(order.quote, shown), quote),
    agreement: quoteFingerprint(priced.quote),
  };
}

/** Stores the new price as the next revision of a locked order. Null when a discount ran out meanwhile, and nothing is stored. */
export async function applyNewPrice(
  tx: Transaction,
  order: OrderRow,
  again: PricedAgain,
  expiresAt: Date,
): Promise<OrderRow | null> {
  const reservation = {
    orderId: order.id,
    customerKey: customerKey(order.customerId, order.cartId),
    expiresAt,
  };
  const now = await priceAndReserve(tx, again.price, reservation, again.priced);
  if (!now.ok) return null;
  const { quote } = now;
  if (!asksTheSame(quote, again.priced.quote)) {
    await releaseRedemptions(tx, order.id);
    return null;
  }
  if (quoteFingerprint(quote) === order.cartFingerprint) return order;
  await storeRevision(tx, order.id, quote, again.asked);
  return adoptRevision(tx, order, quote.revision);
}
