import type { TextKey } from "../texts/en";

/** Tests of real Stripe find fields by these names. */
export interface FieldName {
  id: string;
  /** The id is used when the name is absent. */
  name?: string;
  /** `data-elements-stable-field-name`, on fields that have one. */
  stable?: string;
}

export type AddressPart =
  | "Name"
  | "Country"
  | "AddressLine1"
  | "AddressLine2"
  | "Locality"
  | "PostalCode"
  | "AdministrativeArea";

/** The embedded page and the Payment Element have their own. */
export interface PaymentFieldNames {
  card: Record<"number" | "expiry" | "cvc", FieldName & { label: TextKey }>;
  /** The title over the card's fields. */
  cardTitle: TextKey | null;
  asksCardholder: boolean;
  iban: FieldName;
  billingName: FieldName;
  billingEmail: FieldName;
  billingTitle: TextKey | null;
  billing: (part: AddressPart) => FieldName;
  billingLabels: { country?: TextKey; zip?: TextKey };
}

export const EMBEDDED_NAMES: PaymentFieldNames = {
  card: {
    number: { id: "cardNumber", label: "card.number" },
    expiry: { id: "cardExpiry", label: "card.expiry" },
    cvc: { id: "cardCvc", label: "card.cvc" },
  },
  cardTitle: "card.information",
  asksCardholder: true,
  iban: { id: "iban" },
  billingName: { id: "billingName" },
  billingEmail: { id: "billingEmail" },
  billingTitle: "billing.title",
  billing: (part) => ({ id: `billing${part}` }),
  billingLabels: {},
};
