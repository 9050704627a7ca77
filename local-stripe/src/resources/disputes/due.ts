import type Stripe from "stripe";
import { findCard } from "../../cards/cards";
import { dueBy, dueOnceBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import type { DisputeRecord } from "../../state/records";
import { closeDispute, escalate, isInquiry, openDispute } from "./disputes";

/** Seconds after the charge, by the test clock. */
const DISPUTED_AFTER_SECONDS = 5;

/** Each charge is looked at once: most cards are never disputed. */
const disputable = dueOnceBy<Stripe.Charge>((charge) =>
  charge.disputed || !charge.captured || charge.refunded || charge.payment_method === null
    ? null
    : charge.created + DISPUTED_AFTER_SECONDS,
);

const undecided = dueBy<DisputeRecord>(({ verdict, dispute: { status, evidence_details } }) => {
  if (verdict) return 0;
  return status === "needs_response" ? evidence_details.due_by : null;
});

/** Test cards' disputes open, banks decide, and late answers lose. */
export function advanceDisputes(local: Local): void {
  for (const charge of disputable(local.store.charges, local.now())) openDue(local, charge);
  for (const record of undecided(local.store.disputes, local.now())) {
    if (record.verdict) decide(local, record, record.verdict);
    else if (isOverdue(local, record.dispute)) loseUnanswered(local, record);
  }
}

function openDue(local: Local, charge: Stripe.Charge): void {
  const number = local.store.methods.get(charge.payment_method ?? "")?.number;
  const wanted = number ? findCard(number)?.dispute : undefined;
  if (wanted) openDispute(local, charge, wanted);
}

function decide(local: Local, record: DisputeRecord, verdict: NonNullable<DisputeRecord["verdict"]>): void {
  if (!isInquiry(record.dispute.status)) {
    closeDispute(local, record, verdict === "won" ? "won" : "lost");
  } else if (verdict === "escalated") escalate(local, record);
  else closeDispute(local, record, "warning_closed");
}

function isOverdue(local: Local, { status, evidence_details: { due_by } }: Stripe.Dispute): boolean {
  return status === "needs_response" && due_by !== null && local.now() > due_by;
}

function loseUnanswered(local: Local, record: DisputeRecord): void {
  const { dispute } = record;
  const evidence_details = { ...dispute.evidence_details, past_due: true };
  closeDispute(
    local,
    local.store.disputes.put({ ...record, dispute: { ...dispute, evidence_details } }),
    "lost",
  );
}
