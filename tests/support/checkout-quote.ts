import { currency } from "@/lib/base/money";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";

/** One mug at 24.00 EUR, delivered in France. */
export function shownQuote(changes: Partial<CheckoutQuote> = {}): CheckoutQuote {
  return {
    revision: 1,
    currency: currency("eur"),
    country: "FR",
    place: "FR",
    divided: false,
    lines: [
      {
        key: "var_1",
        name: "Mug",
        option: "",
        image: "/art/mug.svg",
        unitAmount: 2400,
        quantity: 1,
        total: 2400,
      },
    ],
    subtotal: 2400,
    discounts: [],
    refused: [],
    discountTotal: 0,
    shippingRates: [
      {
        speed: "standard",
        name: "Standard delivery",
        amount: 490,
        listAmount: null,
        minDays: 2,
        maxDays: 4,
        hours: null,
        pickup: null,
      },
    ],
    total: 2890,
    addsTax: false,
    removable: false,
    loyalty: "none",
    ...changes,
  };
}
