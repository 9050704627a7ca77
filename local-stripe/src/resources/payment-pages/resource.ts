import { timingSafeEqual } from "node:crypto";
import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { address, type BillingParams, billingDetails } from "../../http/billing";
import { ApiError, invalid, missingParameter, noSuch } from "../../http/errors";
import type { Resource } from "../../http/resource";
import { bool, clearable, email, integer, list, object, oneOf, required, text } from "../../http/rules";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";
import { filledFields } from "../checkout-sessions/custom-fields";
import { requireOpen, requireSession } from "../checkout-sessions/find";
import { detach } from "../payment-methods/attach";
import { cardParams, idealParams, type MethodParams, sepaParams } from "../payment-methods/new-method";
import { otherParams } from "../payment-methods/other-methods";
import { shownMethod } from "../payment-methods/saved-methods";
import { shownSetup } from "../setup-intents/view";
import { applyShopperInput, type PageMethod, payForSession, saveForSession } from "./pay";
import { requireSaved, savedFeatures } from "./saved-cards";
import { pageOf, shownSession } from "./view";

const shipping = object({ name: clearable(text()), phone: clearable(text()), address: required(address) });

const VIEW = { client_secret: required(text()) };
const SHOPPER = {
  client_secret: required(text()),
  email,
  shipping,
  shipping_rate: text(),
  phone_number: text(40),
  billing: object({ name: clearable(text()), phone: clearable(text()), address }),
  promotion_code: clearable(text(500)),
  line_items: list(object({ id: required(text()), quantity: required(integer(0, 999_999)) }), 100),
};
const CONFIRM = {
  ...SHOPPER,
  payment_method_data: object({
    type: required(text()),
    card: cardParams,
    sepa_debit: sepaParams,
    ideal: idealParams,
    ...otherParams,
    billing_details: billingDetails,
  }),
  payment_method: text(),
  payment_method_options: object({ blik: object({ code: text(6) }) }),
  save_payment_method: bool,
  expected_amount: integer(),
  custom_fields: list(object({ key: required(text()), value: text(255) }), 3),
  consent: object({ promotions: oneOf("opt_in", "opt_out"), terms_of_service: oneOf("accepted") }),
};

function routes(api: Api): void {
  const forBrowser = { publishable: true };

  api.get(
    "/v1/payment_pages/:session",
    VIEW,
    ({ local, read, params }) => {
      const { client_secret } = read();
      return pageOf(local, requireOwn(local, params.session ?? "", client_secret));
    },
    forBrowser,
  );

  // The old redirectToCheckout knows no more than the id, which nobody guesses.
  api.get(
    "/v1/payment_pages/:session/address",
    {},
    ({ local, read, params }) => {
      read();
      return { url: requireSession(local, params.session ?? "").session.url };
    },
    forBrowser,
  );

  api.post(
    "/v1/payment_pages/:session",
    SHOPPER,
    ({ local, read, params }) => {
      const { client_secret, ...given } = read();
      const record = requireOwn(local, params.session ?? "", client_secret);
      requireOpen(record);
      return pageOf(local, applyShopperInput(local, record, given));
    },
    forBrowser,
  );

  api.post(
    "/v1/payment_pages/:session/confirm",
    CONFIRM,
    ({ local, read, params }) => {
      const {
        client_secret,
        payment_method_data: data,
        payment_method: saved,
        save_payment_method,
        expected_amount,
        custom_fields,
        consent,
        payment_method_options: options,
        ...given
      } = read();
      if (data && saved) {
        throw invalid(
          "You may only specify one of these parameters: payment_method, payment_method_data.",
          "payment_method",
        );
      }
      const record = requireOwn(local, params.session ?? "", client_secret);
      requireOpen(record);
      const details = saved ? billingOfSaved(local, record, saved) : data?.billing_details;
      const billing = billingOf(record, given, details);
      const answered = {
        ...record,
        session: { ...record.session, ...answers(record, custom_fields, consent) },
      };
      const current = applyShopperInput(local, answered, { ...given, billing });
      const isFree = record.subscriptionData && current.session.amount_total === 0;
      const needsMethod = record.session.payment_method_collection !== "if_required" || data || saved;
      if (record.session.mode === "setup" || (isFree && needsMethod)) {
        const setup = saveForSession(
          local,
          current,
          methodOf(saved, data && { ...data, billing_details: billing }),
        );
        return {
          session: shownSession(local, record.id),
          payment_intent: null,
          setup_intent: shownSetup(setup.intent),
        };
      }
      const paid = payForSession(local, current, {
        method: methodOf(saved, data && { ...data, billing_details: billing }),
        save: save_payment_method ?? false,
        expectedAmount: expected_amount,
        code: options?.blik?.code,
      });
      return { session: shownSession(local, record.id), payment_intent: paid?.intent ?? null };
    },
    forBrowser,
  );

  api.post(
    "/v1/payment_pages/:session/payment_methods/:method/detach",
    VIEW,
    ({ local, read, params }) => {
      const { client_secret } = read();
      const record = requireOwn(local, params.session ?? "", client_secret);
      requireOpen(record);
      const method = requireSaved(local, record, params.method ?? "");
      if (!savedFeatures(record).remove) {
        throw new ApiError(403, {
          type: "invalid_request_error",
          message: "This session does not let payment methods be removed.",
        });
      }
      return shownMethod(detach(local, method).method);
    },
    forBrowser,
  );
}

