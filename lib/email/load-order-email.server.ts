import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { isOutsideRefund, type OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import type { Database } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import {
  discountRules,
  orderCredits,
  orders,
  parcels,
  paymentAttempts,
  refunds,
  returns,
  shipments,
} from "@/lib/db/schema";
import { changeOfNewOrder } from "@/lib/drafts/read-changes.server";
import { obliges } from "@/lib/legal/agreement.server";
import { legalPage } from "@/lib/legal/legal-page.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { isNothingSent } from "@/lib/model/nothing-sent";
import type { OrderStatus } from "@/lib/model/order";
import { pictureAt } from "@/lib/model/picture-sizes";
import type { QuoteLine } from "@/lib/model/quote";
import { rateOfOrder } from "@/lib/model/rate-choice";
import type { LinePieces } from "@/lib/model/refund";
import { orderLinkPath } from "@/lib/orders/owners/order-link";
import { agreedTexts } from "@/lib/orders/stored/agreed-texts.server";
import { addressLines } from "@/lib/orders/views/address-lines";
import { taxParts } from "@/lib/orders/views/order-view";
import { trackingLink } from "@/lib/shipping/carriers";
import type { OrderEmailData, OrderEmailKind, RefundInEmail } from "./order-email";

const MAIL_WIDTH = 160;

/** A picture for mail readers, which show no SVG: `npm run art` makes a JPEG of each. A stored picture comes in the size it is shown. */
export function mailPicture(image: string): string {
  return pictureAt(image, MAIL_WIDTH).replace(/^\/art\/([\w-]+)\.svg$/, "/art/mail/$1.jpg");
}

const orderWithShipment = prepared((database) =>
  database
    .select({ order: orders, shipment: shipments })
    .from(orders)
    .leftJoin(shipments, eq(shipments.orderId, orders.id))
    .where(eq(orders.id, sql.placeholder("orderId"))),
);

type LoadedEmail = {
  to: string | null;
  customerName: string | null;
  status: OrderStatus;
  /** The parcel that it is about was taken back. */
  isTakenBack: boolean;
  data: OrderEmailData;
};

/**
 * Loads what an order's e-mail says. `to` is null when no address is known. `locale` is the reader's, if not the shopper's; what
 * the shopper agreed to stays in their language.
 */
export async function loadOrderEmail(
  database: Database,
  orderId: OrderId,
  about: {
    refundId?: string | undefined;
    parcelId?: string | undefined;
    returnId?: string | undefined;
    creditId?: string | undefined;
    kind?: OrderEmailKind;
    locale?: Locale;
  } = {},
): Promise<LoadedEmail | null> {
  const [row] = await orderWithShipment(database).execute({ orderId });
  if (!row) return null;
  const { order, shipment } = row;
  const { quote } = order;
  const { refundId, parcelId, returnId, creditId, kind, locale = order.locale } = about;
  const parcel = parcelId ? await loadParcel(database, parcelId) : null;
  const absolute = (path: string) => new URL(path, env().STORE_URL).href;
  const rate = rateOfOrder(order);
  return {
    to: order.email,
    customerName: order.customerName,
    status: order.status,
    isTakenBack: parcel !== null && parcel.takenBackAt !== null,
    data: {
      locale,
      number: order.number,
      currency: order.currency,
      lines: quote.lines.map((line) => ({
        sku: line.sku,
        name: line.productName,
        option: line.optionLabel,
        quantity: line.quantity,
        unitAmount: line.unitAmount,
        total: line.total,
        image: line.image && absolute(mailPicture(line.image)),
      })),
      subtotal: order.subtotal,
      discounts: quote.discounts,
      shipping: { name: rate?.name ?? null, amount: order.shippingTotal },
      tax: taxParts(order),
      total: order.total,
      recipient: order.shippingName,
      address: order.shippingAddress ? addressLines(order.shippingAddress, locale) : [],
      isNothingSent: isNothingSent(quote.lines),
      pickup: rate?.pickup
        ? {
            address: addressLines(rate.pickup.address, locale),
            openingHours: rate.pickup.openingHours,
          }
        : null,
      storeUrl: absolute(localPath(locale, "/")),
      orderUrl: absolute(orderLinkPath(order.id, locale, env().CART_SECRET, "order")),
      payAgainUrl: absolute(orderLinkPath(order.id, locale, env().CART_SECRET, "pay")),
      carrier: (parcel ?? shipment)?.carrier ?? null,
      trackingNumber: (parcel ?? shipment)?.trackingNumber ?? null,
      trackingUrl: parcel && trackingLink(parcel),
      parcel: parcel ? partOf(order.quote.lines, parcel.lines) : [],
      isSent: shipment?.status === "sent",
      agreed: kind === "order_confirmed" ? await loadAgreed(database, order) : [],
      refund: refundId ? await loadRefund(database, refundId) : null,
      credit: creditId ? await loadCredit(database, creditId) : null,
      returned: returnId ? await loadReturn(database, returnId, order.quote.lines) : null,
      change: kind === "order_confirmed" ? await loadChange(database, orderId) : null,
    },
  };
}

/** How to withdraw, and the terms: those that the order was placed under, however often they changed before the e-mail is sent, or sent again. */
async function loadAgreed(database: Database, order: OrderRow): Promise<OrderEmailData["agreed"]> {
  const { agreement, shippingAddress, quote, total } = order;
  if (!agreement || !obliges({ country: shippingAddress?.country ?? quote.country, total })) return [];
  const kept = await agreedTexts(database, agreement);
  return kept.map(({ page, text }) => text ?? legalPage(page, order.locale)).toReversed();
}

async function loadParcel(database: Database, parcelId: string) {
  const [parcel] = await database
    .select()
    .from(parcels)
    .where(eq(parcels.id, Number(parcelId)));
  return parcel ?? null;
}

async function loadReturn(
  database: Database,
  returnId: string,
  lines: readonly QuoteLine[],
): Promise<OrderEmailData["returned"]> {
  const [found] = await database
    .select()
    .from(returns)
    .where(eq(returns.id, Number(returnId)));
  return found ? { goods: named(lines, found.lines), words: found.words } : null;
}

async function loadChange(database: Database, orderId: OrderId): Promise<OrderEmailData["change"]> {
  const found = await changeOfNewOrder(database, orderId);
  if (!found) return null;
  const { order, change } = found;
  // Where what was taken off did not pay for this order, an e-mail of its own says what goes back.
  const back = change.credited > 0 ? change.back : 0;
  return { number: order.number, goods: named(order.quote.lines, change.removed), back };
}

/** Null once nothing is left of it. */
async function loadCredit(database: Database, creditId: string): Promise<OrderEmailData["credit"]> {
  const [found] = await database
    .select({ code: discountRules.code, left: orderCredits.left, uses: orderCredits.uses })
    .from(orderCredits)
    .innerJoin(discountRules, eq(discountRules.id, orderCredits.ruleId))
    .where(eq(orderCredits.id, creditId));
  if (!found?.code || found.left === 0) return null;
  return { code: found.code, amount: found.left, isRest: found.uses.length > 0 };
}

/** The goods of a parcel; empty when it holds all of the order. */
function partOf(lines: readonly QuoteLine[], inside: readonly LinePieces[]): OrderEmailData["parcel"] {
  const pieces = new Map(inside.map(({ variantId, quantity }) => [variantId, quantity]));
  return lines.every(({ variantId, quantity }) => pieces.get(variantId) === quantity)
    ? []
    : named(lines, inside);
}

function named(lines: readonly QuoteLine[], inside: readonly LinePieces[]): OrderEmailData["parcel"] {
  const pieces = new Map(inside.map(({ variantId, quantity }) => [variantId, quantity]));
  return lines.flatMap(({ variantId, productName, optionLabel }) => {
    const quantity = pieces.get(variantId);
    const name = optionLabel ? `${productName} (${optionLabel})` : productName;
    return quantity ? [{ name, quantity }] : [];
  });
}

async function loadRefund(database: Database, refundId: string): Promise<RefundInEmail | null> {
  const [found] = await database
    .select({
      amount: refunds.amount,
      payment: paymentAttempts.status,
      captured: paymentAttempts.amountCaptured,
    })
    .from(refunds)
    .leftJoin(paymentAttempts, eq(paymentAttempts.paymentIntentId, refunds.paymentIntentId))
    .where(eq(refunds.stripeId, refundId));
  if (!found) return null;
  const { amount, payment, captured } = found;
  const ofOrder = captured !== null && amount >= captured ? "all" : "part";
  return {
    amount,
    what: payment === "duplicate" ? "second" : ofOrder,
    isOutside: isOutsideRefund(refundId),
  };
}
