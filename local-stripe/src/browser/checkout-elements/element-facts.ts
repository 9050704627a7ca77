import type { PageData } from "../checkout/api";
import { usableMethod } from "../saved/describe";
import type { ElementFacts, ElementKind, SavedMethods } from "../shared/element-protocol";
import { isRecord } from "../shared/protocol";

/** What an element of a session is drawn from. `options` are those that the merchant gave the element. */
export function elementFacts(
  page: PageData,
  kind: ElementKind,
  options: Record<string, unknown>,
  billingIsElsewhere: boolean,
): ElementFacts {
  const { session } = page;
  const wanted = isRecord(options.fields) ? options.fields.phone : undefined;
  const sessionAsksPhone = session.phone_number_collection?.enabled === true;
  const asksPhone = wanted === "always" || (wanted !== "never" && sessionAsksPhone);
  const asksAll = session.billing_address_collection === "required";
  const shipsTo = session.shipping_address_collection?.allowed_countries ?? null;
  return {
    merchant: page.merchant.display_name,
    paymentMethodTypes: page.payment_method_types,
    billing: billingIsElsewhere ? "nothing" : asksAll ? "all" : "country",
    asksName: kind !== "payment",
    asksEmail: false,
    asksPhone,
    phoneRequired: asksPhone,
    emailIsFixed: Boolean(session.customer_email),
    allowedCountries: kind === "shippingAddress" ? shipsTo : null,
    saved: kind === "payment" ? savedMethods(page) : null,
  };
}

function savedMethods({ session, features, prefill, ...page }: PageData): SavedMethods | null {
  if (!features) return null;
  const methods = page.saved_payment_methods ?? [];
  return {
    methods,
    preferred: usableMethod(methods, prefill?.payment_method ?? null),
    canSave: features.save,
    asksCvc: false,
    removal: features.remove
      ? {
          path: `/v1/payment_pages/${session.id}/payment_methods/{id}/detach`,
          body: { client_secret: session.client_secret ?? "" },
        }
      : null,
  };
}
