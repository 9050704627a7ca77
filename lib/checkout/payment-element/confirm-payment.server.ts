import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { offersFor } from "@/lib/checkout/core/offers.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import { endEarlierAttempts } from "@/lib/orders/attempts/end-earlier.server";
import { charge, chargeAgain, resolveLostCharge } from "@/lib/orders/charges/charge.server";
import {
  type ChargeResult,
  closeWithoutIntent,
  readChargeResult,
} from "@/lib/orders/charges/charge-result.server";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import {
  type Confirmation,
  claimOrder,
  closeConfirmation,
  forgetConfirmation,
  markSent,
  stillRuns,
  withConfirmationLease,
} from "@/lib/orders/stored/confirmations.server";
import { stripeFailure } from "@/lib/stripe/failure";
import type { PaymentCheckout } from "./payment-checkout";
import { paymentView } from "./payment-view.server";
import { type Review, reviewPayment } from "./review-payment.server";
import { isSignedFor } from "./signed-quote";

type ConfirmedPayment =
  | Exclude<ChargeResult, { code: "terms_changed" }>
  | { ok: false; code: "quote_changed" | "quote_expired"; checkout: PaymentCheckout }
  /** `payment_unknown` means that the payment may have been made. */
  | { ok: false; code: "payment_in_progress" | "not_payable" | "payment_unknown"; orderId: OrderId }
  | Extract<Review, { ok: false }>
  | { ok: false; code: "not_found" | "quote_invalid" | "stripe_unavailable" };

type Input = {
  orderId: OrderId;
  /** `ctoken_…`. */
  tokenId: string;
  /** The signed quote that the page showed; without it, the order's own quote is charged. */
  signedQuote?: string | undefined;
  /** Where e-mails about the order go; without it, to the payer's address. */
  email?: string | undefined;
  shopper: Shopper;
};

/**
 * Pays an order with a ConfirmationToken: it checks the rules (reading the token at Stripe when they are on), then creates and
 * confirms one PaymentIntent in one call. The token is recorded first, and its attempt is in the idempotency key, so double
 * clicks and retries make one charge. Never throws for an outage.
 */
export async function confirmPayment(input: Input): Promise<ConfirmedPayment> {
  const { orderId, tokenId, signedQuote, shopper } = input;
  const claimed = await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.surface !== "payment" || !owns(shopper, order)) return { kind: "not_found" } as const;
    if (signedQuote !== undefined && !isSignedFor(order, signedQuote, env().CART_SECRET)) {
      return { kind: "quote_invalid" } as const;
    }
    return { ...(await claimOrder(tx, order, tokenId)), order };
  });
  switch (claimed.kind) {
    case "not_found":
    case "quote_invalid":
      return { ok: false, code: claimed.kind };
    case "closed":
      return { ok: false, code: "not_payable", orderId };
    case "used":
      return { ok: false, code: "token_used" };
    case "running":
      return { ok: false, code: "payment_in_progress", orderId };
    case "known":
      return readChargeResult(orderId, claimed.paymentIntentId)
        .then((result) => answerOf(result, claimed.order, shopper))
        .catch((error: unknown) => unknownOutcome(orderId, error));
    case "replay":
      return resolveThenPay(input, claimed.order, claimed.confirmation);
    case "begin":
      return reviewThenPay(input, claimed.order, claimed.confirmation);
  }
}

/** Finds out about a lost answer before paying. For the same token that is the result; a new token is used afterwards. */
async function resolveThenPay(
  input: Input,
  order: OrderRow,
  confirmation: Confirmation,
): Promise<ConfirmedPayment> {
  const lost = { order, confirmation, shopper: input.shopper };
  try {
    const isOwn = confirmation.tokenId === input.tokenId;
    if (isOwn && order.status === "open") {
      return await answerOf(await chargeAgain(lost), order, input.shopper);
    }
    const resolved = await resolveLostCharge(lost);
    if (resolved?.ok) return resolved;
  } catch (error) {
    return unknownOutcome(order.id, error);
  }
  return confirmPayment(input);
}

async function reviewThenPay(
  input: Input,
  order: OrderRow,
  confirmation: Confirmation,
): Promise<ConfirmedPayment> {
  return withConfirmationLease(confirmation, async () => {
    const begun = await reviewAndBegin(input, order, confirmation).catch(unavailable);
    if (!begun.ok) return begun;
    const { shopper } = input;
    try {
      const result = await charge({ shopper, order: begun.order, confirmation });
      return await answerOf(result, begun.order, shopper);
    } catch (error) {
      return unknownOutcome(order.id, error);
    }
  });
}

async function answerOf(
  result: ChargeResult,
  order: OrderRow,
  { customer }: Shopper,
): Promise<ConfirmedPayment> {
  if (result.ok || result.code !== "terms_changed") return result;
  const checkout = paymentView(order, await offersFor(order, customer));
  return { ok: false, code: "quote_changed", checkout };
}

/** Checks the order and claims it. `ok` means that it may be charged as checked. Creates no payment. */
async function reviewAndBegin(
  input: Input,
  order: OrderRow,
  confirmation: Confirmation,
): Promise<{ ok: true; order: OrderRow } | Extract<ConfirmedPayment, { ok: false }>> {
  const { id: orderId } = order;
  try {
    if (await endEarlierAttempts(orderId)) {
      await closeWithoutIntent(confirmation, "refused");
      return { ok: false, code: "not_payable", orderId };
    }
    const review = await reviewPayment({ ...input, order });
    if (!review.ok) {
      // After an outage the page sends the same token again, so its claim is removed.
      if (review.code === "stripe_unavailable") await forget(confirmation);
      else await closeWithoutIntent(confirmation, "refused");
      return review;
    }
    const begun = await begin(input, order, confirmation);
    return begun.ok ? begun : { ...begun, orderId };
  } catch (error) {
    await forget(confirmation);
    throw error;
  }
}

const forget = (confirmation: Confirmation) =>
  inTransaction(db(), (tx) => forgetConfirmation(tx, confirmation));

async function begin(
  { email }: Input,
  { id: orderId }: OrderRow,
  confirmation: Confirmation,
): Promise<{ ok: true; order: OrderRow } | { ok: false; code: "payment_in_progress" | "not_payable" }> {
  return inTransaction(db(), async (tx) => {
    const now = await lockOrder(tx, orderId);
    if (!(await stillRuns(tx, confirmation))) return { ok: false, code: "payment_in_progress" };
    if (now?.status !== "open") {
      await closeConfirmation(tx, confirmation, "refused");
      return { ok: false, code: "not_payable" };
    }
    await markSent(tx, confirmation, now.quote.revision);
    await addToTimeline(tx, orderId, "shopper", { code: "payment_started" });
    if (email) await tx.update(orders).set({ email }).where(eq(orders.id, orderId));
    return { ok: true, order: { ...now, email: email ?? now.email } };
  });
}

function unavailable(error: unknown): Extract<ConfirmedPayment, { ok: false }> {
  log.error(`checkout: ${stripeFailure(error).message}`);
  return { ok: false, code: "stripe_unavailable" };
}

function unknownOutcome(orderId: OrderId, error: unknown): ConfirmedPayment {
  log.error(`checkout: ${stripeFailure(error).message}`);
  return { ok: false, code: "payment_unknown", orderId };
}
