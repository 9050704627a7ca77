import type Stripe from "stripe";
import { type TaxRule, taxRuleAt } from "../../facts/tax-table";
import type { Local } from "../../state/local";
import type { Address, SessionItem, SessionRecord } from "../../state/records";
import type { LineItem, Price } from "../../state/wire";
import { spreadDiscount } from "../discounts/spread";
import { behaviorOf, byRate, ruleFor, taxCodeOf, taxEntry, taxOn } from "../tax-settings/tax";

interface Totals {
  lines: LineItem[];
  subtotal: number;
  total: number;
  details: Stripe.Checkout.Session.TotalDetails;
  shippingCost: Stripe.Checkout.Session.ShippingCost | null;
  /** Taxes with one entry per rate. */
  taxes: Stripe.LineItem.Tax[];
  taxStatus: Stripe.Checkout.Session.AutomaticTax.Status | null;
}

/** Lines, discount, shipping and tax, in minor units. */
export function totalsOf(local: Local, record: SessionRecord): Totals {
  const taxed = record.session.automatic_tax.enabled;
  const address = record.shipping?.address ?? record.billing?.address ?? null;
  const rule = taxed && hasLocation(address) ? taxRuleAt(address) : null;
  const lines = priceLines(local, record, rule);
  const shipping = priceShipping(local, record, rule);
  const shippingCost = shipping?.cost ?? null;
  const sum = (pick: (line: LineItem) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const details: Stripe.Checkout.Session.TotalDetails = {
    amount_discount: sum((line) => line.amount_discount),
    amount_shipping: shippingCost?.amount_subtotal ?? 0,
    amount_tax: sum((line) => line.amount_tax) + (shippingCost?.amount_tax ?? 0),
  };
  return {
    lines,
    subtotal: sum((line) => line.amount_subtotal),
    total: sum((line) => line.amount_total) + (shippingCost?.amount_total ?? 0),
    details,
    shippingCost,
    taxes: byRate([...lines.flatMap((line) => line.taxes ?? []), ...(shipping?.taxes ?? [])]),
    taxStatus: !taxed ? null : hasLocation(address) ? "complete" : "requires_location_inputs",
  };
}

function hasLocation(address: Address | null): address is Address {
  return Boolean(address?.country) && (address?.country !== "US" || Boolean(address.state));
}

function priceLines(local: Local, record: SessionRecord, rule: TaxRule | null): LineItem[] {
  const entries = record.items.flatMap((item) => {
    const price = local.store.prices.get(item.price);
    return price ? [{ item, price, amount: (price.unit_amount ?? 0) * item.quantity }] : [];
  });
  const coupon = record.discount ? local.store.coupons.get(record.discount.coupon) : undefined;
  const shares = spreadDiscount(
    coupon,
    entries.map(({ amount, price }) => ({ amount, product: productId(price) })),
  );
  return entries.map(({ item, price, amount }, index) =>
    lineItem(local, record, item, price, { amount, discount: shares[index] ?? 0, rule }),
  );
}

function lineItem(
  local: Local,
  record: SessionRecord,
  item: SessionItem,
  price: Price,
  { amount, discount, rule }: { amount: number; discount: number; rule: TaxRule | null },
): LineItem {
  const behavior = behaviorOf(local, price.tax_behavior, price.currency);
  const its = ruleFor(taxCodeOf(local, null, productId(price)), rule);
  const taxable = amount - discount;
  const tax = taxOn(taxable, its, behavior);
  return {
    id: item.id,
    object: "item",
    adjustable_quantity: item.adjustable,
    amount_discount: discount,
    amount_subtotal: amount,
    amount_tax: tax,
    amount_total: behavior === "inclusive" ? taxable : taxable + tax,
    currency: record.session.currency ?? price.currency,
    description: local.store.products.get(productId(price))?.name ?? null,
    metadata: item.metadata,
    price,
    quantity: item.quantity,
    ...(its && { taxes: [taxEntry(tax, taxable, its, behavior)] }),
  };
}

function priceShipping(local: Local, record: SessionRecord, rule: TaxRule | null) {
  const first = record.session.shipping_options[0]?.shipping_rate;
  const id = record.chosenShippingRate ?? (typeof first === "string" ? first : first?.id);
  const rate = id === undefined ? undefined : local.store.shippingRates.get(id);
  if (!rate) return null;
  const amount = rate.fixed_amount?.amount ?? 0;
  const behavior = behaviorOf(local, rate.tax_behavior, rate.fixed_amount?.currency ?? "");
  const its = ruleFor(typeof rate.tax_code === "object" ? (rate.tax_code?.id ?? null) : rate.tax_code, rule);
  const tax = taxOn(amount, its, behavior);
  const cost: Stripe.Checkout.Session.ShippingCost = {
    amount_subtotal: amount,
    amount_tax: tax,
    amount_total: behavior === "inclusive" ? amount : amount + tax,
    shipping_rate: rate.id,
  };
  return { cost, taxes: its ? [taxEntry(tax, amount, its, behavior)] : [] };
}

function productId(price: Price): string {
  return typeof price.product === "string" ? price.product : price.product.id;
}

/** Of `total_details.breakdown`, which exists only on demand. */
export function breakdownOf(
  local: Local,
  record: SessionRecord,
): Stripe.Checkout.Session.TotalDetails.Breakdown {
  const { details, taxes } = totalsOf(local, record);
  const { discount } = record;
  return {
    discounts: discount
      ? [
          {
            amount: details.amount_discount,
            discount: {
              id: discount.id,
              object: "discount",
              checkout_session: record.id,
              customer: null,
              customer_account: null,
              end: null,
              invoice: null,
              invoice_item: null,
              promotion_code: discount.promotionCode,
              source: { coupon: discount.coupon, type: "coupon" },
              start: record.session.created,
              subscription: null,
              subscription_item: null,
            },
          },
        ]
      : [],
    taxes,
  };
}
