import type { OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { canPay } from "@/lib/lifecycle/transitions";
import type { Address, AttentionReason, OrderActor, OrderStatus, TimelineDetail } from "@/lib/model/order";
import type { Pickup, Quote } from "@/lib/model/quote";
import { rateOfOrder } from "@/lib/model/rate-choice";
import type { LinePieces } from "@/lib/model/refund";
import type { CheckoutSurface } from "@/lib/model/surface";
import { balanceOf, type OrderFacts, ownPayment } from "@/lib/orders/settle/order-facts";
import { trackingLink } from "@/lib/shipping/carriers";

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
    /** Null for what has no page. */
    productSlug: string | null;
  }[];
  discounts: { code?: string; name: string; reason: string; amount: number }[];
  shipping: number;
  tax: {
    /** Tax on top of the other amounts. */
    added: number;
    /** Tax inside the other amounts, as far as it is known. */
    included: number;
    /** The prices contain a tax whose amount is not shown. */
    untold: boolean;
  };
  delivery: {
    /** Null until the shopper has chosen on Stripe's page. */
    option: string | null;
    name: string;
    recipient: string | null;
    address: Address | null;
    /** Where the goods are collected; null when they are sent. */
    pickup: Pickup | null;
  };
  /** What was really paid, when it differs from the total; otherwise null. */
  amountPaid: number | null;
  amountRefunded: number;
  amountRefundPending: number;
  amountChargedBack: number;
  email: string | null;
  attention: AttentionReason | null;
  isSent: boolean;
  /** In the order they left. */
  parcels: ParcelView[];
  /** The goods can be collected. */
  isReady: boolean;
  /** The answer to a charge was lost, and the store is finding out what happened. */
  paymentUnknown: boolean;
  payable: boolean;
  placedAt: string;
  timeline: { at: string; actor: OrderActor; status: OrderStatus | null; detail: ShopperDetail }[];
};

type ParcelView = {
  id: number;
  lines: { name: string; quantity: number }[];
  carrier: string | null;
  trackingNumber: string | null;
  /** Where it can be followed; null when that is not known. */
  url: string | null;
  sentAt: string;
};

type ParcelRecord = {
  id: number;
  lines: readonly LinePieces[];
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  sentAt: Date;
};

export type ShopperDetail = Exclude<TimelineDetail, { code: MerchantCode }>;

type MerchantCode =
  | "attention_answered"
  | "dispute_changed"
  | "document_issued"
  | "effect_skipped"
  | "merchant_told"
  | "other_payment_counts"
  | "restocked"
  | "shipment_canceled";

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
  taxAdded: number | null;
  total: number;
  amountRefunded: number;
  email: string | null;
  shippingName: string | null;
  shippingAddress: Address | null;
  shippingOption: string | null;
  createdAt: Date;
};

type TimelineRecord = {
  at: Date;
  actor: OrderActor;
  toStatus: OrderStatus | null;
  detail: TimelineDetail;
};

