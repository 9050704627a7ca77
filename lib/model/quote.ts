import type { PriceId, VariantId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { QuotedZone } from "./delivery";
import type { RefusalCode } from "./discount";
import type { Address } from "./order";
import type { TaxBehavior } from "./tax-behavior";

/** `unspecified`: the tax settings of the Stripe account decide. */
export type PriceTaxBehavior = TaxBehavior | "unspecified";

/** The variant's goods at Stripe; null when they are not known. */
export type StripeGoods = {
  productId: string | null;
  /** `txcd_…` of the Stripe Product. */
  taxCode: string | null;
  taxBehavior: PriceTaxBehavior | null;
};

/** Amounts are minor units of the quote's currency. */
export type QuoteLine = {
  variantId: VariantId;
  sku: string;
  /** Null where Stripe does not have the catalogue: the line brings its price with it. */
  priceId: PriceId | null;
  /** Absent in quotes of an earlier version. */
  stripe?: StripeGoods;
  productSlug: string;
  productName: string;
  optionLabel: string;
  image: string;
  unitAmount: number;
  quantity: number;
  total: number;
  /** Of one piece; absent when it is not known. */
  grams?: number;
  /** Staff put it into the order alone: it is not of the catalogue, and has no page. */
  isOwn?: true;
  /** Work or a voucher: nothing of it is packed, and it counts for no delivery. */
  needsNoSending?: true;
};

export type AppliedDiscount = {
  /** The rule that gives the discount; its redemption is reserved with the order. */
  ruleId?: string;
  code?: string;
  name: string;
  reason: string;
  /** Minor units off the goods. */
  amount: number;
  /** Minor units off the cheapest rate. The rates on offer already contain it, and `discountTotal` does not. */
  shippingAmount?: number;
  /** ISO 3166-1 alpha-2; absent when all countries are allowed. */
  countries?: string[];
  oncePerCard?: true;
};

/** A discount that was asked for or nearly applied, and why it does not. */
export type RefusedDiscount = {
  ruleId?: string;
  code?: string;
  name?: string;
  refusal: RefusalCode;
  reason: string;
};

/** The merchant's id of a delivery, such as `standard`: lower-case letters, digits and dashes. */
export const RATE_ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Where the goods of an order are collected; the opening hours are in the shopper's language. */
export type Pickup = { address: Address; openingHours: string };

export type ShippingRate = {
  /** The rate's id. */
  speed: string;
  name: string;
  amount: number;
  /** The amount before discounts on shipping; absent when there are none. */
  listAmount?: number;
  minDays: number;
  maxDays: number;
  /** At the soonest and at the latest, where it is a matter of hours. */
  hours?: readonly [number, number];
  /** Set when the goods are collected. */
  pickup?: Pickup;
};

/** The parts of an address that decide the tax. `country` is ISO 3166-1 alpha-2. */
export type TaxAddress = {
  country: string;
  postalCode: string | null;
  state: string | null;
  city: string | null;
  line1: string | null;
};

/** Stripe Tax's answer; an amount of 0 is an answer too. */
export type CalculatedTax = {
  amount: number;
  /** Tax inside the prices; absent in quotes of an earlier version. */
  included?: number;
  calculation: string | null;
  address: TaxAddress;
  /** Names what was taxed: a quote with another basis needs a new calculation. */
  basis: string;
};

/**
 * A priced cart, made by `makeQuote` and only read afterwards. `total` uses `shippingSpeed` or the cheapest rate; Stripe's page
 * may change rate and tax.
 */
export type Quote = {
  revision: number;
  currency: Currency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  /** What of the address chose the zone, beside the country; absent until it is known. */
  destination?: { postalCode: string | null; state: string | null };
  /** The zone as it was then: the order keeps its rates. Absent in quotes of an earlier version. */
  zone?: QuotedZone;
  lines: QuoteLine[];
  subtotal: number;
  discounts: AppliedDiscount[];
  discountTotal: number;
  refusedDiscounts?: RefusedDiscount[];
  shippingRates: ShippingRate[];
  /** Chosen on the store's own page; absent when Stripe's page asks. */
  shippingSpeed?: string;
  shippingTotal: number;
  /** Absent when Stripe's page calculates it, or the address is not known yet. */
  calculatedTax?: CalculatedTax;
  /** `included`: in the prices, and not shown separately. `none`: no tax. `stripe`: by Stripe Tax. */
  tax: "included" | "none" | "stripe";
  /** Set with Stripe Tax; absent without it, and in quotes of an earlier version. */
  taxBehavior?: TaxBehavior;
  total: number;
};
