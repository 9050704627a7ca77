import type Stripe from "stripe";
import type { Decline, TestCard } from "../../cards/card-types";
import { randomText } from "../../state/ids";
import { otherDetails } from "./other-details";

export interface ChargeResult {
  status: "succeeded" | "pending" | "failed";
  decline: Decline | null;
  /** Whether the shopper passed a 3DS challenge. */
  authenticated: boolean;
  captured: boolean;
}

/** `payment_method_details` of a charge. `amount` in minor units. */
export function chargeMethodDetails(
  method: Stripe.PaymentMethod,
  testCard: TestCard | undefined,
  amount: number,
  result: ChargeResult,
): Stripe.Charge.PaymentMethodDetails {
  if (method.card) return { card: cardDetails(method.card, testCard, amount, result), type: "card" };
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    return {
      sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null },
      type: "sepa_debit",
    };
  }
  if (method.type !== "ideal") return { ...otherDetails(method), type: method.type };
  return {
    ideal: {
      bank: "rabobank",
      bic: "RABONL2U",
      generated_sepa_debit: null,
      generated_sepa_debit_mandate: null,
      iban_last4: "5264",
      transaction_id: randomText(24),
      verified_name: method.billing_details.name,
    },
    type: "ideal",
  };
}

function cardDetails(
  card: Stripe.PaymentMethod.Card,
  testCard: TestCard | undefined,
  amount: number,
  result: ChargeResult,
): Stripe.Charge.PaymentMethodDetails.Card {
  const succeeded = result.status === "succeeded";
  return {
    amount_authorized: succeeded ? amount : null,
    authorization_code: succeeded ? randomText(6).toUpperCase() : null,
    brand: card.brand,
    checks: checks(card, testCard, result),
    country: card.country,
    electronic_commerce_indicator: result.authenticated ? "05" : null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: { status: "disabled" },
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: "unavailable" },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: succeeded ? randomText(15) : null,
    overcapture: { maximum_amount_capturable: amount, status: "unavailable" },
    regulated_status: "unregulated",
    three_d_secure: result.authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: randomText(36),
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
    wallet: (card.wallet as Stripe.Charge.PaymentMethodDetails.Card.Wallet | null) ?? null,
  };
}

/** Checks of a card. Only what the shopper entered is checked. */
function checks(card: Stripe.PaymentMethod.Card, testCard: TestCard | undefined, result: ChargeResult) {
  const run = (
    given: string | null | undefined,
    special: string | undefined,
    failed = false,
  ): string | null => {
    if (!given) return null;
    return special ?? (failed ? "fail" : "pass");
  };
  return {
    address_line1_check: run(card.checks?.address_line1_check, testCard?.checks?.address_line1_check),
    address_postal_code_check: run(
      card.checks?.address_postal_code_check,
      testCard?.checks?.address_postal_code_check,
    ),
    cvc_check: run(
      card.checks?.cvc_check,
      testCard?.checks?.cvc_check,
      result.decline?.code === "incorrect_cvc",
    ),
  };
}
