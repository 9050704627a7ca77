import "server-only";
import type { Transaction } from "@/lib/db/client";
import { customerKey, quotedRules } from "@/lib/discounts/redemptions.server";
import { refusalText } from "@/lib/discounts/texts";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { Destination } from "@/lib/model/delivery";
import type { AskedDiscounts, RefusalCode } from "@/lib/model/discount";
import type { Quote } from "@/lib/model/quote";
import { askedFor, keepOnlyRedemptions, nextRevision } from "@/lib/orders/stored/quote-revisions.server";
import { taxOf } from "@/lib/quote/quote-tax";
import { type NotServed, type Priced, price, priceAndReserve } from "./price.server";
import { askedWith, keptCodes, type QuoteChange, refusalOf } from "./quote-change";
import type { CheckoutQuote } from "./quote-view";

export type Requoted =
  | { ok: true; quote: Quote; asked: AskedDiscounts; shown: Pick<CheckoutQuote, "removable" | "loyalty"> }
  | { ok: false; code: RefusalCode; reason: string }
  | NotServed;

type RequoteInput = {
  change: QuoteChange;
  to: Destination;
  shippingSpeed?: string | undefined;
  customer: Customer | null;
  expiresAt: Date;
};

/** Prices a locked order again with a change. New discounts are reserved beside the old; when the change is refused, nothing is changed. */
export async function requote(tx: Transaction, order: OrderRow, input: RequoteInput): Promise<Requoted> {
  const wanted = askedWith(await askedFor(tx, order), input.change);
  const priced = await priceLines(tx, order, input, wanted);
  if (!priced.ok) {
    await keepOnlyRedemptions(tx, order, quotedRules(order.quote));
    return priced;
  }
  const refusal = refusalOf(input.change, priced.refused);
  if (refusal) {
    await keepOnlyRedemptions(tx, order, quotedRules(order.quote));
    const reason = refusalText(refusal.refusal, order.locale, order.quote.currency);
    return { ok: false, code: refusal.refusal.code, reason };
  }
  const asked = {
    codes: keptCodes(wanted, priced.quote.discounts, priced.refused),
    loyalty: wanted.loyalty && priced.loyalty === "applied",
  };
  const shown = { removable: asked.codes.length > 0 || asked.loyalty, loyalty: priced.loyalty };
  return { ok: true, quote: priced.quote, asked, shown };
}

async function priceLines(
  tx: Transaction,
  order: OrderRow,
  { to, shippingSpeed, customer, expiresAt }: RequoteInput,
  asked: AskedDiscounts,
): Promise<Priced | NotServed> {
  const revision = await nextRevision(tx, order);
  const appliedBefore = quotedRules(order.quote);
  const priceNow = () =>
    price(tx, {
      revision,
      cartId: order.cartId,
      currency: order.quote.currency,
      customer,
      locale: order.locale,
      to,
      zone: order.quote.zone,
      shippingSpeed,
      lines: order.quote.lines,
      tax: taxOf(order.quote),
      asked,
      appliedBefore,
      exceptOrderIds: [order.id],
    });
  return priceAndReserve(tx, priceNow, {
    orderId: order.id,
    customerKey: customerKey(customer?.id ?? null, order.cartId),
    keepOthers: true,
    expiresAt,
  });
}
