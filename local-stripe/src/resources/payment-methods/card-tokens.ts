import type Stripe from "stripe";
import { type BillingParams, wholeBilling } from "../../http/billing";
import { invalid, noSuch } from "../../http/errors";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { collectionOf } from "../../state/store";
import { type CardParams, draftMethod, methodIds, typicalCardOf } from "./new-method";

interface TokenRecord {
  id: string;
  token: Stripe.Token;
  /** The card, not used yet. */
  draft: MethodRecord;
}

const tokenIds = idKind("tok");
const sourceIds = idKind("src");
const cardIds = idKind("card");
const tokens = collectionOf<TokenRecord>("tokens");

/** @throws ApiError 402 for card data that can't be right */
export function createCardToken(
  local: Local,
  card: NonNullable<CardParams>,
  billing: BillingParams,
): Stripe.Token {
  const { number, exp_month, exp_year, cvc } = card;
  const params = { type: "card", card: { number, exp_month, exp_year, cvc }, billing_details: billing };
  const draft = draftMethod(local, params);
  const id = tokenIds.make();
  const token: Stripe.Token = {
    id,
    object: "token",
    card: oldCard({ ...draft, id: cardIds.make() }),
    client_ip: "127.0.0.1",
    created: local.now(),
    livemode: false,
    type: "card",
    used: false,
  };
  return tokens(local.store).put({ id, token, draft }).token;
}

/** A source of type `card`, which is charged or kept as a token is. */
export function createCardSource(
  local: Local,
  card: NonNullable<CardParams>,
  billing: BillingParams,
  metadata: Record<string, string>,
): object {
  const token = createCardToken(local, card, billing);
  const known = tokens(local.store).get(token.id);
  const id = sourceIds.make();
  if (known) tokens(local.store).put({ ...known, id });
  tokens(local.store).delete(token.id);
  const { brand, country, cvc_check, exp_month, exp_year, fingerprint, funding, last4, name } =
    token.card ?? {};
  const owner = wholeBilling(billing);
  return {
    id,
    object: "source",
    amount: null,
    card: {
      brand,
      country,
      cvc_check,
      exp_month,
      exp_year,
      fingerprint,
      funding,
      last4,
      name,
      three_d_secure: "optional",
    },
    client_secret: `src_client_secret_${randomText(24)}`,
    created: local.now(),
    currency: null,
    flow: "none",
    livemode: false,
    metadata,
    owner: {
      address: owner.address,
      email: owner.email,
      name: owner.name,
      phone: owner.phone,
      verified_address: null,
      verified_email: null,
      verified_name: null,
      verified_phone: null,
    },
    statement_descriptor: null,
    status: "chargeable",
    type: "card",
    usage: "reusable",
  };
}

export function findToken(local: Local, id: string): Stripe.Token | undefined {
  return tokens(local.store).get(id)?.token;
}

/** The card of a token, which counts as used from now on; `tok_visa` and its kin can be used again. @throws ApiError 400 `token_already_used` */
export function takeToken(
  local: Local,
  id: string,
  param: string,
  { asCard = false, billing }: { asCard?: boolean; billing?: BillingParams } = {},
): MethodRecord {
  const known = tokens(local.store).get(id);
  const ids = asCard ? cardIds : methodIds;
  if (!known) {
    const card = typicalCardOf(local, id);
    if (!card) throw noSuch("token", id, param, 400);
    return renamed(
      draftMethod(local, { type: "card", card, ...(billing && { billing_details: billing }) }),
      ids.make(),
    );
  }
  if (known.token.used) {
    throw invalid(`You cannot use a Stripe token more than once: ${id}.`, param, "token_already_used");
  }
  tokens(local.store).put({ ...known, token: { ...known.token, used: true } });
  const record = renamed(known.draft, asCard && known.token.card ? known.token.card.id : ids.make());
  return billing
    ? { ...record, method: { ...record.method, billing_details: wholeBilling(billing) } }
    : record;
}

function renamed(record: MethodRecord, id: string): MethodRecord {
  return { ...record, id, method: { ...record.method, id } };
}

const BRANDS: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "MasterCard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** A saved card in the shape from before PaymentMethods. */
export function oldCard({ id, method }: MethodRecord): Stripe.Card {
  const { card, billing_details: billing, customer, metadata } = method;
  const { address } = billing;
  return {
    id,
    object: "card",
    address_city: address?.city ?? null,
    address_country: address?.country ?? null,
    address_line1: address?.line1 ?? null,
    address_line1_check: card?.checks?.address_line1_check ?? null,
    address_line2: address?.line2 ?? null,
    address_state: address?.state ?? null,
    address_zip: address?.postal_code ?? null,
    address_zip_check: card?.checks?.address_postal_code_check ?? null,
    brand: BRANDS[card?.brand ?? ""] ?? "Unknown",
    country: card?.country ?? null,
    customer,
    cvc_check: card?.checks?.cvc_check ?? null,
    dynamic_last4: null,
    exp_month: card?.exp_month ?? 0,
    exp_year: card?.exp_year ?? 0,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? "unknown",
    last4: card?.last4 ?? "",
    metadata,
    name: billing.name,
    regulated_status: "unregulated",
    tokenization_method: null,
  };
}
