import type Stripe from "stripe";
import { invalid, unknownParameter } from "../../http/errors";
import { type Rule, text } from "../../http/rules";

const MAX_TEXT = 20_000;

/** Texts, and ids of uploaded files. */
const NONE = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

type Field = keyof typeof NONE;
export type EvidenceChange = Partial<Record<Field, string | null>>;

/** What Stripe fills in by itself. */
export function firstEvidence({ billing_details: payer }: Stripe.Charge): Stripe.Dispute.Evidence {
  const { line1, line2, postal_code, city, country } = payer.address ?? {};
  return {
    ...NONE,
    billing_address: [line1, line2, postal_code, city, country].filter(Boolean).join(", ") || null,
    customer_email_address: payer.email,
    customer_name: payer.name,
    enhanced_evidence: {},
  };
}

/** An empty value removes it. */
export const evidence: Rule<EvidenceChange> = {
  parse: (value, path) => {
    if (typeof value === "string") throw invalid("Invalid object", path);
    const change: EvidenceChange = {};
    for (const [key, item] of Object.entries(value)) {
      const at = `${path}[${key}]`;
      if (!isField(key)) throw unknownParameter(at);
      change[key] = item === "" ? null : text(MAX_TEXT).parse(item, at);
    }
    return change;
  },
};

const isField = (key: string): key is Field => Object.hasOwn(NONE, key);

/** By Stripe's three test answers. */
export function verdictOn({ uncategorized_text: text }: Stripe.Dispute.Evidence) {
  switch (text) {
    case "winning_evidence":
      return "won";
    case "losing_evidence":
      return "lost";
    case "escalate_inquiry_evidence":
      return "escalated";
    default:
      return null;
  }
}
