import { z } from "zod";

/** What can be answered in words, by Stripe's names, in the order of the page. Files are added in Stripe's dashboard. */
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
