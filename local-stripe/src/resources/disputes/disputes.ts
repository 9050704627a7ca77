import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { invalid, noSuch } from "../../http/errors";
import { disputesOfCharge } from "../../state/finders";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { DisputeRecord } from "../../state/records";
import { bookDispute } from "../balance-transactions/book";
import { type EvidenceChange, firstEvidence, verdictOn } from "./evidence";

export const disputeIds = idKind("dp");

const DAY = 86_400;
/** Days that a merchant has to answer. */
const DUE_AFTER_DAYS = { chargeback: 9, inquiry: 20 } as const;

interface NewDispute {
  /** Minor units; by default all that is left of the charge. */
  amount?: number | undefined;
  reason: string;
  /** True for an inquiry, for which no money moves. */
  inquiry: boolean;
}

/** By a cardholder, or a bank that returns a debit. A returned debit is lost at once. */
export function openDispute(local: Local, charge: Stripe.Charge, given: NewDispute): DisputeRecord {
  const amount = given.amount ?? (charge.captured ? charge.amount - charge.amount_refunded : 0);
  if (charge.status !== "succeeded" || amount < 1) {
    throw invalid("Only money that has been taken and is still here can be disputed.", "amount");
  }
  if (amount > charge.amount_captured) throw invalid("More than was charged cannot be disputed.", "amount");
  const created = local.now();
  const kind = given.inquiry ? "inquiry" : "chargeback";
  const isCard = charge.payment_method_details?.type === "card";
  const record = save(local, {
    id: disputeIds.make(),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: firstEvidence(charge),
    evidence_details: {
      due_by: isCard ? created + DUE_AFTER_DAYS[kind] * DAY : null,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: given.inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...paymentDetails(charge, kind),
    reason: given.reason,
    status: given.inquiry ? "warning_needs_response" : "needs_response",
  });
  local.store.charges.put({ ...charge, disputed: true });
  if (!isCard) return loseAtOnce(local, record);
  emit(local, "charge.dispute.created", record.dispute);
  return given.inquiry ? record : withdraw(local, record);
}

export function answerDispute(
  local: Local,
  record: DisputeRecord,
  given: { evidence?: EvidenceChange | undefined; metadata?: Stripe.Metadata; submit: boolean },
): DisputeRecord {
  const { dispute } = record;
  const evidence = { ...dispute.evidence, ...given.evidence };
  const isSubmitted = given.submit && given.evidence !== undefined;
  if (given.evidence && !needsResponse(dispute.status)) {
    throw invalid(`This dispute is ${dispute.status}; evidence can no longer be given.`, "evidence");
  }
  const details = dispute.evidence_details;
  const next = change(local, record, {
    evidence,
    metadata: given.metadata ?? dispute.metadata,
    ...(isSubmitted && { status: isInquiry(dispute.status) ? "warning_under_review" : "under_review" }),
    evidence_details: {
      ...details,
      has_evidence: details.has_evidence || given.evidence !== undefined,
      submission_count: details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? "manual" : details.submission_method,
    },
  });
  const answered = local.store.disputes.put({ ...next, verdict: isSubmitted ? verdictOn(evidence) : null });
  emit(local, "charge.dispute.updated", answered.dispute, changedFrom(dispute, answered.dispute));
  return answered;
}

/** Closes a dispute; a won one returns the money. */
export function closeDispute(
  local: Local,
  record: DisputeRecord,
  status: "won" | "lost" | "warning_closed",
): DisputeRecord {
  const reinstated = status === "won" ? reinstate(local, record) : record;
  const closed = change(local, reinstated, { status, is_charge_refundable: status !== "lost" });
  const done = local.store.disputes.put({ ...closed, verdict: null });
  emit(local, "charge.dispute.closed", done.dispute, changedFrom(reinstated.dispute, done.dispute));
  return done;
}

/** Turns an inquiry into a real dispute. */
export function escalate(local: Local, record: DisputeRecord): DisputeRecord {
  const details = record.dispute.evidence_details;
  const next = change(local, record, {
    status: "needs_response",
    is_charge_refundable: false,
    evidence_details: { ...details, due_by: local.now() + DUE_AFTER_DAYS.chargeback * DAY },
  });
  const done = local.store.disputes.put({ ...next, verdict: null });
  emit(local, "charge.dispute.updated", done.dispute, changedFrom(record.dispute, done.dispute));
  return withdraw(local, done);
}

/** A payment that is disputed, or was charged back, can't be refunded. */
export function checkDisputes(local: Local, charge: Stripe.Charge): void {
  if (disputesOf(local, charge).some(({ dispute }) => !dispute.is_charge_refundable)) {
    throw invalid(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      "charge_disputed",
    );
  }
}

/** Closes a charge's inquiries, as a refund leaves nothing to ask. */
export function closeInquiriesOf(local: Local, charge: Stripe.Charge): void {
  for (const record of disputesOf(local, charge)) {
    if (isOpen(record.dispute)) closeDispute(local, record, "warning_closed");
  }
}

export function isOpen({ status }: Stripe.Dispute): boolean {
  return isInquiry(status) || status === "needs_response" || status === "under_review";
}

function needsResponse(status: Stripe.Dispute.Status): boolean {
  return status === "needs_response" || status === "warning_needs_response";
}

export function isInquiry(status: Stripe.Dispute.Status): boolean {
  return status === "warning_needs_response" || status === "warning_under_review";
}

function disputesOf(local: Local, charge: Stripe.Charge): DisputeRecord[] {
  return disputesOfCharge(local.store.disputes, charge.id).toArray().reverse();
}

function save(local: Local, dispute: Stripe.Dispute): DisputeRecord {
  return local.store.disputes.put({ id: dispute.id, dispute, verdict: null });
}

function change(local: Local, record: DisputeRecord, changes: Partial<Stripe.Dispute>): DisputeRecord {
  return local.store.disputes.put({ ...record, dispute: { ...record.dispute, ...changes } });
}

function loseAtOnce(local: Local, record: DisputeRecord): DisputeRecord {
  const transaction = bookDispute(local, record.dispute, "withdrawal");
  const lost = change(local, record, { status: "lost", balance_transactions: [transaction] });
  emit(local, "charge.dispute.created", lost.dispute);
  emit(local, "charge.dispute.funds_withdrawn", lost.dispute);
  emit(local, "charge.dispute.closed", lost.dispute);
  return lost;
}

function withdraw(local: Local, record: DisputeRecord): DisputeRecord {
  const booked = bookDispute(local, record.dispute, "withdrawal");
  const next = change(local, record, {
    balance_transactions: [...record.dispute.balance_transactions, booked],
  });
  emit(local, "charge.dispute.funds_withdrawn", next.dispute);
  return next;
}

function reinstate(local: Local, record: DisputeRecord): DisputeRecord {
  const booked = bookDispute(local, record.dispute, "reversal");
  const next = change(local, record, {
    balance_transactions: [...record.dispute.balance_transactions, booked],
  });
  emit(local, "charge.dispute.funds_reinstated", next.dispute);
  return next;
}

function paymentDetails(
  charge: Stripe.Charge,
  kind: "chargeback" | "inquiry",
): Pick<Stripe.Dispute, "network_reason_code" | "payment_method_details"> {
  const card = charge.payment_method_details?.card;
  if (!card) return { payment_method_details: { type: charge.payment_method_details?.type ?? "card" } };
  const brand = card.brand ?? "visa";
  const code = brand === "mastercard" ? "4853" : "10.4";
  return {
    network_reason_code: code,
    payment_method_details: {
      card: { brand, case_type: kind, network: brand, network_reason_code: code },
      type: "card",
    },
  };
}

export function requireDispute(local: Local, id: string): DisputeRecord {
  const record = local.store.disputes.get(id);
  if (!record) throw noSuch("dispute", id);
  return record;
}