/** Turns an order's row into what its owner may see. A list leaves out `facts`, the order's money and goods. */
export function orderView(
  order: OrderRecord,
  timeline: readonly TimelineRecord[],
  facts: OrderFacts = NO_FACTS,
  {
    paymentUnknown = false,
    parcels = [],
  }: { paymentUnknown?: boolean; parcels?: readonly ParcelRecord[] } = {},
): OrderView {
  const { quote } = order;
  const rate = rateOfOrder(order);
  const { captured, pending, chargedBack } = balanceOf(facts, ownPayment(facts));
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    surface: order.surface,
    currency: order.currency,
    subtotal: order.subtotal,
    total: order.total,
    lines: quote.lines.map((line) => ({
      name: nameOf(line),
      unitAmount: line.unitAmount,
      quantity: line.quantity,
      total: line.total,
      image: line.image,
      productSlug: line.isOwn ? null : line.productSlug,
    })),
    discounts: quote.discounts,
    shipping: order.shippingTotal,
    tax: { ...taxParts(order), untold: quote.tax === "included" },
    delivery: {
      option: order.shippingOption ? (rate?.speed ?? null) : null,
      name: rate?.name ?? "",
      recipient: order.shippingName,
      address: order.shippingAddress,
      pickup: rate?.pickup ?? null,
    },
    amountPaid: captured > 0 && captured !== order.total ? captured : null,
    amountRefunded: order.amountRefunded,
    amountRefundPending: pending,
    amountChargedBack: chargedBack,
    email: order.email,
    attention: order.status === "needs_attention" ? attentionOf(facts) : null,
    isSent: facts.isSent,
    parcels: parcels.map((parcel) => ({
      id: parcel.id,
      lines: parcel.lines.flatMap(({ variantId, quantity }) => {
        const line = quote.lines.find((one) => one.variantId === variantId);
        return line ? [{ name: nameOf(line), quantity }] : [];
      }),
      carrier: parcel.carrier,
      trackingNumber: parcel.trackingNumber,
      url: trackingLink(parcel),
      sentAt: parcel.sentAt.toISOString(),
    })),
    isReady: facts.isReady,
    paymentUnknown,
    payable: canPay(order.status) && !paymentUnknown,
    placedAt: order.createdAt.toISOString(),
    timeline: timeline.flatMap((entry) => {
      const detail = shopperDetail(entry.detail);
      return detail
        ? [{ at: entry.at.toISOString(), actor: entry.actor, status: entry.toStatus, detail }]
        : [];
    }),
  };
}

const nameOf = ({ productName, optionLabel }: Quote["lines"][number]) =>
  optionLabel ? `${productName} — ${optionLabel}` : productName;

/** Splits an order's tax into what is on top of the prices and what is inside them, in minor units. */
export function taxParts({ taxTotal, taxAdded }: Pick<OrderRecord, "taxTotal" | "taxAdded">) {
  const added = taxAdded ?? taxTotal;
  return { added, included: taxTotal - added };
}

const NO_FACTS: OrderFacts = {
  attempts: [],
  refunds: [],
  credits: [],
  disputes: [],
  reasons: [],
  isOwed: false,
  isSent: false,
  isReady: false,
};

/** Reasons in the order of their importance to the shopper. */
const FIRST: readonly AttentionReason[] = [
  "refund_failed",
  "paid_twice",
  "paid_after_cancel",
  "out_of_stock",
];

function attentionOf({ reasons }: OrderFacts): AttentionReason | null {
  const first = FIRST.find((reason) => reasons.some((open) => open.reason === reason));
  return first ?? reasons[0]?.reason ?? null;
}

/** Differences from Stripe, and a bank's reasons, are only for the merchant. */
function shopperDetail(detail: TimelineDetail): ShopperDetail | null {
  switch (detail.code) {
    case "attention_answered":
    case "dispute_changed":
    case "document_issued":
    case "effect_skipped":
    case "merchant_told":
    case "other_payment_counts":
    case "restocked":
    case "shipment_canceled":
      return null;
    case "needs_attention":
      return { code: detail.code, reason: detail.reason };
    case "disputed":
      return { code: detail.code };
    case "placed":
    case "payment_started":
    case "payment_processing":
    case "paid":
    case "part_captured":
    case "payment_failed":
    case "payment_retried":
    case "expired":
    case "canceled":
    case "refund_pending":
    case "refunded":
    case "refund_failed":
    case "credit_given":
    case "credit_taken_back":
    case "order_changed":
    case "change_undone":
    case "dispute_closed":
    case "accepted":
    case "reopened":
    case "awaiting_stock":
    case "stock_arrived":
    case "shipment_requested":
    case "shipped":
    case "part_shipped":
    case "parcel_taken_back":
    case "address_corrected":
    case "ready_to_collect":
    case "collected":
    case "done":
    case "email_sent":
    case "tier_raised":
    case "tier_lowered":
      return detail;
  }
}
