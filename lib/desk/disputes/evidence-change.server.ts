import "server-only";
import { after } from "next/server";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { answerDispute } from "./answer-dispute.server";
import { EVIDENCE_FIELDS, type EvidenceTexts } from "./evidence-fields";

/** Answers a dispute for a call of the desk: what the call is answered with, and what the audit log keeps. */
export async function changeDispute(
  disputeId: string,
  answer: Parameters<typeof answerDispute>[1],
  locale: Locale,
) {
  const result = await unlessStripeIsDown(() => answerDispute(disputeId, answer));
  if (!result) return { ok: false as const, code: "stripe_unavailable" as const };
  if (!result.ok) {
    const { code } = result;
    if (code === "not_found") return { ok: false as const, code };
    const status = code === "dispute_unknown" ? 503 : 409;
    return { ok: false as const, code, message: translator(locale, "disputes")(`refusals.${code}`), status };
  }
  after(() => drainOutbox());
  const { before, status } = result;
  return { ok: true as const, before: { status: before }, after: { status }, answer: { status } };
}

/** The log is kept for ever, so it says what was written and not the words about a person. */
export const writtenFields = ({ evidence }: { evidence: EvidenceTexts }) => ({
  fields: EVIDENCE_FIELDS.filter((field) => evidence[field] !== ""),
});
