import "server-only";
import { sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { PaymentIntentId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { stripe } from "@/lib/stripe/client";
import { expanded } from "@/lib/stripe/expanded";
import type { PaymentEvidence } from "./evidence";
import { type DisputeEvidence, disputeEvidence, type RefundEvidence, refundsOf } from "./money-back";

const MOST = 1000;

/** Adds what a payment's own answer leaves out: refunds beyond a charge's first ten, and disputes when the charge or an event names some. */
export async function withAllRefundsAndDisputes<T extends PaymentEvidence>(
  evidence: T,
  intent: Stripe.PaymentIntent | null,
  disputedIntentId: PaymentIntentId | undefined,
): Promise<T> {
  const charge = expanded(intent?.latest_charge ?? null);
  const { paymentIntentId } = evidence;
  if (!charge || !paymentIntentId) return evidence;
  const isDisputed = charge.disputed || paymentIntentId === disputedIntentId;
  return {
    ...evidence,
    refunds: charge.refunds?.has_more ? await listRefunds(charge, paymentIntentId) : evidence.refunds,
    disputes: isDisputed ? await listDisputes(paymentIntentId) : evidence.disputes,
  };
}

async function listRefunds(
  charge: Stripe.Charge,
  paymentIntentId: PaymentIntentId,
): Promise<RefundEvidence[]> {
  const listed = await stripe()
    .refunds.list({ payment_intent: paymentIntentId, limit: 100 })
    .autoPagingToArray({ limit: MOST });
  return refundsOf(charge, listed);
}

async function listDisputes(paymentIntentId: PaymentIntentId): Promise<DisputeEvidence[]> {
  // All processes share the database's clock, so the later question has the newer answer.
  const asked = await db().execute(sql`select extract(epoch from clock_timestamp()) * 1000 as now`);
  const seenAt = new Date(Number(asked.rows[0]?.now));
  const listed = await stripe()
    .disputes.list({ payment_intent: paymentIntentId, limit: 100 })
    .autoPagingToArray({ limit: MOST });
  return listed.map((dispute) => disputeEvidence(dispute, paymentIntentId, seenAt)).reverse();
}
