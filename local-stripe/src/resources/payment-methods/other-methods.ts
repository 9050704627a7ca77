import type Stripe from "stripe";
import { ACCOUNT_FIELDS, METHODS } from "../../facts/payment-methods";
import { invalid, missingParameter } from "../../http/errors";
import { type Given, ignored, object, oneOf, text } from "../../http/rules";

/** What each of the other ways to pay asks for. */
export const otherParams = {
  acss_debit: object({ account_number: text(), institution_number: text(), transit_number: text() }),
  bacs_debit: object({ account_number: text(), sort_code: text() }),
  bancontact: object({}),
  blik: object({}),
  boleto: object({ tax_id: text() }),
  klarna: object({ dob: ignored }),
  link: object({}),
  multibanco: object({}),
  p24: object({ bank: text() }),
  paypal: object({}),
  us_bank_account: object({
    account_holder_type: oneOf("company", "individual"),
    account_number: text(),
    account_type: oneOf("checking", "savings"),
    routing_number: text(),
  }),
};

export type OtherParams = {
  [Kind in keyof typeof otherParams]?: Given<(typeof otherParams)[Kind]> | undefined;
};

interface OtherMethod {
  /** The member of the PaymentMethod that its type names. */
  details: Partial<Stripe.PaymentMethod>;
  /** The number of the account, which decides how a debit ends. */
  number: string | null;
}

/** @throws ApiError 400 for an account that can't be one; null for a type that is not modelled */
export function otherMethod(
  type: string,
  given: OtherParams,
  { email, fingerprint }: { email: string | null; fingerprint: (number: string) => string },
): OtherMethod | null {
  if (!METHODS[type] || !Object.hasOwn(otherParams, type)) return null;
  const account = accountOf(type, given);
  const last4 = account.account_number?.slice(-4) ?? null;
  const print = account.account_number ? fingerprint(account.account_number) : null;
  const number = account.account_number ?? null;
  switch (type) {
    case "acss_debit":
      return {
        details: {
          acss_debit: {
            bank_name: "STRIPE TEST BANK",
            fingerprint: print,
            institution_number: account.institution_number ?? null,
            last4,
            transit_number: account.transit_number ?? null,
          },
        },
        number,
      };
    case "bacs_debit":
      return {
        details: { bacs_debit: { fingerprint: print, last4, sort_code: account.sort_code ?? null } },
        number,
      };
    case "us_bank_account": {
      const holder = given.us_bank_account;
      return {
        details: {
          us_bank_account: {
            account_holder_type: holder?.account_holder_type ?? "individual",
            account_type: holder?.account_type ?? "checking",
            bank_name: "STRIPE TEST BANK",
            financial_connections_account: null,
            fingerprint: print,
            last4,
            networks: { preferred: "ach", supported: ["ach"] },
            routing_number: account.routing_number ?? null,
            status_details: {},
          },
        },
        number,
      };
    }
    case "boleto": {
      if (!given.boleto?.tax_id) throw missingParameter("boleto[tax_id]");
      return { details: { boleto: { tax_id: given.boleto.tax_id } }, number: null };
    }
    case "klarna":
      return { details: { klarna: { dob: null } }, number: null };
    case "link":
      return { details: { link: { email } }, number: null };
    case "p24":
      return { details: { p24: { bank: given.p24?.bank ?? null } }, number: null };
    case "paypal":
      return { details: { paypal: { country: null, payer_email: email, payer_id: null } }, number: null };
    default:
      return { details: { [type]: {} }, number: null };
  }
}

function accountOf(type: string, given: OtherParams): Record<string, string | undefined> {
  const account: Record<string, string | undefined> = { ...Object(Reflect.get(given, type)) };
  for (const field of ACCOUNT_FIELDS[type] ?? []) {
    const value = account[field];
    if (!value) throw missingParameter(`${type}[${field}]`);
    if (!/^[\d -]+$/.test(value))
      throw invalid(`Invalid ${field}: only digits are taken.`, `${type}[${field}]`);
    account[field] = value.replace(/\D/g, "");
  }
  return account;
}
