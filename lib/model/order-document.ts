import type { Locale } from "@/i18n/languages";
import type { Currency } from "@/lib/base/money";
import type { Address } from "./order";

/** `credit_reversal`: takes a credit note back whose refund failed later. It is numbered among the credit notes. */
export type DocumentKind = "invoice" | "credit_note" | "credit_reversal";

/** Each series of numbers has no gap. */
export type DocumentSeries = "invoice" | "credit_note";

/** One rate of tax in minor units; `percent` is 20 for 20 %, and null when Stripe does not say. */
export type TaxPart = {
  name: string;
  percent: number | null;
  taxable: number;
  amount: number;
  inside: boolean;
};

/** Minor units: all tax on top of the prices, and inside them. `parts` is empty when only the sums are known; `untold` where prices contain a tax that is not known. */
type DocumentTax = { added: number; included: number; untold: boolean; parts: readonly TaxPart[] };

/** What all documents say. Days are those of the shop's time zone, as `2026-11-28`. */
type DocumentHead = {
  locale: Locale;
  currency: Currency;
  issuedOn: string;
  orderNumber: string;
  orderedOn: string;
  seller: {
    shop: string;
    company: string;
    represented: string | null;
    register: string | null;
    vat: string | null;
    address: Address;
    email: string;
    phone: string | null;
  };
  buyer: { name: string | null; address: Address | null; email: string | null };
  note: string | null;
  tax: DocumentTax;
  /** Minor units, with tax. */
  total: number;
};

export type InvoiceContents = DocumentHead & {
  paidOn: string | null;
  /** When the goods left; null when they had not. */
  sentOn: string | null;
  lines: { sku: string; name: string; quantity: number; unitAmount: number; total: number }[];
  /** Minor units: the goods before discounts. */
  subtotal: number;
  discounts: { name: string; amount: number }[];
  delivery: { name: string | null; amount: number };
};

export type CreditContents = DocumentHead & {
  invoice: { number: string; issuedOn: string };
  /** The credit note that is taken back; null on a credit note. */
  reverses: string | null;
  /** Whether all of the invoice is credited at once. */
  isWhole: boolean;
  /** What was given back for pieces, in minor units; empty for an amount that names none. */
  lines: { sku: string; name: string; quantity: number; amount: number }[];
  /** Minor units given back for the delivery. */
  delivery: number;
};

export type DocumentContents =
  | ({ kind: "invoice" } & InvoiceContents)
  | ({ kind: "credit_note" | "credit_reversal" } & CreditContents);
