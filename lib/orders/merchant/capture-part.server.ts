import "server-only";
import { and, eq } from "drizzle-orm";
import { translator } from "@/i18n/texts.server";
import type { PaymentIntentId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { type orders, paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import type { LinePieces } from "@/lib/model/refund";
import { authorizedPayment } from "@/lib/orders/attempts/authorized.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { askedFor, nextRevision, storeRevision } from "@/lib/orders/stored/quote-revisions.server";
import { amountDue } from "@/lib/quote/amount-due";
import { revisionMetadata } from "@/lib/quote/revision-metadata";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { orderByNumber } from "./find-order.server";
import { type AgreedAmount, partOfQuote, type QuotePart } from "./part-of-quote";

export type PartialCapture =
  | { ok: true; status: OrderStatus; amount: number; letGo: number }
  | { ok: false; code: "unknown_order" }
  | { ok: false; code: "nothing_authorized"; status: OrderStatus }
  /** What was shown is no longer what it comes to; or Stripe takes no part of this payment. */
  | { ok: false; code: "changed" | "capture_refused" }
  | Extract<QuotePart, { ok: false }>;

/**
 * Takes the money of some pieces of an authorized order, and lets go of the rest: the others are no longer part of the order, and can be sold again. The
 * quote of what is kept is stored first, and Stripe is told its number with the capture, so that whoever hears of the payment settles it by that quote.
 * @param shown minor units that somebody agreed to take; null takes whatever it comes to
 * @param isAgreed the pieces are sold for `shown`, whatever they come to: the difference is a reduction of their price
 * @throws Stripe's errors for an outage, after which another try is right
 */
export async function captureInPart(
  orderNumber: string,
  kept: readonly LinePieces[],
  shown: number | null,
  isAgreed = false,
): Promise<PartialCapture> {
  const order = await orderByNumber(orderNumber);
  if (!order) return { ok: false, code: "unknown_order" };
  const authorized = await authorizedPayment(order.id);
  const prepared =
    authorized && (await prepare(order.id, kept, { shown, isAgreed, authorized: authorized.amount }));
  if (!prepared) {
    const status = (await settleOrder(order.id)) ?? order.status;
    return { ok: false, code: "nothing_authorized", status };
  }
  if (!prepared.ok) return prepared;
  const { intentId, quote, amount, letGo } = prepared;
  let refused = false;
  try {
    await stripe().paymentIntents.capture(
      intentId,
      { amount_to_capture: amount, metadata: revisionMetadata(quote) },
      { idempotencyKey: `${intentId}-capture-${quote.revision}` },
    );
  } catch (error) {
    // It was captured or released meanwhile, it expired, or its method takes no part; settling finds out which.
    if (stripeFailure(error).kind !== "refused") throw error;
    refused = true;
  }
  const status = (await settleOrder(order.id)) ?? order.status;
  const now = await orderByNumber(orderNumber);
  if (hasBeenPaid(status) && now?.quote.revision === quote.revision)
    return { ok: true, status, amount, letGo };
  if (refused && status === "processing") return { ok: false, code: "capture_refused" };
  return { ok: false, code: "nothing_authorized", status };
}

type Asked = { shown: number | null; isAgreed: boolean; authorized: number };

/** Null when no payment of the order waits. */
async function prepare(orderId: typeof orders.$inferSelect.id, kept: readonly LinePieces[], asked: Asked) {
  return inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    const [attempt] = await tx
      .select({ intentId: paymentAttempts.paymentIntentId })
      .from(paymentAttempts)
      .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.status, "processing")));
    if (order?.status !== "processing" || !attempt?.intentId) return null;
    const agreed = asked.isAgreed ? agreedAmount(order, asked.shown) : null;
    const part = partOfQuote(order, kept, agreed);
    if (!part.ok) return part;
    const isOther = asked.shown !== null && asked.shown !== part.amount;
    if (isOther || amountDue(order.quote) !== asked.authorized)
      return { ok: false as const, code: "changed" as const };
    const quote = { ...part.quote, revision: await nextRevision(tx, order) };
    await storeRevision(tx, orderId, quote, await askedFor(tx, order));
    const intentId: PaymentIntentId = attempt.intentId;
    return { ...part, quote, intentId };
  });
}

/** An amount that was agreed upon, with what its reduction is called in the order's language; null for none. */
export function agreedAmount(
  { locale }: Pick<typeof orders.$inferSelect, "locale">,
  amount: number | null,
): AgreedAmount | null {
  return amount === null ? null : { amount, name: translator(locale, "discounts")("agreedReduction") };
}
