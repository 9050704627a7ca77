import type Stripe from "stripe";
import type { Quote, TaxAddress } from "@/lib/model/quote";
import { coversDestination } from "@/lib/orders/settle/compare";
import { type Payer, payerOf } from "@/lib/stripe/payer";

/** Reasons to refuse a payment before any money moves. Their texts are in messages/<locale>/errors.json. */
export const RULE_REFUSALS = [
  "shipping_address_missing",
  "shipping_country_refused",
  "card_country_refused",
  "card_funding_refused",
  "discount_used_on_card",
  "discount_needs_card",
] as const;
export type RuleRefusal = (typeof RULE_REFUSALS)[number];

type CardRules = {
  /** ISO 3166-1 alpha-2 countries whose issuers' cards are refused. */
  refusedCountries: readonly string[];
  refusedFunding: readonly string[];
};

export type TokenFacts = {
  shippingCountry: string | null;
  /** The delivery address, as far as tax depends on it. */
  address: TaxAddress | null;
  /** The delivery address, which is checked also without tax. */
  delivery: TaxAddress | null;
  card: { country: string | null; funding: string } | null;
  payer: Payer | null;
};

export function tokenFacts(token: Stripe.ConfirmationToken): TokenFacts {
  const card = token.payment_method_preview?.card ?? null;
  const to = token.shipping?.address;
  const address = to?.country
    ? {
        country: to.country,
        postalCode: to.postal_code || null,
        state: to.state || null,
        city: to.city || null,
        line1: to.line1 || null,
      }
    : null;
  return {
    shippingCountry: to?.country ?? null,
    address,
    delivery: address,
    card: card && { country: card.country ?? null, funding: card.funding },
    payer: payerOf(token.payment_method_preview),
  };
}

/** Why the merchant's rules refuse a payment; null when it may be made. `requote`: the delivery is to where the quote's rates or discounts do not hold. Pure. */
export function checkRules(
  facts: TokenFacts,
  quote: Quote,
  rules: CardRules,
): RuleRefusal | "requote" | null {
  const { shippingCountry: country, card } = facts;
  if (country === null) return "shipping_address_missing";
  if (card?.country && rules.refusedCountries.includes(card.country)) return "card_country_refused";
  if (card && rules.refusedFunding.includes(card.funding)) return "card_funding_refused";
  if (!coversDestination(quote, facts.delivery ?? { country }, quote.shippingSpeed ?? null)) return "requote";
  return null;
}
