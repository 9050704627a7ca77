import type { Localized } from "@/lib/base/i18n-text";
import type { CartId, PriceId, VariantId } from "@/lib/base/ids";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { StripeGoods } from "@/lib/model/quote";

export type CartLine = {
  variantId: VariantId;
  sku: string;
  /** Null until the catalogue is synced to Stripe: not for sale yet. */
  priceId: PriceId | null;
  stripe: StripeGoods;
  productSlug: string;
  productName: Localized;
  /** "Sand / M"; empty when there is one variant. */
  optionLabel: Localized;
  image: string;
  /** Current price, minor units. */
  unitAmount: number;
  /** Last seen price, minor units. */
  seenUnitAmount: number;
  quantity: number;
  /** On hand without others' holds. */
  available: number;
  active: boolean;
};

export type Cart = {
  id: CartId;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  asked: AskedDiscounts;
  lines: CartLine[];
};
