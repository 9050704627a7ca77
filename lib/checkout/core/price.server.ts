import "server-only";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { CartId, OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { cartProblems } from "@/lib/cart/problems";
import type { Cart } from "@/lib/cart/types";
import { env } from "@/lib/config/env";
import type { Queryable, Transaction } from "@/lib/db/client";
import { lockCustomerDiscounts } from "@/lib/db/locks.server";
import { loadCustomerFacts } from "@/lib/discounts/customer-facts.server";
import { endsWithNextOrder } from "@/lib/discounts/next-order";
import { quoteDiscounts } from "@/lib/discounts/quote-discounts";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import {
  countRedemptions,
  customerKey,
  lockDiscountRules,
  quotedRules,
  type Reservation,
  reserveRedemptions,
} from "@/lib/discounts/redemptions.server";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import type { Customer } from "@/lib/model/customer";
import type { Destination, QuotedZone } from "@/lib/model/delivery";
import type { AskedDiscounts, DiscountRule, RefusedRule } from "@/lib/model/discount";
import { isNothingSent } from "@/lib/model/nothing-sent";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { makeQuote } from "@/lib/quote/make-quote";
import { isChargeableWith, movedQuoteTax, newQuoteTax, type QuoteTax } from "@/lib/quote/quote-tax";
import { nothingToSend, sentPart } from "@/lib/shipping/nothing-sent";
import { loadPlan } from "@/lib/shipping/plan.server";
import { zoneIn } from "@/lib/shipping/zone-in";
import { gramsOf, zoneRates } from "@/lib/shipping/zone-rates";
import { isInZone, zoneOf } from "@/lib/shipping/zones";
import { type LoyaltyOfferState, loyaltyOffer } from "./loyalty-offer";
import { discountCustomer } from "./offers.server";

export type PriceInput = {
  revision: number;
  cartId: CartId;
  currency: Currency;
  customer: Customer | null;
  locale: Locale;
  to: Destination;
  /** The zone that the shopper was quoted, which holds wherever the delivery stays in it. */
  zone?: QuotedZone | undefined;
  shippingSpeed?: string | undefined;
  lines: readonly Omit<QuoteLine, "total">[];
  asked: AskedDiscounts;
  /** The tax rule of the quote that this one replaces, which holds as long as its zone; absent for a first quote. */
  tax?: QuoteTax;
  /** Rules of the quote that this one replaces, so that the shopper sees which are gone. */
  appliedBefore?: readonly string[];
  /** Orders that end when this one is paid, so their reservations do not count. */
  exceptOrderIds: readonly OrderId[];
};

export type Priced = {
  ok: true;
  quote: Quote;
  refused: RefusedRule[];
  loyalty: LoyaltyOfferState;
  /** Considered rules that are limited or allow one unpaid order per customer, whether they apply or not. */
  limitedRules: string[];
};

/** The merchant delivers nothing there, or not so much. */
export type NotServed = { ok: false; code: "not_served" };

const NOT_SERVED: NotServed = { ok: false, code: "not_served" };

/** Prices lines by the merchant's rules. Reads delivery, rules and redemptions, and calls no other service. */
export async function price(q: Queryable, input: PriceInput): Promise<Priced | NotServed> {
  const { LOYALTY_DISCOUNT } = env();
  const { currency, locale, to, asked, exceptOrderIds } = input;
  const { country } = to;
  const now = new Date();
  const found = input.zone && isInZone(input.zone, to) ? input.zone : zoneOf(await loadPlan(q), to);
  if (!found) return NOT_SERVED;
  const zone = zoneIn(found, currency);
  const grams = gramsOf(input.lines);
  const tax = taxFor(input, found);
  if (!isChargeableWith(tax, currency)) return NOT_SERVED;
  const rules = await loadDiscountRules(q, asked.codes);
  const customer = await discountCustomer(q, input.customer, rules, now);
  const facts = await loadCustomerFacts(q, { rules, customer, currency, now, exceptOrderIds });
  const limitedRules = rules
    .filter((rule) => isLimited(rule) || endsWithNextOrder(rule, facts.segments))
    .map((rule) => rule.id);
  const result = recomputeDiscounts(
    {
      currency,
      country,
      cartId: input.cartId,
      subtotal: input.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0),
      ratesFor: (goods) =>
        isNothingSent(input.lines)
          ? [nothingToSend(locale)]
          : zoneRates(
              zone,
              { ...{ country, currency, grams, tax: tax.tax }, goods: sentPart(input.lines, goods) },
              locale,
            ),
      ...facts,
      codes: asked.codes,
      loyalty: LOYALTY_DISCOUNT === "automatic" ? "automatic" : asked.loyalty ? "asked" : "off",
      redemptions: await countRedemptions(q, {
        ruleIds: limitedRules,
        customerKey: customerKey(customer?.id ?? null, input.cartId),
        exceptOrderIds,
      }),
    },
    rules,
    now,
  );
  if (result.shippingRates.length === 0) return NOT_SERVED;
  const quote = makeQuote({
    revision: input.revision,
    currency,
    country,
    ...(known(to) && { destination: known(to) }),
    zone,
    lines: input.lines,
    ...quoteDiscounts(result, locale, currency, input.appliedBefore),
    shippingSpeed: input.shippingSpeed,
    ...tax,
  });
  return {
    ok: true,
    quote,
    refused: result.refused,
    loyalty: loyaltyOffer(rules, quote, customer),
    limitedRules,
  };
}

