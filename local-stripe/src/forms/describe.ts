import type Stripe from "stripe";
import { isExpired } from "../browser/saved-methods";
import type { Translate } from "../texts/translate";
import type { Brand } from "./card-number";

const BRANDS: Record<string, { name: string; plate: Brand }> = {
  visa: { name: "Visa", plate: "visa" },
  mastercard: { name: "Mastercard", plate: "mastercard" },
  amex: { name: "American Express", plate: "amex" },
  discover: { name: "Discover", plate: "discover" },
  diners: { name: "Diners Club", plate: "diners" },
  jcb: { name: "JCB", plate: "jcb" },
  unionpay: { name: "UnionPay", plate: "unionpay" },
};

interface Described {
  name: string;
  /** The card's brand; null for other methods than cards. */
  plate: Brand | null;
  last4: string;
  /** `12/34`, for cards only. */
  expires: string | null;
  isExpired: boolean;
}

/** Describes a saved method so that a shopper recognises it. */
export function describeMethod(method: Stripe.PaymentMethod, t: Translate, now: Date): Described {
  const { card, sepa_debit } = method;
  if (card) {
    const brand = BRANDS[card.brand];
    return {
      name: brand?.name ?? t("payment.card"),
      plate: brand?.plate ?? "unknown",
      last4: card.last4,
      expires: `${String(card.exp_month).padStart(2, "0")}/${String(card.exp_year).slice(-2)}`,
      isExpired: isExpired(method, now),
    };
  }
  const last4 = sepa_debit?.last4 ?? "";
  return { name: t("payment.sepa_debit"), plate: null, last4, expires: null, isExpired: false };
}
