import "server-only";
import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { log } from "@/lib/base/log.server";
import { db } from "@/lib/db/client";
import { withLease } from "@/lib/db/lease.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { findDispute, mayAnswer, versionOf } from "./dispute-desk.server";
import {
  EVIDENCE_FIELDS,
  EVIDENCE_FILE_FIELDS,
  type EvidenceFileField,
  type EvidenceTexts,
} from "./evidence-fields";

type DisputeAnswer = { seen: string } & (
  | { kind: "save" | "submit"; evidence: EvidenceTexts }
  | { kind: "accept" }
  /** A file that Stripe has, or null for none. Where nothing was saved before, the collected texts are saved with it. */
  | { kind: "file"; field: EvidenceFileField; fileId: string | null; texts: EvidenceTexts | null }
);

type DisputeRefusal =
  | "not_found"
  /** Somebody saved, submitted or accepted since the page was shown. */
  | "dispute_changed"
  | "dispute_not_open"
  | "evidence_empty"
  /** Stripe was asked, and its answer was lost. */
  | "dispute_unknown"
  | "dispute_refused";

type DisputeAnswered = { ok: true; before: string; status: string } | { ok: false; code: DisputeRefusal };

/**
 * Saves evidence at Stripe without sending it, submits it to the bank, or accepts the dispute; then the order follows.
 * @throws Stripe's errors for an outage before anything was changed
 */
export async function answerDispute(disputeId: string, answer: DisputeAnswer): Promise<DisputeAnswered> {
  const found = await findDispute(disputeId);
  if (!found) return { ok: false, code: "not_found" };
  const { paymentIntentId, orderId } = found.dispute;
  const leased = await withLease(db(), `dispute.${disputeId}`, () => askStripe(disputeId, answer));
  if (!leased.held) return { ok: false, code: "dispute_changed" };
  await settleOrder(orderId, { disputedIntentId: paymentIntentId });
  return leased.result;
}

async function askStripe(disputeId: string, answer: DisputeAnswer): Promise<DisputeAnswered> {
  const before = await stripe().disputes.retrieve(disputeId);
  if (!mayAnswer(before)) return { ok: false, code: "dispute_not_open" };
  if (versionOf(before) !== answer.seen) return { ok: false, code: "dispute_changed" };
  const hasFile = EVIDENCE_FILE_FIELDS.some((field) => before.evidence[field]);
  const isEmpty =
    answer.kind === "submit" && !hasFile && EVIDENCE_FIELDS.every((field) => answer.evidence[field] === "");
  if (isEmpty) return { ok: false, code: "evidence_empty" };
  try {
    const { status } = await change(before, answer);
    return { ok: true, before: before.status, status };
  } catch (error) {
    const failure = stripeFailure(error);
    log.error(`dispute ${disputeId}: ${failure.message}`);
    return { ok: false, code: failure.kind === "refused" ? "dispute_refused" : "dispute_unknown" };
  }
}

function change({ id }: Stripe.Dispute, answer: DisputeAnswer): Promise<Stripe.Dispute> {
  switch (answer.kind) {
    case "accept":
      return stripe().disputes.close(id, {}, { idempotencyKey: `${id}-accept` });
    case "file":
      return stripe().disputes.update(
        id,
        { evidence: { ...answer.texts, [answer.field]: answer.fileId ?? "" }, submit: false },
        { idempotencyKey: `${id}-file-${randomUUID()}` },
      );
    case "submit":
      return stripe().disputes.update(
        id,
        { evidence: answer.evidence, submit: true },
        { idempotencyKey: `${id}-submit-${answer.seen}` },
      );
    // Saving is repeated as often as somebody likes, also with texts of before, so that no key may stand for its content.
    case "save":
      return stripe().disputes.update(
        id,
        { evidence: answer.evidence, submit: false },
        { idempotencyKey: `${id}-save-${randomUUID()}` },
      );
  }
}
