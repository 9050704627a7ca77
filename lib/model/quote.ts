import type { PriceId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { RefusalCode } from "./discount";

/** Prices of goods and delivery contain the tax, or it comes on top of them. The words are Stripe's. */
export type TaxBehavior = "inclusive" | "exclusive";

/** An `unspecified` Price follows the tax settings of the Stripe account. */
export type PriceTaxBehavior = TaxBehavior | "unspecified";

/** What Stripe has of the goods, as far as the store was told; null where it was not. */
export type StripeGoods = {
  productId: string | null;
  /** `txcd_…` of the Product. */
  taxCode: string | null;
  /** Of the Price `priceId`. */
  taxBehavior: PriceTaxBehavior | null;
};

/** Amounts are minor units of the quote's currency. */
export type QuoteLine = {
  variantId: VariantId;
  sku: string;
  priceId: PriceId;
  /** Absent in quotes of an earlier version of the store. */
  stripe?: StripeGoods;
  productSlug: string;
  /** In the shopper's language, without the options. */
  productName: string;
  /** "Sand / M"; empty for a product with one variant. */
  optionLabel: string;
  image: string;
  unitAmount: number;
  quantity: number;
  /** unitAmount x quantity. */
  total: number;
};

/** Texts are in the shopper's language. */
export type AppliedDiscount = {
  /** The rule it comes from; its redemption is reserved with the order. */
  ruleId?: string;
  code?: string;
  name: string;
  reason: string;
  /** Off the goods. */
  amount: number;
  /** What it takes off the cheapest rate. The rates on offer contain it: it is not part of `discountTotal`. */
  shippingAmount?: number;
  /** It is for deliveries to these only, ISO 3166-1 alpha-2; absent when any may have it. */
  countries?: string[];
  /** One order a card. */
  oncePerCard?: true;
};

/** A discount the shopper asked for, or could have, and why it is not part of the quote. */
export type RefusedDiscount = {
  ruleId?: string;
  /** As the shopper typed it. */
  code?: string;
  name?: string;
  refusal: RefusalCode;
  reason: string;
};

export const SHIPPING_SPEEDS = ["standard", "express"] as const;
export type ShippingSpeed = (typeof SHIPPING_SPEEDS)[number];

export type ShippingRate = {
  speed: ShippingSpeed;
  name: string;
  amount: number;
  /** Before the discounts that cover shipping; absent when there are none. */
  listAmount?: number;
  /** Business days, inclusive. */
  minDays: number;
  maxDays: number;
};

/** As far as tax depends on it. `country` is ISO 3166-1 alpha-2. */
export type TaxAddress = {
  country: string;
  postalCode: string | null;
  state: string | null;
  city: string | null;
  line1: string | null;
};

/** What Stripe Tax said for the shopper's address; amounts of 0 are an answer too. */
export type CalculatedTax = {
  amount: number;
  /** Inside the prices; absent in quotes of an earlier version of the store, which had no such tax. */
  included?: number;
  /** `taxcalc_…` */
  calculation: string | null;
  address: TaxAddress;
  /** Names what was taxed: for another quote it has to be asked again. */
  basis: string;
};

/**
 * What the server asks for: made once by `makeQuote`, then only read. `total` takes `shippingSpeed`, or the cheapest rate
 * on offer: which rate the shopper picked on Stripe's page, and the tax that Stripe works out there, are known when the order
 * settles.
 */
export type Quote = {
  revision: number;
  currency: Currency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  lines: QuoteLine[];
  subtotal: number;
  discounts: AppliedDiscount[];
  discountTotal: number;
  /** Absent when nothing was refused. */
  refusedDiscounts?: RefusedDiscount[];
  shippingRates: ShippingRate[];
  /** The delivery the shopper picked on a page of ours; absent where Stripe asks for it. */
  shippingSpeed?: ShippingSpeed;
  shippingTotal: number;
  /** Absent where Stripe's page works it out, or the address is not known yet. */
  calculatedTax?: CalculatedTax;
  /** `included`: prices contain it, and it is not told apart. `none`: they don't, and nobody works it out. `stripe`: Stripe Tax does. */
  tax: "included" | "none" | "stripe";
  /** With Stripe Tax. Absent without, and in quotes of an earlier version of the store, whose surfaces differed. */
  taxBehavior?: TaxBehavior;
  total: number;
};
