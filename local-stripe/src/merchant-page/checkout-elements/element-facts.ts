import type { StripeCheckoutElementsOptions } from "@stripe/stripe-js";
import type { ElementFacts, ElementKind, OtherAddress, SavedMethods } from "../../browser/element-messages";
import { isRecord } from "../../browser/is-record";
import type { PageData } from "../../browser/page-api";
import { savedOfPage, usableMethod } from "../../browser/saved-methods";

/** What an element needs to know. `options` are those that the merchant gave to it. */
export function elementFacts(
  page: PageData,
  kind: ElementKind,
  options: Record<string, unknown>,
  wanted: StripeCheckoutElementsOptions["savedPaymentMethod"],
  elsewhere: { billing: boolean; address: OtherAddress | null },
): ElementFacts {
  const { session } = page;
  const phone = isRecord(options.fields) ? options.fields.phone : undefined;
  const sessionAsksPhone = session.phone_number_collection?.enabled === true;
  const asksPhone = phone === "always" || (phone !== "never" && sessionAsksPhone);
  const asksAll = session.billing_address_collection === "required";
  const shipsTo = session.shipping_address_collection?.allowed_countries ?? null;
  const preferred = usableMethod(page.saved_payment_methods ?? [], page.prefill?.payment_method ?? null);
  return {
    merchant: page.merchant.display_name,
    paymentMethodTypes: page.payment_method_types,
    billing: elsewhere.billing ? "nothing" : asksAll ? "all" : "country",
    asksName: kind !== "payment",
    asksEmail: false,
    asksPhone,
    phoneRequired: asksPhone,
    emailIsFixed: Boolean(session.customer_email),
    allowedCountries: kind === "shippingAddress" ? shipsTo : null,
    otherAddress: elsewhere.address,
    terms: { card: page.keeps?.card ?? false, sepaDebit: page.keeps?.sepa_debit ? "later" : "once" },
    saved: kind === "payment" ? allowed(savedOfPage(page, preferred), wanted) : null,
  };
}

/** The merchant may allow less than the session does. */
function allowed(
  saved: SavedMethods | null,
  { enableSave, enableRedisplay }: StripeCheckoutElementsOptions["savedPaymentMethod"] = {},
): SavedMethods | null {
  if (!saved) return null;
  return {
    ...saved,
    ...(enableRedisplay === "never" && { methods: [], preferred: null }),
    canSave: saved.canSave && enableSave !== "never",
  };
}
