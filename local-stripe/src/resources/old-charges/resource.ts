import type Stripe from "stripe";
import type { Decline } from "../../cards/card-types";
import { findCard } from "../../cards/cards";
import { EXPIRED, LIVE_CARD } from "../../cards/declines";
import { emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { ApiError, invalid, missingParameter, noSuch } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { amount, bool, currency, email, type Parsed, required, text } from "../../http/rules";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { checkChargeAmount } from "../charges/charge-amount";
import { createCharge } from "../charges/new-charge";
import { requireCustomer } from "../customers/customers";
import { bookAndAnnounce } from "../payment-intents/outcomes";
import { oldCard, takeToken } from "../payment-methods/card-tokens";
import { hasExpired } from "../payment-methods/saved-methods";

const CREATE = {
  amount: required(amount(1)),
  capture: bool,
  currency: required(currency),
  customer: text(),
  description: text(),
  metadata,
  receipt_email: email,
  source: text(),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
};

const CAPTURE = { amount: amount(1), receipt_email: email };

function routes(api: Api): void {
  api.post("/v1/charges", CREATE, ({ local, read }) => charge(local, read()));
  api.post("/v1/charges/:id/capture", CAPTURE, ({ local, read, params }) => {
    const held = local.store.charges.get(params.id ?? "");
    if (!held) throw noSuch("charge", params.id ?? "");
    return capture(local, held, read());
  });
}

/** A charge without a PaymentIntent, which knows no challenge: a card that needs one is declined. */
function charge(local: Local, given: Parsed<typeof CREATE>): Stripe.Charge {
  checkChargeAmount(given.amount, given.currency);
  const method = methodFor(local, given);
  const captured = given.capture ?? true;
  const decline = refusal(local, method);
  const made = createCharge(
    local,
    {
      intent: {
        id: null,
        amount: given.amount,
        currency: given.currency,
        customer: given.customer ?? null,
        description: given.description ?? null,
        metadata: applyMetadata(null, given.metadata),
        receipt_email: given.receipt_email ?? null,
        shipping: null,
        statement_descriptor: given.statement_descriptor ?? null,
        statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
      },
    },
    method,
    {
      status: decline ? "failed" : "succeeded",
      decline,
      authenticated: false,
      captured: captured && !decline,
    },
  );
  const known = local.store.charges.put({ ...made, source: oldCard(method) });
  if (decline) {
    emit(local, "charge.failed", known);
    throw declined(known, decline);
  }
  emit(local, "charge.succeeded", known);
  if (captured) bookAndAnnounce(local, known);
  return local.store.charges.get(known.id) ?? known;
}

function methodFor(local: Local, { source, customer: id }: Parsed<typeof CREATE>): MethodRecord {
  const customer = id === undefined ? null : requireCustomer(local, id, "customer", 400);
  if (!source) {
    if (!customer) throw missingParameter("source");
    const record = local.store.methods.get(String(customer.default_source));
    if (!record) {
      throw new ApiError(402, {
        type: "card_error",
        code: "missing",
        message: "Cannot charge a customer that has no active card",
        param: "card",
      });
    }
    return record;
  }
  const saved = local.store.methods.get(source);
  if (!saved)
    return local.store.methods.put({ ...takeToken(local, source, "source", { asCard: true }), spent: true });
  if (!customer || saved.method.customer !== customer.id) {
    throw invalid(
      `Customer ${id ?? ""} does not have a linked source with ID ${source}.`,
      "source",
      "missing",
    );
  }
  return saved;
}

const NEEDS_CHALLENGE: Decline = {
  code: "card_declined",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

function refusal(local: Local, method: MethodRecord): Decline | null {
  const card = method.number === null ? undefined : findCard(method.number);
  if (!card) return LIVE_CARD;
  if (hasExpired(local, method)) return EXPIRED;
  if (card.threeDS === "required") return NEEDS_CHALLENGE;
  return card.decline ?? null;
}

function declined({ id }: Stripe.Charge, reason: Decline): ApiError {
  return new ApiError(402, {
    type: "card_error",
    code: reason.code,
    ...(reason.declineCode && { decline_code: reason.declineCode }),
    charge: id,
    message: reason.message,
  });
}

function capture(local: Local, held: Stripe.Charge, given: Parsed<typeof CAPTURE>): Stripe.Charge {
  if (held.payment_intent !== null) {
    throw invalid("This charge belongs to a PaymentIntent: capture the PaymentIntent.", "id");
  }
  if (held.captured)
    throw invalid(`Charge ${held.id} has already been captured.`, "id", "charge_already_captured");
  if (held.status !== "succeeded") throw invalid("Only a charge that is held can be captured.", "id");
  const taken = given.amount ?? held.amount;
  if (taken > held.amount)
    throw invalid("More can't be captured than is held.", "amount", "amount_too_large");
  const captured = local.store.charges.put({
    ...held,
    captured: true,
    amount_captured: taken,
    amount_refunded: held.amount - taken,
    ...(given.receipt_email && { receipt_email: given.receipt_email }),
  });
  emit(local, "charge.captured", captured);
  bookAndAnnounce(local, captured);
  return local.store.charges.get(captured.id) ?? captured;
}

/** Charges from before PaymentIntents. */
export const oldCharges: Resource = { routes };
