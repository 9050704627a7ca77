import type { Translator } from "@/i18n/texts.server";
import { EVIDENCE_FIELDS, type EvidenceTexts } from "./evidence-fields";

/** What the store knows of an order. Days and moments are as they are to be read. */
export type OrderFactsForBank = {
  number: string;
  placedAt: string;
  paidAt: string | null;
  customerName: string | null;
  email: string | null;
  /** Name and lines. */
  shippingAddress: readonly string[];
  goods: readonly { name: string; sku: string; quantity: number }[];
  /** Days as `2026-11-28`. */
  parcels: readonly {
    carrier: string | null;
    trackingNumber: string | null;
    link: string | null;
    day: string;
  }[];
  emails: readonly { name: string; at: string }[];
  /** Amounts with their currency. */
  refunds: readonly { amount: string; at: string }[];
  /** When the shopper was shown terms and returns, as the order keeps it. */
  agreedAt: string | null;
  returns: { title: string; text: string };
  /** What the order's other payment is called at Stripe, when there is one. */
  otherCharge: string | null;
};

/** Evidence from what the store knows, in the shopper's language, as the bank is theirs. A person completes it. */
export function draftEvidence(facts: OrderFactsForBank, t: Translator<"disputes">): EvidenceTexts {
  const each = (pick: (parcel: OrderFactsForBank["parcels"][number]) => string | null) =>
    [...new Set(facts.parcels.flatMap((parcel) => pick(parcel) ?? []))].join(", ");
  const policy = lines(
    facts.agreedAt ? t("draft.agreed", { time: facts.agreedAt }) : t("draft.shown"),
    `${facts.returns.title}:`,
    facts.returns.text,
  );
  return {
    ...(Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, ""])) as EvidenceTexts),
    product_description: facts.goods
      .map(({ name, sku, quantity }) => `${quantity} × ${name} (${sku})`)
      .join("\n"),
    customer_name: facts.customerName ?? "",
    customer_email_address: facts.email ?? "",
    shipping_address: facts.shippingAddress.join("\n"),
    shipping_carrier: each(({ carrier }) => carrier),
    shipping_tracking_number: each(({ trackingNumber }) => trackingNumber),
    shipping_date: each(({ day }) => day),
    refund_policy_disclosure: policy,
    duplicate_charge_id: facts.otherCharge ?? "",
    uncategorized_text: courseOf(facts, t),
  };
}

/** What happened, in the order in which it did. */
function courseOf(facts: OrderFactsForBank, t: Translator<"disputes">): string {
  return lines(
    t("draft.placed", { number: facts.number, time: facts.placedAt }),
    facts.paidAt && t("draft.paid", { time: facts.paidAt }),
    ...facts.parcels.map(({ carrier, trackingNumber, link, day }) =>
      [t("draft.sent", { day }), carrier, trackingNumber, link].filter(Boolean).join(" · "),
    ),
    ...facts.refunds.map(({ amount, at }) => t("draft.refunded", { amount, time: at })),
    facts.emails.length > 0 && t("draft.emails", { email: facts.email ?? "" }),
    ...facts.emails.map(({ name, at }) => `- ${name}, ${at}`),
  );
}

const lines = (...all: (string | null | false)[]): string => all.filter(Boolean).join("\n");