/** A quote of an earlier version, which knows no zone, keeps its rule. */
function taxFor({ tax, zone }: PriceInput, found: QuotedZone): QuoteTax {
  if (!tax) return newQuoteTax(env(), found);
  return !zone || zone === found ? tax : movedQuoteTax(tax, env(), found);
}

/** The parts of the address that are known; undefined while only the country is. */
function known({ postalCode = null, state = null }: Destination): Quote["destination"] {
  return postalCode || state ? { postalCode, state } : undefined;
}

const isLimited = (rule: DiscountRule) => rule.totalLimit !== null || rule.perCustomerLimit !== null;

export type CartNotPayable = {
  ok: false;
  code: "cart_empty" | "cart_changed" | "out_of_stock" | "not_served";
};

type Who = {
  customer: Customer | null;
  locale: Locale;
  exceptOrderIds: readonly OrderId[];
  /** The delivery that is chosen before the checkout, if it is on offer. */
  shippingSpeed?: string | undefined;
  /** Where to, if more of it is known than the cart's country. */
  to?: Destination | undefined;
};

export async function quoteCart(
  q: Queryable,
  cart: Cart | null,
  { customer, locale, exceptOrderIds, shippingSpeed, to }: Who,
): Promise<Priced | CartNotPayable> {
  if (!cart || cart.lines.length === 0) return { ok: false, code: "cart_empty" };
  const problems = cartProblems(cart);
  if (problems.some((problem) => problem.code === "sold_out" || problem.code === "quantity_reduced")) {
    return { ok: false, code: "out_of_stock" };
  }
  if (problems.length > 0) return { ok: false, code: "cart_changed" };

  const lines = cart.lines.map((line) => ({
    variantId: line.variantId,
    sku: line.sku,
    priceId: line.priceId,
    stripe: line.stripe,
    productSlug: line.productSlug,
    productName: inLocale(line.productName, locale),
    optionLabel: inLocale(line.optionLabel, locale),
    image: line.image,
    unitAmount: line.unitAmount,
    quantity: line.quantity,
    ...(line.grams !== null && { grams: line.grams }),
    ...(line.isOwn && { isOwn: true as const }),
    ...(line.needsNoSending && { needsNoSending: true as const }),
  }));
  const { id: cartId, country, currency, asked } = cart;
  return price(q, {
    revision: 1,
    cartId,
    currency,
    customer,
    locale,
    to: to ?? { country },
    shippingSpeed,
    lines,
    asked,
    exceptOrderIds,
  });
}

/** A rule may be switched off between pricing and reserving; more tries than this mean another fault. */
const MAX_TRIES = 3;

/**
 * Prices and reserves. When a discount is limited, all limited rules and the customer are locked, and the price is made again.
 * @param first a price that was made without locks just before
 */
export async function priceAndReserve(
  tx: Transaction,
  price: () => Promise<Priced | NotServed>,
  reservation: Omit<Reservation, "ruleIds">,
  first?: Priced,
): Promise<Priced | NotServed> {
  let isLocked = false;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    let priced = (tries === 1 && first) || (await price());
    if (!priced.ok) return priced;
    const { limitedRules } = priced;
    if (!isLocked && quotedRules(priced.quote).some((id) => limitedRules.includes(id))) {
      await lockDiscountRules(tx, limitedRules);
      await lockCustomerDiscounts(tx, reservation.customerKey);
      isLocked = true;
      priced = await price();
      if (!priced.ok) return priced;
    }
    const reserved = await reserveRedemptions(tx, { ...reservation, ruleIds: quotedRules(priced.quote) });
    if (reserved.ok) return priced;
  }
  throw new Error(`the discounts of ${reservation.orderId} changed again and again`);
}
