/**
 * How a payment ends, by its kind:
 * - `immediate`: in the call
 * - `redirect`: on a page of the shopper's bank or wallet
 * - `delayed`: days later, as the account says
 * - `voucher`: when the shopper has paid it somewhere
 * - `code`: when the shopper has agreed in an app
 */
type MethodKind = "card" | "immediate" | "redirect" | "delayed" | "voucher" | "code";

interface MethodFacts {
  name: string;
  kind: MethodKind;
  /** Null takes every currency. */
  currencies: readonly string[] | null;
  /** Can be kept for later payments. */
  reusable: boolean;
  /** Offered without being asked for; the others are, as it were, turned off in the account's settings. */
  byDefault: boolean;
}

const KLARNA = ["aud", "cad", "chf", "czk", "dkk", "eur", "gbp", "nok", "nzd", "pln", "ron", "sek", "usd"];
const PAYPAL = [
  "aud",
  "cad",
  "chf",
  "czk",
  "dkk",
  "eur",
  "gbp",
  "hkd",
  "nok",
  "nzd",
  "pln",
  "sek",
  "sgd",
  "usd",
];

/** Currencies as docs.stripe.com/payments/payment-methods lists them. */
export const METHODS: Readonly<Record<string, MethodFacts>> = {
  card: { name: "Card", kind: "card", currencies: null, reusable: true, byDefault: true },
  ideal: { name: "iDEAL", kind: "redirect", currencies: ["eur"], reusable: false, byDefault: true },
  sepa_debit: {
    name: "SEPA Direct Debit",
    kind: "delayed",
    currencies: ["eur"],
    reusable: true,
    byDefault: true,
  },
  link: other("Link", "immediate", null, true),
  bancontact: other("Bancontact", "redirect", ["eur"]),
  p24: other("Przelewy24", "redirect", ["eur", "pln"]),
  klarna: other("Klarna", "redirect", KLARNA),
  paypal: other("PayPal", "redirect", PAYPAL),
  acss_debit: other("Pre-authorized debit", "delayed", ["cad", "usd"], true),
  us_bank_account: other("US bank account", "delayed", ["usd"], true),
  bacs_debit: other("Bacs Direct Debit", "delayed", ["gbp"], true),
  multibanco: other("Multibanco", "voucher", ["eur"]),
  boleto: other("Boleto", "voucher", ["brl"]),
  blik: other("BLIK", "code", ["pln"]),
};

function other(
  name: string,
  kind: MethodKind,
  currencies: MethodFacts["currencies"],
  reusable = false,
): MethodFacts {
  return { name, kind, currencies, reusable, byDefault: false };
}

export function kindOf(type: string): MethodKind | null {
  return METHODS[type]?.kind ?? null;
}

/** The fields of an account to debit, in the order of a form. */
export const ACCOUNT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  acss_debit: ["institution_number", "transit_number", "account_number"],
  bacs_debit: ["sort_code", "account_number"],
  us_bank_account: ["routing_number", "account_number"],
};

/** A boleto is paid within three days, a Multibanco reference within seven. */
export const VOUCHER_DAYS: Readonly<Record<string, number>> = { boleto: 3, multibanco: 7 };
