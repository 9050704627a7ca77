import "server-only";
import { freePaymentId, type OrderId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Address } from "@/lib/model/order";
import { endEarlierAttempts } from "@/lib/orders/attempts/end-earlier.server";
import { resolveLostCharge } from "@/lib/orders/charges/charge.server";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { freeEvidence } from "@/lib/orders/settle/free-evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import {
  type Confirmation,
  claimOrder,
  closeConfirmation,
  forgetConfirmation,
  stillRuns,
  withConfirmationLease,
} from "@/lib/orders/stored/confirmations.server";
import { amountDue } from "@/lib/quote/amount-due";
import { stripeFailure } from "@/lib/stripe/failure";
import type { PaymentCheckout } from "./payment-checkout";
import { type Review, reviewOrder } from "./review-payment.server";
import { isSignedFor } from "./signed-quote";

type ConfirmedFree =
  | { ok: true; orderId: OrderId }
  | { ok: false; code: "quote_changed" | "quote_expired"; checkout: PaymentCheckout }
  | { ok: false; code: "payment_in_progress" | "not_payable" | "payment_unknown"; orderId: OrderId }
  | Extract<Review, { ok: false }>
  | { ok: false; code: "not_found" | "quote_invalid" | "stripe_unavailable" };

type Input = {
  orderId: OrderId;
  signedQuote?: string | undefined;
  email: string;
  name: string;
  address: Address;
  shopper: Shopper;
};

/**
 * Places an order that costs nothing, after the same checks as a payment. The order is claimed as by a token, so that no card can
 * pay it meanwhile. Safe to repeat.
 */
export async function confirmFree(input: Input): Promise<ConfirmedFree> {
  const { orderId, shopper, signedQuote } = input;
  const claimed = await inTransaction(db(), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.surface !== "payment" || !owns(shopper, order)) return { kind: "not_found" } as const;
    if (signedQuote !== undefined && !isSignedFor(order, signedQuote, env().CART_SECRET)) {
      return { kind: "quote_invalid" } as const;
    }
    return { ...(await claimOrder(tx, order, freePaymentId(orderId))), order };
  });
  switch (claimed.kind) {
    case "not_found":
    case "quote_invalid":
      return { ok: false, code: claimed.kind };
    case "running":
      return { ok: false, code: "payment_in_progress", orderId };
    case "closed":
    case "used":
    case "known":
      return { ok: false, code: "not_payable", orderId };
    case "replay":
      return resolveThenPlace(input, claimed.order, claimed.confirmation);
    case "begin":
      return reviewThenPlace(input, claimed.order, claimed.confirmation).catch(unavailable);
  }
}

async function resolveThenPlace(
  input: Input,
  order: OrderRow,
  confirmation: Confirmation,
): Promise<ConfirmedFree> {
  try {
    await resolveLostCharge({ order, confirmation, shopper: input.shopper });
  } catch (error) {
    log.error(`checkout: ${stripeFailure(error).message}`);
    return { ok: false, code: "payment_unknown", orderId: order.id };
  }
  return confirmFree(input);
}

async function reviewThenPlace(
  input: Input,
  order: OrderRow,
  confirmation: Confirmation,
): Promise<ConfirmedFree> {
  try {
    return await withConfirmationLease(confirmation, async () => {
      const { signedQuote, shopper, address } = input;
      const { country } = address;
      const delivery = country === null ? null : { ...address, country };
      const facts = { shippingCountry: country, address: null, delivery, card: null, payer: null };
      const review = await reviewOrder({ order, facts, signedQuote, shopper });
      if (!review.ok) return review;
      const isFree = amountDue(order.quote) === 0;
      if (!isFree || (await endEarlierAttempts(order.id))) {
        return { ok: false, code: "not_payable", orderId: order.id };
      }
      return place(input, order, confirmation);
    });
  } finally {
    // The claim is kept only if the order was placed, so that the shopper may try again.
    await inTransaction(db(), (tx) => forgetConfirmation(tx, confirmation));
  }
}

async function place(input: Input, order: OrderRow, confirmation: Confirmation): Promise<ConfirmedFree> {
  const { id: orderId } = order;
  const status = await settleWithEvidence(
    orderId,
    [freeEvidence(order, { email: input.email, name: input.name, address: input.address })],
    {
      onlyIf: async (tx) =>
        (await lockOrder(tx, orderId))?.status === "open" && (await stillRuns(tx, confirmation)),
      inSameTransaction: (tx) => closeConfirmation(tx, confirmation, "done"),
    },
  );
  return status === null ? { ok: false, code: "payment_in_progress", orderId } : { ok: true, orderId };
}

function unavailable(error: unknown): ConfirmedFree {
  log.error(`checkout: ${stripeFailure(error).message}`);
  return { ok: false, code: "stripe_unavailable" };
}
