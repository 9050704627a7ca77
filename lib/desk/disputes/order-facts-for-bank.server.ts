import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, like, not } from "drizzle-orm";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { outboxJobs, paymentAttempts, refunds } from "@/lib/db/schema";
import { legalPage } from "@/lib/legal/legal-page.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { parcelsOf } from "@/lib/orders/merchant/unsent-pieces.server";
import { agreedTexts } from "@/lib/orders/stored/agreed-texts.server";
import { addressLines } from "@/lib/orders/views/address-lines";
import { trackingLink } from "@/lib/shipping/carriers";
import type { OrderFactsForBank } from "./draft-evidence";

const MOST_EMAILS = 40;

/** Collects what the store knows of an order that a bank may want to know. */
export async function orderFactsForBank(
  order: OrderRow,
  disputed: { paymentIntentId: string },
): Promise<OrderFactsForBank> {
  const { locale, currency, quote } = order;
  const timeZone = shopTimeZone();
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
  const time = (at: Date) => moment.format(at);
  // Swedish dates are ISO's: 2026-11-28.
  const day = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone });
  const agreed = (await agreedTexts(db(), order.agreement)).find(({ page }) => page === "returns");
  const { title, plain } = agreed?.text ?? legalPage("returns", locale);
  const address = order.shippingAddress ? addressLines(order.shippingAddress, locale) : [];
  const charges = await paidChargesOf(order);
  return {
    number: order.number,
    placedAt: time(order.createdAt),
    paidAt: order.paidAt && time(order.paidAt),
    customerName: order.customerName ?? order.shippingName,
    email: order.email,
    shippingAddress: address.length > 0 && order.shippingName ? [order.shippingName, ...address] : address,
    goods: quote.lines.map(({ productName, optionLabel, sku, quantity }) => ({
      name: [productName, optionLabel].filter(Boolean).join(", "),
      sku,
      quantity,
    })),
    parcels: (await parcelsOf(db(), order.id)).map((parcel) => ({
      carrier: parcel.carrier,
      trackingNumber: parcel.trackingNumber,
      link: trackingLink(parcel),
      day: day.format(parcel.sentAt),
    })),
    emails: (await emailsTo(order)).map(({ name, at }) => ({ name, at: time(at) })),
    refunds: (await refundsOf(order)).map(({ amount, createdAt }) => ({
      amount: formatMoney(amount, currency, locale),
      at: time(createdAt),
    })),
    agreedAt: order.agreement && time(new Date(order.agreement.shownAt)),
    returns: { title, text: plain },
    otherCharge: charges.find((one) => one.intentId !== disputed.paymentIntentId)?.chargeId ?? null,
  };
}

/** The e-mails that have left for the shopper. */
async function emailsTo({ id, locale }: OrderRow) {
  const t = translator(locale, "disputes");
  const jobs = await db()
    .select({ effect: outboxJobs.effect, at: outboxJobs.doneAt })
    .from(outboxJobs)
    .where(
      and(
        eq(outboxJobs.orderId, id),
        like(outboxJobs.effect, "email.%"),
        not(like(outboxJobs.effect, "email.merchant_%")),
        isNotNull(outboxJobs.doneAt),
        isNull(outboxJobs.skipped),
      ),
    )
    .orderBy(asc(outboxJobs.doneAt))
    .limit(MOST_EMAILS);
  return jobs.flatMap(({ effect, at }) => {
    const name = effect.replace("email.", "");
    const known = MAILS.find((one) => one === name);
    return at && known ? [{ name: t(`draft.mails.${known}`), at }] : [];
  });
}

const MAILS = [
  "order_confirmed",
  "order_shipped",
  "order_ready",
  "delivery_delayed",
  "refund_pending",
  "refunded",
] as const;

const refundsOf = ({ id }: OrderRow) =>
  db()
    .select({ amount: refunds.amount, createdAt: refunds.createdAt })
    .from(refunds)
    .where(and(eq(refunds.orderId, id), eq(refunds.status, "succeeded")))
    .orderBy(asc(refunds.createdAt));

const paidChargesOf = ({ id }: OrderRow) =>
  db()
    .select({ intentId: paymentAttempts.paymentIntentId, chargeId: paymentAttempts.chargeId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, id), inArray(paymentAttempts.status, ["paid", "duplicate"])));
