import type Stripe from "stripe";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";

export const transactionIds = idKind("txn");

const DAY = 86_400;
const FEE_RATE = 0.015;
const FEE_FIXED = 25;
/** Minor units of the charge's currency. */
const DISPUTE_FEE = 2_000;

/** Books a charge, less 1.5 % and 25 minor units of fees. */
export function bookCharge(local: Local, charge: Stripe.Charge): Stripe.BalanceTransaction {
  const amount = charge.amount_captured;
  const fee = Math.round(amount * FEE_RATE) + FEE_FIXED;
  return book(local, {
    amount,
    currency: charge.currency,
    fee,
    source: charge.id,
    type: charge.payment_method_details?.type === "card" ? "charge" : "payment",
  });
}

/** The money of a refund leaves the balance; a failed refund brings it back. */
export function bookRefund(
  local: Local,
  refund: Pick<Stripe.Refund, "id" | "amount" | "currency">,
  type: "refund" | "refund_failure",
): Stripe.BalanceTransaction {
  const amount = type === "refund" ? -refund.amount : refund.amount;
  return book(local, { amount, currency: refund.currency, fee: 0, source: refund.id, type });
}

/** A dispute takes the money and a fee; a won one returns the money alone. */
export function bookDispute(
  local: Local,
  { id, amount, currency, charge }: Stripe.Dispute,
  type: "withdrawal" | "reversal",
): Stripe.BalanceTransaction {
  const isWithdrawal = type === "withdrawal";
  return book(local, {
    amount: isWithdrawal ? -amount : amount,
    currency,
    fee: isWithdrawal ? DISPUTE_FEE : 0,
    feeFor: "Dispute fee",
    source: id,
    type: "adjustment",
    category: isWithdrawal ? "dispute" : "dispute_reversal",
    description: `Chargeback ${type} for ${typeof charge === "string" ? charge : charge.id}`,
  });
}

interface Booking {
  amount: number;
  currency: string;
  fee: number;
  source: string;
  type: "charge" | "payment" | "refund" | "refund_failure" | "adjustment";
  /** The category in reports; by default the type. */
  category?: string;
  description?: string;
  feeFor?: string;
}

function book(local: Local, booking: Booking): Stripe.BalanceTransaction {
  const { amount, currency, fee, source, type } = booking;
  return local.store.balanceTransactions.put({
    id: transactionIds.make(),
    object: "balance_transaction",
    amount,
    available_on: local.now() + 2 * DAY,
    balance_type: "payments",
    created: local.now(),
    currency,
    description: booking.description ?? null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: booking.feeFor ?? "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: booking.category ?? (type === "payment" ? "charge" : type),
    source,
    status: "pending",
    type,
  });
}
