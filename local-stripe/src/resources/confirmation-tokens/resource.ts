import type { Api } from "../../http/api";
import { address, wholeAddress } from "../../http/billing";
import { invalid, missingParameter, noSuch } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  clearable,
  currency,
  type Given,
  ignored,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  url,
} from "../../http/rules";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { requireCustomerSession } from "../customer-sessions/customer-sessions";
import { agreedOnline, mandateData, mandateOf } from "../payment-methods/mandate";
import { draftFromData, METHOD_DATA } from "../payment-methods/method-data";
import { aliasDraft } from "../payment-methods/new-method";
import { type ClientContext, createToken, findToken, type TokenRecord } from "./tokens";

const usage = oneOf("off_session", "on_session");
const shipping = object({ name: required(text()), phone: clearable(text()), address: required(address) });

const clientContext = object({
  mode: required(oneOf("payment", "setup", "subscription")),
  amount: integer(0),
  currency,
  setup_future_usage: clearable(usage),
  capture_method: clearable(oneOf("automatic", "automatic_async", "manual")),
});

const TEST_HELPER = {
  payment_method: text(),
  payment_method_data: object(METHOD_DATA),
  payment_method_options: object({ card: object({ installments: ignored }) }),
  return_url: url,
  setup_future_usage: usage,
  shipping,
};

/** As Stripe.js sends it. */
const CREATE = {
  ...TEST_HELPER,
  payment_method_options: object({ card: object({ cvc: text(4) }) }),
  setup_future_usage: clearable(usage),
  shipping: clearable(shipping),
  client_context: clientContext,
  customer_session_client_secret: text(),
  mandate_data: mandateData,
  metadata,
};

function routes(api: Api): void {
  api.post(
    "/v1/confirmation_tokens",
    CREATE,
    ({ local, read }) => {
      const given = read();
      const context = given.client_context ? contextOf(given.client_context) : null;
      const future = given.setup_future_usage ?? context?.setupFutureUsage ?? null;
      const secret = given.customer_session_client_secret;
      const customer = secret === undefined ? null : requireCustomerSession(local, secret).customer;
      return createToken(local, {
        ...sourceOf(local, given, {
          future: future !== null || context?.mode === "setup",
          mayUse: (owner) => owner === customer,
        }),
        shipping: wholeShipping(given.shipping),
        returnUrl: given.return_url ?? null,
        setupFutureUsage: future,
        cvc: given.payment_method_options?.card?.cvc ?? null,
        context,
        mandateData: mandateOf(given.mandate_data),
        metadata: given.metadata ? applyMetadata(null, given.metadata) : null,
      });
    },
    { publishable: true },
  );

  api.get("/v1/confirmation_tokens/:id", {}, ({ local, read, params }) => {
    read();
    return findToken(local, params.id ?? "", "confirmation_token", 404).token;
  });

  api.post("/v1/test_helpers/confirmation_tokens", TEST_HELPER, ({ local, read }) => {
    const given = read();
    const from = sourceOf(local, given, {
      future: given.setup_future_usage !== undefined,
      mayUse: () => true,
    });
    return createToken(local, {
      ...from,
      shipping: wholeShipping(given.shipping),
      returnUrl: given.return_url ?? null,
      setupFutureUsage: given.setup_future_usage ?? null,
      cvc: null,
      context: null,
      mandateData: agreedOnline(from.method.type),
      metadata: null,
    });
  });
}

type SourceParams = Pick<Parsed<typeof TEST_HELPER>, "payment_method" | "payment_method_data">;

function sourceOf(
  local: Local,
  given: SourceParams,
  rule: { future: boolean; mayUse: (owner: string) => boolean },
): { source: TokenRecord["source"]; method: MethodRecord["method"] } {
  if (given.payment_method && given.payment_method_data) {
    throw invalid(
      "You may only specify one of these parameters: payment_method, payment_method_data.",
      "payment_method",
    );
  }
  if (given.payment_method_data) {
    const data = given.payment_method_data;
    // Saved without the shopper's consent to be shown again.
    const allow_redisplay = data.allow_redisplay ?? (rule.future ? "limited" : "unspecified");
    const draft = draftFromData(local, { ...data, allow_redisplay });
    return { source: { kind: "draft", method: draft }, method: draft.method };
  }
  const id = given.payment_method;
  if (!id) throw missingParameter("payment_method_data");
  const draft = aliasDraft(local, id);
  if (draft) return { source: { kind: "draft", method: draft }, method: draft.method };
  const saved = local.store.methods.get(id);
  const owner = saved?.method.customer;
  if (!saved || (typeof owner === "string" && !rule.mayUse(owner))) {
    throw noSuch("PaymentMethod", id, "payment_method", 400);
  }
  return { source: { kind: "saved", method: saved.id }, method: saved.method };
}

function contextOf(given: Given<typeof clientContext>): ClientContext {
  return {
    mode: given.mode,
    amount: given.amount ?? null,
    currency: given.currency ?? null,
    setupFutureUsage: given.setup_future_usage ?? null,
    captureMethod: given.capture_method ?? null,
  };
}

function wholeShipping(given: Given<typeof shipping> | null | undefined) {
  if (!given) return null;
  return { name: given.name, phone: given.phone ?? null, address: wholeAddress(given.address) };
}

export const confirmationTokens: Resource = { routes };
