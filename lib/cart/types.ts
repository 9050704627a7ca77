import type { Localized } from "@/lib/base/i18n-text";
import type { CartId, PriceId, VariantId } from "@/lib/base/ids";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { StripeGoods } from "@/lib/model/quote";

/** One variant in the cart, with what the shopper last saw of it and what is true now. Amounts are minor units. */
export type CartLine = {
  variantId: VariantId;
  sku: string;
  /** Null until the catalogue is synced to Stripe: it can't be sold yet. */
  priceId: PriceId | null;
  stripe: StripeGoods;
  productSlug: string;
  productName: Localized;
  /** "Sand / M"; empty for a product with one variant. */
  optionLabel: Localized;
  image: string;
  /** The catalogue's price now. */
  unitAmount: number;
  /** The price the shopper last saw for it. */
  seenUnitAmount: number;
  quantity: number;
  /** Pieces this cart could buy now: on hand without what others hold. */
  available: number;
  active: boolean;
};

export type Cart = {
  id: CartId;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  asked: AskedDiscounts;
  /** In the order they were added. */
  lines: CartLine[];
};
