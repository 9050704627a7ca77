import { z } from "zod";

/** What can be answered in words, by Stripe's names, in the order of the page. */
export const EVIDENCE_FIELDS = [
  "product_description",
  "customer_name",
  "customer_email_address",
  "billing_address",
  "shipping_address",
  "shipping_carrier",
  "shipping_tracking_number",
  "shipping_date",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "duplicate_charge_id",
  "duplicate_charge_explanation",
  "uncategorized_text",
] as const;

export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

/** What can be answered by a file, one for each. */
export const EVIDENCE_FILE_FIELDS = [
  "shipping_documentation",
  "receipt",
  "customer_communication",
  "refund_policy",
  "cancellation_policy",
  "service_documentation",
  "customer_signature",
  "duplicate_charge_documentation",
  "uncategorized_file",
] as const;

export type EvidenceFileField = (typeof EVIDENCE_FILE_FIELDS)[number];

/** A text for each field; an empty one is nothing. */
export type EvidenceTexts = Record<EvidenceField, string>;

/** Fields that take more than a line. */
const LONG = new Set<EvidenceField>([
  "product_description",
  "billing_address",
  "shipping_address",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "duplicate_charge_explanation",
  "uncategorized_text",
]);

export const isLongField = (field: EvidenceField): boolean => LONG.has(field);

const DELIVERY = [
  "shipping_address",
  "shipping_carrier",
  "shipping_tracking_number",
  "shipping_date",
] as const satisfies EvidenceField[];
const BUYER = [
  "customer_name",
  "customer_email_address",
  "billing_address",
] as const satisfies EvidenceField[];

/** Reasons with a text of their own about what convinces a bank, and the fields for it. */
export const MATTERS = {
  fraudulent: [...BUYER, ...DELIVERY, "uncategorized_text"],
  unrecognized: [...BUYER, "product_description", ...DELIVERY, "uncategorized_text"],
  product_not_received: [...DELIVERY, "uncategorized_text"],
  product_unacceptable: [
    "product_description",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "uncategorized_text",
  ],
  credit_not_processed: ["refund_policy_disclosure", "refund_refusal_explanation", "uncategorized_text"],
  duplicate: ["duplicate_charge_id", "duplicate_charge_explanation", "uncategorized_text"],
  subscription_canceled: ["cancellation_policy_disclosure", "cancellation_rebuttal", "uncategorized_text"],
  general: ["product_description", ...BUYER, ...DELIVERY, "uncategorized_text"],
} as const satisfies Record<string, readonly EvidenceField[]>;

type MatterReason = keyof typeof MATTERS;

const isMatterReason = (reason: string): reason is MatterReason => Object.hasOwn(MATTERS, reason);

/** The reason whose advice fits; Stripe's other reasons are answered in general. */
export const matterReason = (reason: string): MatterReason => (isMatterReason(reason) ? reason : "general");

/** Stripe takes 20,000 characters in a field, and 150,000 in all of them. */
const MOST_CHARACTERS = 20_000;

const text = z
  .string()
  .trim()
  .max(MOST_CHARACTERS)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

/** What the form of evidence sends. `seen` is the version that it was made from. */
export const evidenceBody = z.strictObject({
  seen: z.string().regex(/^[0-9a-f]{16}$/),
  evidence: z.strictObject(
    Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, text.default("")])) as Record<
      EvidenceField,
      z.ZodDefault<typeof text>
    >,
  ),
});

export const seenBody = evidenceBody.pick({ seen: true });

export const disputeParams = z.object({ disputeId: z.string().regex(/^(dp|du)_\w{1,120}$/) });

/** The order's own papers, and what each proves. */
export const EVIDENCE_PAPERS = {
  slip: "shipping_documentation",
  invoice: "receipt",
} as const satisfies Record<string, EvidenceFileField>;

export const evidenceFileParams = disputeParams.extend({
  field: z.enum(EVIDENCE_FILE_FIELDS),
  /** The version that the page was made from. */
  seen: seenBody.shape.seen,
});

export const evidencePaperBody = z.strictObject({ document: z.enum(["slip", "invoice"]) });

/** Stripe takes 4.5 MB in all files of a dispute, as its guide says, and so does Vercel in a request. */
export const MOST_FILE_BYTES = 4_000_000;

/** What a file is by how it begins; null for what Stripe takes as no evidence. Names and types of browsers prove nothing. */
export function evidenceFileKind(bytes: Uint8Array): "pdf" | "png" | "jpg" | null {
  const begins = (...expected: number[]) => expected.every((byte, index) => bytes[index] === byte);
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return "pdf";
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  return begins(0xff, 0xd8, 0xff) ? "jpg" : null;
}
