import "server-only";
import { randomUUID } from "node:crypto";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { printOrders } from "@/lib/documents/print.server";
import { stripe } from "@/lib/stripe/client";
import { findDispute, loadDispute } from "./dispute-desk.server";
import { changeDispute } from "./evidence-change.server";
import { type EvidenceFileField, evidenceFileKind, MOST_FILE_BYTES } from "./evidence-fields";

type FilePlace = { disputeId: string; field: EvidenceFileField; seen: string };

/** Adds a file to the draft of a dispute's evidence at Stripe, in place of the field's earlier one. What it is, is seen by how it begins. */
export async function attachEvidence(
  { disputeId, field, seen }: FilePlace,
  bytes: Uint8Array,
  locale: Locale,
) {
  const kind = evidenceFileKind(bytes);
  if (!kind) return refused("evidence_file_kind", locale);
  if (bytes.length > MOST_FILE_BYTES) return refused("evidence_file_large", locale);
  const prepared = await unlessStripeIsDown(async () => {
    const desk = await loadDispute(disputeId, { collect: false });
    if (!desk) return { desk };
    if (!desk.mayAnswer || desk.seen !== seen) return { desk, fileId: null };
    const others = desk.files.filter((one) => one.field !== field);
    const all = others.reduce((sum, one) => sum + (one.bytes ?? 0), bytes.length);
    if (all > MOST_FILE_BYTES) return { desk, fileId: null, isTooMuch: true };
    const file = await stripe().files.create(
      {
        purpose: "dispute_evidence",
        file: { data: Buffer.from(bytes), name: `${field}.${kind}`, type: "application/octet-stream" },
      },
      { idempotencyKey: `${disputeId}-upload-${randomUUID()}` },
    );
    return { desk, fileId: file.id };
  });
  if (!prepared) return { ok: false as const, code: "stripe_unavailable" as const };
  const { desk, fileId = null, isTooMuch = false } = prepared;
  if (isTooMuch) return refused("evidence_file_large", locale);
  if (!desk) return { ok: false as const, code: "not_found" as const };
  const texts = desk.isSaved ? null : desk.texts;
  return changeDispute(disputeId, { kind: "file", seen, field, fileId, texts }, locale);
}

/** Adds the order's own packing slip or invoice, as it is printed. */
export async function attachPaper(place: FilePlace, document: "slip" | "invoice", locale: Locale) {
  const found = await findDispute(place.disputeId);
  if (!found) return { ok: false as const, code: "not_found" as const };
  const printed = await unlessStripeIsDown(() => printOrders([found.order.number], document));
  if (!printed) return { ok: false as const, code: "stripe_unavailable" as const };
  return printed.ok ? attachEvidence(place, printed.pdf, locale) : refused("evidence_not_printed", locale);
}

/** Takes a file out of the draft. */
export function removeEvidence({ disputeId, field, seen }: FilePlace, locale: Locale) {
  return changeDispute(disputeId, { kind: "file", seen, field, fileId: null, texts: null }, locale);
}

const refused = (
  code: "evidence_file_kind" | "evidence_file_large" | "evidence_not_printed",
  locale: Locale,
) => ({ ok: false as const, code, status: 422, message: translator(locale, "disputes")(`refusals.${code}`) });
