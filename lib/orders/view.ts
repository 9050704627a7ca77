import type { CheckoutSurface } from "@/lib/checkout/surface";
import type { OrderId } from "@/lib/ids";
import type { Currency } from "@/lib/money";
import type { Quote, ShippingSpeed } from "@/lib/quote/types";
import { canPay } from "./transitions";
import type { Address, AttentionReason, OrderActor, OrderStatus, TimelineDetail } from "./types";

/** An order as its owner sees it: the JSON of `GET /api/orders/<id>`. Amounts are minor units of `currency`. */
export type OrderView = {
  id: OrderId;
  number: string;
  status: OrderStatus;
  surface: CheckoutSurface;
  currency: Currency;
  subtotal: number;
  total: number;
  lines: {
    name: string;
    unitAmount: number;
    quantity: number;
    total: number;
    image: string;
    productSlug: string;
  }[];
  discounts: { code?: string; name: string; reason: string; amount: number }[];
  shipping: number;
  tax: number;
  delivery: {
    /** Null until the shopper has picked one on Stripe's page. */
    option: ShippingSpeed | null;
    name: string;
    recipient: string | null;
    address: Address | null;
  };
  amountRefunded: number;
  email: string | null;
  /** Why a person must look at it; the shopper is told calmly. */
  attention: AttentionReason | null;
  /** May its owner start another payment of it? */
  payable: boolean;
  placedAt: string;
  /** ISO 8601 instants, oldest first. */
  timeline: { at: string; actor: OrderActor; status: OrderStatus | null; detail: TimelineDetail }[];
};

export type OrderRecord = {
  id: OrderId;
  number: string;
  status: OrderStatus;
  surface: CheckoutSurface;
  currency: Currency;
  quote: Quote;
  subtotal: number;
  shippingTotal: number;
  taxTotal: number;
  total: number;
  amountRefunded: number;
  email: string | null;
  shippingName: string | null;
  shippingAddress: Address | null;
  shippingOption: string | null;
  createdAt: Date;
};

export type TimelineRecord = {
  at: Date;
  actor: OrderActor;
  toStatus: OrderStatus | null;
  detail: TimelineDetail;
};

export function orderView(order: OrderRecord, timeline: readonly TimelineRecord[]): OrderView {
  const { quote } = order;
  const rate =
    quote.shippingRates.find((option) => option.speed === order.shippingOption) ??
    quote.shippingRates.find((option) => option.amount === order.shippingTotal);
  const attention = timeline.findLast((entry) => entry.detail.code === "needs_attention")?.detail;
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    surface: order.surface,
    currency: order.currency,
    subtotal: order.subtotal,
    total: order.total,
    lines: quote.lines.map((line) => ({
      name: line.optionLabel ? `${line.productName} — ${line.optionLabel}` : line.productName,
      unitAmount: line.unitAmount,
      quantity: line.quantity,
      total: line.total,
      image: line.image,
      productSlug: line.productSlug,
    })),
    discounts: quote.discounts,
    shipping: order.shippingTotal,
    tax: order.taxTotal,
    delivery: {
      option: order.shippingOption ? (rate?.speed ?? null) : null,
      name: rate?.name ?? "",
      recipient: order.shippingName,
      address: order.shippingAddress,
    },
    amountRefunded: order.amountRefunded,
    email: order.email,
    attention:
      order.status === "needs_attention" && attention?.code === "needs_attention" ? attention.reason : null,
    payable: canPay(order.status),
    placedAt: order.createdAt.toISOString(),
    timeline: timeline.map((entry) => ({
      at: entry.at.toISOString(),
      actor: entry.actor,
      status: entry.toStatus,
      detail: shopperDetail(entry.detail),
    })),
  };
}

/** What the store expected and what Stripe said instead is for the merchant, in the database and the logs. */
function shopperDetail(detail: TimelineDetail): TimelineDetail {
  return detail.code === "needs_attention" ? { code: detail.code, reason: detail.reason } : detail;
}
