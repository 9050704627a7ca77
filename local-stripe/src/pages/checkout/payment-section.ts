import type Stripe from "stripe";
import { h } from "../../browser/dom";
import { isExpired, savedOfPage } from "../../browser/saved-methods";
import type { AddressFields } from "../../forms/address-fields";
import { createConsent } from "../../forms/consent";
import type { PageContext, Section } from "../../forms/context";
import { EMBEDDED_NAMES } from "../../forms/field-names";
import { createMethodList } from "../../forms/method-list";
import { createPaymentPanel, type PaymentPanel } from "../../forms/payment-panels";
import { removeMethod } from "../../forms/remove-method";
import { createSavedList, NONE_SAVED } from "../../forms/saved-list";

export interface PaymentSection extends Section {
  chosen(): PaymentChoice | null;
  choose(type: string): PaymentPanel | null;
  has(type: string): boolean;
}

export type PaymentChoice =
  | { kind: "new"; panel: PaymentPanel; consents: boolean }
  | { kind: "saved"; method: Stripe.PaymentMethod };

/** Saved methods, if any, and new ones. */
export function createPaymentSection(
  context: PageContext,
  key: string,
  shipping: AddressFields | null,
  country: string,
): PaymentSection {
  const { page, t } = context;
  const panels = page.payment_method_types
    .map((type) =>
      createPaymentPanel(context, type, {
        merchant: page.merchant.display_name,
        billing: page.session.billing_address_collection === "required" ? "all" : "country",
        shipping,
        country,
        cardTerms: page.keeps?.card,
        mandate: page.keeps?.sepa_debit ? "later" : "once",
        defaults: billingDefaults(page),
      }),
    )
    .filter((panel) => panel !== null);
  const saved = savedOfPage(page, prefilledMethod(page)) ?? NONE_SAVED;
  const consent = createConsent(t, "savePaymentMethod");
  const ways = createMethodList(panels, t, (panel) => consent.show(saved.canSave, panel.type));
  const list = createSavedList(context, saved, h("div", {}, ways.root, consent.root), {
    cvcName: EMBEDDED_NAMES.card.cvc,
    onChoose: () => {},
    remove: (method) => removeMethod(key, saved, method, t),
  });
  return {
    root: h(
      "section",
      { class: "section" },
      h("h2", { class: "section-title" }, t("payment.title")),
      list.root,
    ),
    chosen: () => {
      const method = list.chosen();
      if (method) return { kind: "saved", method };
      const panel = ways.chosen();
      return panel && { kind: "new", panel, consents: consent.isGiven() };
    },
    choose: (type) => {
      list.chooseNew();
      ways.choose(type);
      return ways.chosen();
    },
    has: (type) => panels.some((panel) => panel.type === type),
    validate: () => (list.chosen() ? null : (ways.chosen()?.validate() ?? null)),
  };
}

/** The first card, unless it has expired. */
function prefilledMethod({ saved_payment_methods: methods = [], prefill }: PageContext["page"]) {
  const card = methods.find(({ id }) => id === prefill?.payment_method);
  return card && !isExpired(card, new Date()) ? card.id : null;
}

/** An address only where the fields would differ. */
function billingDefaults({ prefill, session }: PageContext["page"]) {
  const billing = prefill?.billing_details?.address;
  const shipping = prefill?.shipping?.address;
  const asksAll = session.billing_address_collection === "required";
  const parts = asksAll ? (["country", "postal_code", "line1"] as const) : (["country"] as const);
  const isSame = parts.every((part) => billing?.[part] === shipping?.[part]);
  return {
    name: prefill?.billing_details?.name ?? prefill?.name ?? undefined,
    address: billing?.country && !isSame ? billing : undefined,
  };
}
