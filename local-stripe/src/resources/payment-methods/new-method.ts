import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { checkCard } from "../../cards/card-check";
import { findByAlias, findCard } from "../../cards/cards";
import { checkIban } from "../../cards/ibans";
import { type BillingParams, wholeBilling } from "../../http/billing";
import { invalid, missingParameter, noSuch, notModelled } from "../../http/errors";
import { integer, object, oneOf, type Parsed, required, text } from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { cardError } from "./card-error";
import { type OtherParams, otherMethod } from "./other-methods";

export const methodIds = idKind("pm");

export const cardParams = object({
  number: required(text()),
  exp_month: required(integer()),
  exp_year: required(integer()),
  cvc: text(),
  /** From the local Stripe's own test wallet. */
  wallet: oneOf("apple_pay", "google_pay"),
});
export const sepaParams = object({ iban: required(text()) });
export const idealParams = object({ bank: text() });

type GivenCard = NonNullable<Parsed<{ card: typeof cardParams }>["card"]>;
/** Only the test wallet says which one it is. */
export type CardParams =
  | (Omit<GivenCard, "cvc" | "wallet"> & { cvc?: string | undefined; wallet?: GivenCard["wallet"] })
  | undefined;

export const REDISPLAY = ["always", "limited", "unspecified"] as const;

export interface MethodParams extends OtherParams {
  type: string;
  allow_redisplay?: (typeof REDISPLAY)[number];
  card?: CardParams;
  sepa_debit?: { iban: string };
  ideal?: { bank?: string };
  billing_details?: BillingParams;
  metadata?: Record<string, string>;
}

export function createMethod(local: Local, params: MethodParams): MethodRecord {
  return local.store.methods.put(draftMethod(local, params));
}

/** Creates a method that is not stored yet: a ConfirmationToken holds it until it is used. */
export function draftMethod(local: Local, params: MethodParams): MethodRecord {
  switch (params.type) {
    case "card": {
      if (!params.card) throw missingParameter("card");
      return draftCard(local, params.card, params);
    }
    case "sepa_debit": {
      if (!params.sepa_debit) throw missingParameter("sepa_debit");
      return draftSepaDebit(local, params.sepa_debit.iban, params);
    }
    case "ideal":
      return draft(local, params, { ideal: { bank: params.ideal?.bank ?? null, bic: null } }, null, null);
    default: {
      const email = params.billing_details?.email ?? null;
      const other = otherMethod(params.type, params, { email, fingerprint });
      if (other) return draft(local, params, other.details, other.number, null);
      throw notModelled(`the payment method type ${params.type}`);
    }
  }
}

/** `pm_card_visa` and others become a new PaymentMethod each time; other ids must exist. */
export function useMethod(local: Local, id: string, param = "payment_method"): MethodRecord {
  const known = local.store.methods.get(id);
  if (known) return known;
  const testCard = id.startsWith("pm_card_") ? findByAlias(id) : undefined;
  if (!testCard) throw noSuch("PaymentMethod", id, param, param === "payment_method" ? 400 : 404);
  return createMethod(local, { type: "card", card: typicalCard(local, testCard.number, testCard.brand) });
}

/** Creates the method of a test card's alias; null for other ids. */
export function aliasDraft(local: Local, id: string): MethodRecord | null {
  const testCard = id.startsWith("pm_card_") ? findByAlias(id) : undefined;
  if (!testCard) return null;
  return draftMethod(local, { type: "card", card: typicalCard(local, testCard.number, testCard.brand) });
}

/** The card of `tok_visa` and its kin; null for other tokens. */
export function typicalCardOf(local: Local, token: string): CardParams | null {
  // Some tokens leave out the brand that the PaymentMethod names: tok_chargeDeclined.
  const testCard = token.startsWith("tok_")
    ? (findByAlias(token) ?? findByAlias(token.replace("tok_", "tok_visa_")))
    : undefined;
  return testCard ? typicalCard(local, testCard.number, testCard.brand) : null;
}

function typicalCard(local: Local, number: string, brand: string): NonNullable<CardParams> {
  const nextYear = new Date(local.now() * 1000).getUTCFullYear() + 1;
  return { number, exp_month: 12, exp_year: nextYear, cvc: brand === "amex" ? "1234" : "123" };
}

function walletOf(type: GivenCard["wallet"], number: string): Stripe.PaymentMethod.Card.Wallet | null {
  if (!type) return null;
  return {
    dynamic_last4: number.slice(-4),
    type,
    ...(type === "apple_pay" ? { apple_pay: {} } : { google_pay: {} }),
  };
}

function draftCard(local: Local, given: NonNullable<CardParams>, params: MethodParams): MethodRecord {
  const number = given.number.replace(/[\s-]/g, "");
  const problem = checkCard({ ...given, number }, new Date(local.now() * 1000));
  if (problem) throw cardError(problem);
  const testCard = findCard(number);
  const brand = testCard?.brand ?? "visa";
  const hasPostalCode = Boolean(params.billing_details?.address?.postal_code);
  const hasLine1 = Boolean(params.billing_details?.address?.line1);
  const card: Stripe.PaymentMethod.Card = {
    brand,
    checks: {
      address_line1_check: hasLine1 ? "unchecked" : null,
      address_postal_code_check: hasPostalCode ? "unchecked" : null,
      cvc_check: given.cvc ? "unchecked" : null,
    },
    country: testCard?.country ?? "US",
    display_brand: brand,
    exp_month: given.exp_month,
    exp_year: given.exp_year < 100 ? 2000 + given.exp_year : given.exp_year,
    fingerprint: fingerprint(number),
    funding: testCard?.funding ?? "credit",
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: brand !== "amex" },
    wallet: walletOf(given.wallet, number),
  };
  // Numbers other than test cards are never stored, because they might be real.
  return draft(local, params, { card }, testCard ? number : null, given.cvc ?? null);
}

function draftSepaDebit(local: Local, given: string, params: MethodParams): MethodRecord {
  const iban = given.replace(/\s/g, "").toUpperCase();
  if (!checkIban(iban))
    throw invalid("The IBAN you entered is invalid.", "sepa_debit[iban]", "invalid_bank_account_iban");
  const sepa: Stripe.PaymentMethod.SepaDebit = {
    bank_code: iban.slice(4, 12),
    branch_code: "",
    country: iban.slice(0, 2),
    fingerprint: fingerprint(iban),
    generated_from: { charge: null, setup_attempt: null },
    last4: iban.slice(-4),
  };
  return draft(local, params, { sepa_debit: sepa }, iban, null);
}

function fingerprint(number: string): string {
  return createHash("sha256").update(number).digest("base64url").replace(/[-_]/g, "x").slice(0, 16);
}

function draft(
  local: Local,
  params: MethodParams,
  kind: Partial<Stripe.PaymentMethod>,
  number: string | null,
  cvc: string | null,
): MethodRecord {
  const method: Stripe.PaymentMethod = {
    id: methodIds.make(),
    object: "payment_method",
    allow_redisplay: params.allow_redisplay ?? "unspecified",
    billing_details: wholeBilling(params.billing_details),
    ...kind,
    created: local.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: params.metadata ?? {},
    type: params.type,
  };
  return { id: method.id, method, number, cvc };
}
