import type Stripe from "stripe";
import type { ChargeFacts, TryOutcome } from "@/lib/model/order";
import { expanded } from "@/lib/stripe/expanded";
import { payerOf } from "@/lib/stripe/payer";

export type ChargeEvidence = {
  id: string;
  facts: ChargeFacts;
  outcome: TryOutcome;
  /** Why it failed: the bank's decline code, or else Stripe's error code. */
  reason: string | null;
  at: Date;
};

const ENDED = ["succeeded", "failed"] as const satisfies TryOutcome[];

/** What the merchant is shown of a charge. `balance_transaction` is Stripe's only after a while, and then brings the fee. */
export function chargeEvidence(charge: Stripe.Charge | null): ChargeEvidence | null {
  if (!charge) return null;
  const details = charge.payment_method_details;
  const card = details?.card ?? null;
  const payer = payerOf(details);
  const booked = expanded(charge.balance_transaction);
  return {
    id: charge.id,
    outcome: ENDED.find((one) => one === charge.status) ?? "pending",
    reason: charge.status === "failed" ? reasonOf(charge) : null,
    at: new Date(charge.created * 1000),
    facts: {
      method: payer?.type ?? "unknown",
      brand: payer?.brand ?? null,
      last4: payer?.last4 ?? null,
      country: card?.country ?? null,
      funding: card?.funding ?? null,
      wallet: card?.wallet?.type ?? null,
      threeDSecure: card?.three_d_secure?.result ?? null,
      cvcCheck: card?.checks?.cvc_check ?? null,
      postalCodeCheck: card?.checks?.address_postal_code_check ?? null,
      riskLevel: charge.outcome?.risk_level ?? null,
      riskScore: charge.outcome?.risk_score ?? null,
      fee: booked ? { amount: booked.fee, currency: booked.currency } : null,
    },
  };
}

const reasonOf = ({ outcome, failure_code }: Stripe.Charge): string | null =>
  (outcome?.type === "issuer_declined" && outcome.reason) || failure_code;
