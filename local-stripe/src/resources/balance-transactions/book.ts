import type Stripe from "stripe";
import { findCard } from "../../cards/cards";
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
    ...(bypassesPending(local, charge) && { availableOn: local.now() }),
  });
}

/** Stripe has test cards whose money is there at once. */
function bypassesPending(local: Local, { payment_method }: Stripe.Charge): boolean {
  const number = payment_method === null ? null : local.store.methods.get(payment_method)?.number;
  return Boolean(number && findCard(number)?.alias?.startsWith("bypassPending"));
}

/** The money of a refund leaves the balance; a failed refund brings it back. */
export function bookRefund(
  local: Local,
  refund: Pick<Stripe.Refund, "id" | "amount" | "currency">,
  type: "refund" | "refund_failure",
): Stripe.BalanceTransaction {
  const common = { currency: refund.currency, fee: 0, source: refund.id };
  if (type === "refund_failure") return book(local, { ...common, amount: refund.amount, type });
  const isOfPayment = refund.id.startsWith("pyr_");
  return book(local, {
    ...common,
    amount: -refund.amount,
    type: isOfPayment ? "payment_refund" : "refund",
    category: "refund",
  });
}

/** A payout leaves the balance at once; a failed one comes back. */
export function bookPayout(
  local: Local,
  payout: Pick<Stripe.Payout, "id" | "amount" | "currency" | "description" | "arrival_date">,
  type: "payout" | "payout_failure",
): Stripe.BalanceTransaction {
  const { id, amount, currency, description } = payout;
  const left = type === "payout";
  return book(local, {
    amount: left ? -amount : amount,
    currency,
    fee: 0,
    source: id,
    type,
    category: left ? "payout" : "payout_reversal",
    description,
    availableOn: left ? payout.arrival_date : local.now(),
  });
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
  type:
    | "adjustment"
    | "charge"
    | "payment"
    | "payment_refund"
    | "payout"
    | "payout_failure"
    | "refund"
    | "refund_failure";
  /** The category in reports; by default the type. */
  category?: string;
  description?: string | null;
  feeFor?: string;
  /** Unix seconds; by default the beginning of the day after tomorrow. */
  availableOn?: number;
}

/** @returns Unix seconds of the day's beginning in UTC */
export const startOfDay = (seconds: number) => seconds - (seconds % DAY);

function book(local: Local, booking: Booking): Stripe.BalanceTransaction {
  const { amount, currency, fee, source, type } = booking;
  return local.store.balanceTransactions.put({
    id: transactionIds.make(),
    object: "balance_transaction",
    amount,
    available_on: booking.availableOn ?? startOfDay(local.now()) + 2 * DAY,
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
