import type Stripe from "stripe";
import type { ComparedSide, DifferenceKind } from "@/lib/model/reconciliation";
import { expanded } from "@/lib/stripe/expanded";

/** What the store has of a payment; amounts in minor units. */
export type StoredPayment = {
  status: string;
  currency: string;
  amountCaptured: number | null;
  hasFee: boolean;
};

type Differs = { kind: DifferenceKind; here: ComparedSide | null; atStripe: ComparedSide };

/** Money is on the account. */
const isTaken = (intent: Stripe.PaymentIntent): boolean =>
  intent.status === "succeeded" && intent.amount_received > 0;

/**
 * How a payment at Stripe differs from what its order has of it; `stored` is null when the order does not know it. Pure.
 * @param intent with its latest charge expanded
 */
export function comparePayment(intent: Stripe.PaymentIntent, stored: StoredPayment | null): Differs[] {
  if (!isTaken(intent)) return [];
  const charge = expanded(intent.latest_charge);
  const captured = charge?.amount_captured ?? intent.amount_received;
  const atStripe = { amount: captured, currency: intent.currency, status: intent.status };
  if (!stored || !["paid", "duplicate"].includes(stored.status)) {
    const here = stored && { amount: null, currency: stored.currency, status: stored.status };
    return [{ kind: "payment_unheard", here, atStripe }];
  }
  const here = { amount: stored.amountCaptured, currency: stored.currency, status: stored.status };
  const found: Differs[] = [];
  if (stored.amountCaptured !== captured || stored.currency !== intent.currency) {
    found.push({ kind: "payment_differs", here, atStripe });
  }
  if (!stored.hasFee && charge?.balance_transaction) found.push({ kind: "fee_missing", here, atStripe });
  return found;
}

export type StoredRefund = { amount: number; currency: string; status: string };

export function compareRefund(refund: Stripe.Refund, stored: StoredRefund | null): Differs[] {
  const atStripe = { amount: refund.amount, currency: refund.currency, status: refund.status };
  if (!stored) return [{ kind: "refund_unheard", here: null, atStripe }];
  return isSame(stored, atStripe) ? [] : [{ kind: "refund_differs", here: sideOf(stored), atStripe }];
}

export type StoredDispute = { amount: number; currency: string; status: string };

export function compareDispute(dispute: Stripe.Dispute, stored: StoredDispute | null): Differs[] {
  const atStripe = { amount: dispute.amount, currency: dispute.currency, status: dispute.status };
  if (!stored) return [{ kind: "dispute_unheard", here: null, atStripe }];
  return isSame(stored, atStripe) ? [] : [{ kind: "dispute_differs", here: sideOf(stored), atStripe }];
}

const sideOf = ({ amount, currency, status }: StoredRefund): ComparedSide => ({ amount, currency, status });

const isSame = (one: ComparedSide, other: ComparedSide) =>
  one.amount === other.amount && one.currency === other.currency && one.status === other.status;
