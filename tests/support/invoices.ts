import { currency } from "@/lib/base/money";
import type { DocumentContents } from "@/lib/model/order-document";

export type Invoice = Extract<DocumentContents, { kind: "invoice" }>;

/** An invoice of 20.00 EUR and 4.90 for the delivery, with 20 % of tax inside. */
export const anInvoice = (changes: Partial<Invoice> = {}): Invoice => ({
  kind: "invoice",
  locale: "en",
  currency: currency("eur"),
  issuedOn: "2026-11-28",
  orderNumber: "K7Q4-M2XD",
  orderedOn: "2026-11-26",
  paidOn: "2026-11-26",
  sentOn: "2026-11-28",
  seller: {
    shop: "Shop",
    company: "Shop SARL",
    represented: "Camille Exemple",
    register: "RCS Lyon 000",
    vat: "FR00000000000",
    address: { line1: "1 rue A", line2: null, city: "Lyon", state: null, postalCode: "69001", country: "FR" },
    email: "orders@shop.example",
    phone: null,
  },
  buyer: {
    name: "Ada Ley",
    address: { line1: "2 Hill", line2: null, city: "Bath", state: null, postalCode: "BA1", country: "GB" },
    email: "ada@example.com",
  },
  lines: [{ sku: "MUG-1", name: "Mug — Blue", quantity: 1, unitAmount: 2000, total: 2000 }],
  subtotal: 2000,
  discounts: [],
  delivery: { name: "Standard", amount: 490 },
  tax: {
    added: 0,
    included: 415,
    untold: false,
    parts: [{ name: "VAT", percent: 20, taxable: 2075, amount: 415, inside: true }],
  },
  total: 2490,
  note: null,
  ...changes,
});
