import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { disputes, orders } from "@/lib/db/schema";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";
import { stripe } from "@/lib/stripe/client";
import { expanded, idOf } from "@/lib/stripe/expanded";
import { draftEvidence } from "./draft-evidence";
import { EVIDENCE_FIELDS, EVIDENCE_FILE_FIELDS, type EvidenceTexts } from "./evidence-fields";
import { orderFactsForBank } from "./order-facts-for-bank.server";

export async function findDispute(disputeId: string) {
  const [found] = await db()
    .select({ dispute: disputes, order: orders })
    .from(disputes)
    .innerJoin(orders, eq(orders.id, disputes.orderId))
    .where(eq(disputes.stripeId, disputeId));
  return found ?? null;
}

/** A dispute as its page shows it, with what Stripe says now; null when the store has none. @throws Stripe's errors */
export async function loadDispute(disputeId: string, { collect }: { collect: boolean }) {
  const found = await findDispute(disputeId);
  if (!found) return null;
  const { dispute, order } = found;
  const atStripe = await stripe().disputes.retrieve(disputeId, {
    expand: EVIDENCE_FILE_FIELDS.map((field) => `evidence.${field}`),
  });
  const facts = await orderFactsForBank(order, dispute);
  const collected = draftEvidence(facts, translator(order.locale, "disputes"));
  const isSaved = atStripe.evidence_details.has_evidence;
  const stored = storedEvidence(atStripe);
  const fees = atStripe.balance_transactions
    .filter(({ fee }) => fee > 0)
    .map(({ fee, currency }) => ({ fee, currency }));
  return {
    dispute,
    order,
    stage: disputeStage(dispute),
    mayAnswer: mayAnswer(atStripe),
    isSaved,
    isCollected: collect || !isSaved,
    isSubmitted: atStripe.evidence_details.submission_count > 0,
    /** Minor units of the balance's currency, which is not always the payment's. */
    fees,
    texts: collect || !isSaved ? filled(collected, stored) : stored,
    files: EVIDENCE_FILE_FIELDS.flatMap((field) => {
      const file = atStripe.evidence[field];
      if (!file) return [];
      const known = expanded(file);
      return [{ field, name: known?.filename ?? idOf(file), bytes: known?.size ?? null }];
    }),
    seen: versionOf(atStripe),
  };
}

export type DisputeDesk = NonNullable<Awaited<ReturnType<typeof loadDispute>>>;

export const mayAnswer = ({ status }: Stripe.Dispute): boolean =>
  status === "needs_response" || status === "warning_needs_response";

function storedEvidence({ evidence }: Stripe.Dispute): EvidenceTexts {
  return Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, evidence[field] ?? ""])) as EvidenceTexts;
}

/** What the store does not know, such as the card's address, Stripe may. */
const filled = (collected: EvidenceTexts, stored: EvidenceTexts) =>
  Object.fromEntries(
    EVIDENCE_FIELDS.map((field) => [field, collected[field] || stored[field]]),
  ) as EvidenceTexts;

/** Changes when anybody saves, submits or closes, also in Stripe's dashboard. */
export function versionOf(dispute: Stripe.Dispute): string {
  const { status, evidence_details } = dispute;
  const files = EVIDENCE_FILE_FIELDS.map((field) => idOf(dispute.evidence[field]));
  const shown = [status, evidence_details.submission_count, storedEvidence(dispute), files];
  return createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 16);
}
