import type { BillingAsked, ElementFacts, OtherAddress, SavedMethods } from "../../browser/element-messages";
import { isRecord } from "../../browser/is-record";
import { usableMethod } from "../../browser/saved-methods";
import { IntegrationError } from "../base/errors";
import type { ElementsSession } from "./elements-session";
import type { GroupOptions } from "./group-options";

type Options = Record<string, unknown>;

const NOTHING: ElementFacts = {
  merchant: "",
  paymentMethodTypes: [],
  billing: "nothing",
  asksName: false,
  asksEmail: false,
  asksPhone: false,
  phoneRequired: false,
  emailIsFixed: false,
  allowedCountries: null,
  otherAddress: null,
  terms: { card: false, sepaDebit: null },
  saved: null,
};

export function paymentFacts(
  group: GroupOptions,
  session: ElementsSession,
  options: Options,
  elsewhere: { billing: boolean; email: boolean },
): ElementFacts {
  const business = isRecord(options.business) ? options.business.name : undefined;
  return {
    ...NOTHING,
    merchant: typeof business === "string" ? business : (session.merchant?.display_name ?? "Local Stripe"),
    paymentMethodTypes: session.payment_method_types,
    billing: elsewhere.billing ? "nothing" : billingAsked(options),
    asksName: billingField(options, "name") === "always",
    asksEmail: !elsewhere.email && billingField(options, "email") !== "never",
    terms: terms(group, options),
    saved: savedMethods(group, session),
  };
}

/** When terms are shown: always, never, or when a method is saved for later. */
function terms({ purpose }: GroupOptions, given: Options): ElementFacts["terms"] {
  const wanted = isRecord(given.terms) ? given.terms : {};
  const keeps =
    purpose.kind === "deferred" && (purpose.mode !== "payment" || purpose.setupFutureUsage !== null);
  return {
    card: wanted.card === "always" || (keeps && wanted.card !== "never"),
    sepaDebit: wanted.sepaDebit === "never" ? null : keeps ? "later" : "once",
  };
}

/** @throws IntegrationError when both sides set the use of saved methods */
export function checkSavedUse({ purpose }: GroupOptions, { customer }: ElementsSession): void {
  if (purpose.kind !== "deferred" || purpose.setupFutureUsage === null) return;
  if (!customer?.features.payment_method_save_usage) return;
  throw new IntegrationError(
    "payment_method_save_usage of the CustomerSession and setupFutureUsage of elements() exclude each other; set one.",
  );
}

function savedMethods({ requiresCvc, customerSession }: GroupOptions, session: ElementsSession) {
  const { customer } = session;
  if (!customer || customerSession === null) return null;
  const { features } = customer;
  const removable = features.payment_method_remove === "enabled";
  const methods = features.payment_method_redisplay === "enabled" ? customer.payment_methods : [];
  return {
    methods,
    preferred: usableMethod(methods, customer.default_payment_method),
    canSave: features.payment_method_save === "enabled",
    asksCvc: requiresCvc,
    removal: removable
      ? {
          path: "/v1/elements/payment_methods/{id}/detach",
          body: { customer_session_client_secret: customerSession },
        }
      : null,
  } satisfies SavedMethods;
}

export function addressFacts(options: Options, otherAddress: OtherAddress | null = null): ElementFacts {
  const fields = isRecord(options.fields) ? options.fields : {};
  const validation = isRecord(options.validation) ? options.validation : {};
  const phone = isRecord(validation.phone) ? validation.phone.required : undefined;
  const { allowedCountries } = options;
  return {
    ...NOTHING,
    asksName: fields.name !== "never",
    asksPhone: fields.phone === "always",
    phoneRequired: fields.phone === "always" && phone !== "never",
    allowedCountries: Array.isArray(allowedCountries) ? allowedCountries.map(String) : null,
    otherAddress,
  };
}

export const emailFacts: ElementFacts = { ...NOTHING, asksEmail: true };

function billingAsked(options: Options): BillingAsked {
  const parts = addressFields(options);
  if (parts === "never") return "nothing";
  return parts.country === "never" && parts.postalCode === "never" ? "nothing" : "country";
}

/** `auto`, `never` or `always`, for the name, the e-mail address or the phone number. */
function billingField(options: Options, name: "name" | "email" | "phone"): unknown {
  const details = billingFields(options);
  return isRecord(details) ? details[name] : details;
}

function addressFields(options: Options): "never" | Options {
  const details = billingFields(options);
  if (details === "never") return "never";
  const address = isRecord(details) ? details.address : undefined;
  if (address === "never") return "never";
  return isRecord(address) ? address : {};
}

function billingFields({ fields }: Options): unknown {
  return isRecord(fields) ? fields.billingDetails : undefined;
}

const PARTS: Record<string, string> = {
  country: "country",
  postalCode: "postal_code",
  state: "state",
  city: "city",
  line1: "line1",
  line2: "line2",
};

/** Members of `billing_details` that the Payment Element never asks for, so the merchant has to: `name`, `address.country` and so on. */
export function detailsNeverAsked(options: Options): string[] {
  const details = ["name", "email", "phone"] as const;
  const address = addressFields(options);
  const parts = Object.entries(PARTS).filter(([name]) => address === "never" || address[name] === "never");
  return [
    ...details.filter((name) => billingField(options, name) === "never"),
    ...parts.map(([, part]) => `address.${part}`),
  ];
}
