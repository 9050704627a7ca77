import type { Localized } from "@/lib/base/i18n-text";
import type { CartId, PriceId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { StripeGoods } from "@/lib/model/quote";

export type CartLine = {
  variantId: VariantId;
  sku: string;
  /** Null without a copy of the catalogue at Stripe, and until it is synced. */
  priceId: PriceId | null;
  stripe: StripeGoods;
  productSlug: string;
  productName: Localized;
  /** "Sand / M"; empty for the product's only variant. */
  optionLabel: Localized;
  image: string;
  /** Of one piece; null when the merchant has not said it. */
  grams: number | null;
  /** The current price in minor units. */
  unitAmount: number;
  /** The price before, in minor units, when it was higher. */
  compareAtAmount: number | null;
  /** The price that the shopper last saw, in minor units; today's when that was in another currency. */
  seenUnitAmount: number;
  quantity: number;
  /** Pieces that may be bought: those on hand, without others' holds, or more when it is sold beyond the stock. */
  available: number;
  /** Of these, the pieces that are there. */
  ready: number;
  /** Whether shoppers can see and buy it: a draft, the archive, and what has no price at Stripe can't be bought. */
  isForSale: boolean;
  /** Whether it is not of the catalogue, and has no page: staff put it into this cart alone. */
  isOwn: boolean;
  /** Work or a voucher, of which nothing is packed. */
  needsNoSending: boolean;
  /** Whether Stripe can charge its price in the cart's currency. A converted one may have too many figures. */
  isInCurrency: boolean;
};

export type Cart = {
  id: CartId;
  /** ISO 3166-1 alpha-2 country of the delivery. */
  country: string;
  /** Of all its amounts. */
  currency: Currency;
  asked: AskedDiscounts;
  lines: CartLine[];
};
