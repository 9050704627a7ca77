import type Stripe from "stripe";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { Price } from "../../state/wire";
import { couponNow } from "../discounts/discounts";
import { spreadDiscount } from "../discounts/spread";
import type { InvoiceLine } from "../invoices/lines";
import { requirePrice } from "../prices/prices";

const itemIds = idKind("si");

export interface Item {
  id: string;
  price: string;
  quantity: number;
  metadata: Record<string, string>;
  created: number;
  period: { start: number; end: number };
}

export function newItem(
  local: Local,
  given: { price: string; quantity: number; metadata?: Record<string, string> },
  period: Item["period"],
): Item {
  const { price, quantity, metadata = {} } = given;
  return { id: itemIds.make(), price, quantity, metadata, created: local.now(), period };
}

export function itemOf(local: Local, subscription: string, item: Item): Stripe.SubscriptionItem {
  const price = requirePrice(local, item.price);
  return {
    id: item.id,
    object: "subscription_item",
    billing_thresholds: null,
    created: item.created,
    current_period_end: item.period.end,
    current_period_start: item.period.start,
    current_trial: null,
    discounts: [],
    metadata: item.metadata,
    plan: planOf(price),
    // Decimals are texts here; the SDK makes objects of them.
    price: price as unknown as Stripe.Price,
    quantity: item.quantity,
    subscription,
    tax_rates: [],
  };
}

/** A price in the shape of its forerunner. */
function planOf(price: Price): Stripe.Plan {
  const { recurring } = price;
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal as unknown as Stripe.Plan["amount_decimal"],
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: recurring?.interval ?? "month",
    interval_count: recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: typeof price.product === "string" ? price.product : price.product.id,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: recurring?.trial_period_days ?? null,
    usage_type: "licensed",
  };
}

interface Part {
  /** How much of the period. */
  share: number;
  credit: boolean;
  from: number;
  /** Discounts that hold, so that no more is given back than was paid. */
  discounts: string[];
}

/** One line for each item, for a whole period or, with `part`, for the rest of one. */
export function linesFor(
  local: Local,
  items: Item[],
  { trial = false, part }: { trial?: boolean; part?: Part } = {},
): InvoiceLine[] {
  const nets = netsOf(local, items, part?.discounts ?? []);
  return items.map((item, index) => {
    const price = requirePrice(local, item.price);
    const product = productOf(price);
    const name = local.store.products.get(product)?.name ?? product;
    const unit = price.unit_amount ?? 0;
    const whole = unit * item.quantity;
    const net = nets[index] ?? whole;
    const amount = trial ? 0 : part ? Math.round(net * part.share) * (part.credit ? -1 : 1) : whole;
    const text = trial
      ? `Trial period for ${name}`
      : part
        ? `${part.credit ? "Unused" : "Remaining"} time on ${name}`
        : `${item.quantity} × ${name}`;
    return {
      amount,
      description: text,
      item: item.id,
      invoiceItem: null,
      price: price.id,
      product,
      proration: part !== undefined,
      quantity: item.quantity,
      unitAmount: unit,
      metadata: {},
      period: part ? { start: part.from, end: item.period.end } : item.period,
    };
  });
}

/** What is bought once, beside what is paid again and again. */
export function linesOnce(
  local: Local,
  bought: readonly { price: string; quantity: number }[],
): InvoiceLine[] {
  const now = local.now();
  return bought.map(({ price: id, quantity }) => {
    const price = requirePrice(local, id);
    const product = productOf(price);
    const unit = price.unit_amount ?? 0;
    return {
      amount: unit * quantity,
      description: local.store.products.get(product)?.name ?? product,
      item: null,
      invoiceItem: null,
      price: id,
      product,
      proration: false,
      quantity,
      unitAmount: unit,
      metadata: {},
      period: { start: now, end: now },
    };
  });
}

function productOf({ product }: Price): string {
  return typeof product === "string" ? product : product.id;
}

/** What each item costs for a whole period after its discounts. */
function netsOf(local: Local, items: Item[], discounts: string[]): number[] {
  const rest = items.map(({ price, quantity }) => (requirePrice(local, price).unit_amount ?? 0) * quantity);
  for (const discount of discounts) {
    const coupon = couponNow(local, discount, local.now());
    const lines = items.map(({ price }, index) => ({
      amount: rest[index] ?? 0,
      product: productOf(requirePrice(local, price)),
    }));
    spreadDiscount(coupon, lines).forEach((amount, index) => {
      rest[index] = (rest[index] ?? 0) - amount;
    });
  }
  return rest;
}
