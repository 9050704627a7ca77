import type { Locale } from "@/i18n/languages";
import type { Currency } from "@/lib/base/money";
import { dayIn } from "@/lib/base/time-zone";
import type { Address } from "@/lib/model/order";
import type { Pickup, QuoteLine } from "@/lib/model/quote";
import { rateOfOrder } from "@/lib/model/rate-choice";
import type { OrderRecord } from "@/lib/orders/views/order-view";
import { documentLine } from "./contents";

/** What goes with the goods. `total` is the order's, in minor units. */
export type Slip = {
  shopName: string;
  locale: Locale;
  currency: Currency;
  number: string;
  orderedOn: string;
  recipient: string | null;
  address: Address | null;
  pickup: Pickup | null;
  delivery: string | null;
  lines: { sku: string; name: string; quantity: number }[];
  total: number;
};

type SentOrder = Pick<
  OrderRecord,
  | "number"
  | "currency"
  | "quote"
  | "shippingTotal"
  | "shippingOption"
  | "shippingName"
  | "shippingAddress"
  | "total"
  | "createdAt"
> & { locale: Locale };

export function slipContents(
  order: SentOrder,
  { shopName, timeZone, lines }: { shopName: string; timeZone: string; lines: readonly QuoteLine[] },
): Slip {
  const rate = rateOfOrder(order);
  return {
    shopName,
    locale: order.locale,
    currency: order.currency,
    number: order.number,
    orderedOn: dayIn(order.createdAt, timeZone),
    recipient: order.shippingName,
    address: order.shippingAddress,
    pickup: rate?.pickup ?? null,
    delivery: rate?.name ?? null,
    lines: lines.map((line) => ({ ...documentLine(line), quantity: line.quantity })),
    total: order.total,
  };
}