/** What the shopper answered to the merchant's questions. @throws ApiError 400 without the consent that is asked for */
function answers(
  { session }: SessionRecord,
  fields: { key: string; value?: string | undefined }[] = [],
  consent: { promotions?: "opt_in" | "opt_out" | undefined; terms_of_service?: "accepted" | undefined } = {},
): Pick<Stripe.Checkout.Session, "consent" | "custom_fields"> {
  const asked = session.consent_collection;
  if (asked?.terms_of_service === "required" && consent.terms_of_service !== "accepted") {
    throw missingParameter("consent[terms_of_service]");
  }
  const given = fields.map(({ key, value = "" }) => ({ key, value }));
  return {
    consent: asked && {
      promotions: asked.promotions === "auto" ? (consent.promotions ?? "opt_out") : null,
      terms_of_service: consent.terms_of_service ?? null,
    },
    custom_fields: filledFields(session.custom_fields, given),
  };
}

function billingOfSaved(local: Local, record: SessionRecord, id: string): BillingParams {
  const { tax_id, ...details } = requireSaved(local, record, id).method.billing_details;
  return { ...details, ...(tax_id && { tax_id }) };
}

function methodOf(saved: string | undefined, params: MethodParams | undefined): PageMethod | null {
  if (saved) return { kind: "saved", id: saved };
  return params ? { kind: "new", params } : null;
}

/** Finds the session of a client secret; a session's id alone is not enough. */
function requireOwn(local: Local, id: string, clientSecret: string): SessionRecord {
  const record = requireSession(local, id);
  const expected = Buffer.from(record.pageSecret ?? record.session.client_secret ?? "");
  const given = Buffer.from(clientSecret);
  if (expected.length === 0 || expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw noSuch("checkout.session", id, "session");
  }
  return record;
}

/** The form asks for parts only, so a complete address from elsewhere replaces them. */
function billingOf(
  record: SessionRecord,
  given: { email?: string | undefined; billing?: BillingParams },
  details: BillingParams,
): BillingParams {
  const email = details?.email ?? given.email ?? record.email;
  const known = given.billing ?? record.billing;
  if (record.session.ui_mode !== "elements" || !known) return { ...details, email };
  const isKnownWhole = Boolean(known.address?.line1) && !details?.address?.line1;
  return {
    ...details,
    email,
    name: details?.name ?? known.name,
    phone: details?.phone ?? known.phone,
    address: isKnownWhole ? known.address : (details?.address ?? known.address),
  };
}

/** The calls of the embedded page, private as at Stripe. */
export const paymentPages: Resource = { routes };
