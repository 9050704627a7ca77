import "server-only";
import { and, asc, desc, eq, inArray, isNull, like, ne, or, sql } from "drizzle-orm";
import { isFreePaymentId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { orders, outboxJobs, webhookEvents } from "@/lib/db/schema";
import { eventAbout, isOfCatalog } from "@/lib/db/schema/webhooks";
import { asidesOf } from "@/lib/desk/picking/asides.server";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { mayBeCorrected } from "@/lib/orders/merchant/correct-address.server";
import { type OrderFile, orderFile } from "@/lib/orders/merchant/order-file.server";
import { parcelsOf } from "@/lib/orders/merchant/unsent-pieces.server";
import { whyInState } from "@/lib/orders/merchant/why";
import { returnsOf } from "@/lib/orders/returns/read.server";
import { trackingLink } from "@/lib/shipping/carriers";
import { changesAbout } from "@/lib/staff/read-audit.server";
import { dashboardUrl } from "@/lib/stripe/dashboard-url";
import { notesOf, tagsOf } from "./notes-and-tags.server";
import { joinTimeline } from "./order-history";

const MOST_OTHERS = 10;
const MOST_EVENTS = 200;

export type MerchantOrder = NonNullable<Awaited<ReturnType<typeof readMerchantOrder>>>;

/** All that the desk's page of one order shows; null when there is none of this number. */
export async function readMerchantOrder(number: string) {
  const file = await orderFile(number);
  if (!file) return null;
  const { order, payments } = file;
  const [events, emails, others] = [await eventsOf(payments), await emailsOf(order), await othersOf(order)];
  const returns = await returnsOf(db(), order.id);
  const changes = await changesAbout([
    { kind: "order", id: order.number },
    ...returns.map(({ id }) => ({ kind: "return" as const, id: String(id) })),
    ...file.disputes.map(({ stripeId }) => ({ kind: "dispute" as const, id: stripeId })),
  ]);
  return {
    ...file,
    payments: payments.map((payment) => ({
      ...payment,
      isFree: isFreePaymentId(payment.stripeId),
      atStripe: payment.paymentIntentId && dashboardUrl(payment.paymentIntentId, "payment", env()),
    })),
    history: joinTimeline({ timeline: file.timeline, changes, events, emails }),
    returns,
    aside: (await asidesOf([order.id]))[0] ?? null,
    notes: await notesOf(order.id),
    tags: await tagsOf([order.id]),
    others,
    parcels: (await parcelsOf(db(), order.id)).map((parcel) => ({ ...parcel, link: trackingLink(parcel) })),
    hasAddressToCorrect:
      order.shippingAddress !== null && !rateOfOrder(order)?.pickup && (await mayBeCorrected(db(), order)),
    why: whyInState({
      ...{ status: order.status, reasons: file.reasons, timeline: file.timeline },
      shipment: file.shipment?.status ?? null,
    }),
  };
}

function eventsOf(payments: OrderFile["payments"]) {
  const names = payments.flatMap(({ stripeId, paymentIntentId }) => [
    stripeId,
    ...(paymentIntentId ? [paymentIntentId] : []),
  ]);
  if (names.length === 0) return [];
  return db()
    .select({
      ...{ id: webhookEvents.id, type: webhookEvents.type, processedAt: webhookEvents.processedAt },
      at: sql<Date>`to_timestamp((${webhookEvents.payload} ->> 'created')::bigint)`.mapWith(
        webhookEvents.createdAt,
      ),
      lastError: webhookEvents.lastError,
    })
    .from(webhookEvents)
    .where(and(inArray(eventAbout(webhookEvents), names), eq(isOfCatalog(webhookEvents), sql`false`)))
    .orderBy(asc(webhookEvents.createdAt))
    .limit(MOST_EVENTS);
}

const emailsOf = ({ id }: OrderFile["order"]) =>
  db()
    .select({
      ...{ id: outboxJobs.id, effect: outboxJobs.effect, createdAt: outboxJobs.createdAt },
      ...{ doneAt: outboxJobs.doneAt, deadAt: outboxJobs.deadAt, skipped: outboxJobs.skipped },
    })
    .from(outboxJobs)
    .where(and(eq(outboxJobs.orderId, id), like(outboxJobs.effect, "email.%")))
    .orderBy(asc(outboxJobs.id));

/** Of the same account, or of guests with the same e-mail address. */
async function othersOf({ id, customerId, email }: OrderFile["order"]) {
  const same = [
    ...(customerId ? [eq(orders.customerId, customerId)] : []),
    ...(email ? [and(isNull(orders.customerId), eq(sql`lower(${orders.email})`, email.toLowerCase()))] : []),
  ];
  if (same.length === 0) return [];
  return db()
    .select({
      ...{ number: orders.number, status: orders.status, total: orders.total, currency: orders.currency },
      placedAt: orders.createdAt,
    })
    .from(orders)
    .where(and(ne(orders.id, id), or(...same)))
    .orderBy(desc(orders.createdAt))
    .limit(MOST_OTHERS);
}
