import { billingDetails } from "../../http/billing";
import { applyMetadata, metadata } from "../../http/metadata";
import { object, oneOf, type Parsed, type Rule, required, text } from "../../http/rules";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { takeToken } from "./card-tokens";
import { cardParams, draftMethod, idealParams, type MethodParams, REDISPLAY, sepaParams } from "./new-method";
import { otherParams } from "./other-methods";

const token = object({ token: required(text()) });

/** Card data, or the token of a test card. */
const cardOrToken: Rule<{ token: string } | Parsed<{ card: typeof cardParams }>["card"]> = {
  parse: (value, path) =>
    typeof value === "object" && "token" in value ? token.parse(value, path) : cardParams.parse(value, path),
};

/** What `POST /v1/payment_methods` takes, and `payment_method_data` of intents and tokens. */
export const METHOD_DATA = {
  type: required(text()),
  card: cardOrToken,
  sepa_debit: sepaParams,
  ideal: idealParams,
  ...otherParams,
  billing_details: billingDetails,
  metadata,
  allow_redisplay: oneOf(...REDISPLAY),
};

export type MethodData = Parsed<typeof METHOD_DATA>;

export function draftFromData(local: Local, given: MethodData): MethodRecord {
  const { card, ...others } = given;
  const wanted = applyMetadata(null, given.metadata);
  if (card && "token" in card) {
    const record = takeToken(local, card.token, "card[token]", { billing: given.billing_details });
    const redisplay = given.allow_redisplay ?? "unspecified";
    return { ...record, method: { ...record.method, metadata: wanted, allow_redisplay: redisplay } };
  }
  const params: MethodParams = { ...others, card, metadata: wanted };
  return draftMethod(local, params);
}

export function createFromData(local: Local, given: MethodData): MethodRecord {
  return local.store.methods.put(draftFromData(local, given));
}
