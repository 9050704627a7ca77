import type Stripe from "stripe";
import { type Answer, post } from "../browser/call";
import { h } from "../browser/dom";
import type { ElementFacts } from "../browser/element-messages";
import { isRecord } from "../browser/is-record";
import { createConsent } from "../forms/consent";
import { startCountry } from "../forms/initial-country";
import { createPaymentPanel, type PaymentPanel } from "../forms/payment-panels";
import { removeMethod } from "../forms/remove-method";
import { createSavedList, NONE_SAVED } from "../forms/saved-list";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { orderMethods, readLayout } from "./layout";
import { createMethodPicker, type MethodPicker } from "./method-picker";
import { PAYMENT_NAMES } from "./names";
import { type Choice, orderBody } from "./order-body";

/** Card and account numbers leave this frame only to the local Stripe. */
function drawPayment({ context, setup, key, changed, report }: ViewParts): ElementView {
  let { options } = setup;
  const asFields = (given: ElementFacts): ElementFacts =>
    leavesOutAddress(options) ? { ...given, billing: "nothing" } : given;
  let facts = asFields(setup.facts);
  const { defaults } = setup;
  const known = new Map<string, PaymentPanel | null>();
  const panelOf = (type: string) => {
    const panel = known.get(type) ?? createPaymentPanel(context, type, panelOptions());
    known.set(type, panel);
    return panel;
  };
  const panelOptions = () => ({
    merchant: facts.merchant,
    billing: facts.billing,
    shipping: null,
    country: startCountry(defaults.address?.country, null),
    names: { ...PAYMENT_NAMES, asksCardholder: facts.asksName },
    asksEmail: facts.asksEmail,
    mandate: facts.terms.sepaDebit,
    cardTerms: facts.terms.card,
    defaults,
  });

  const consent = createConsent(context.t, "payment-savePaymentMethodInput");
  const slot = h("div");
  const fresh = h("div", {}, slot, consent.root);
  let picker: MethodPicker;
  const pickerChanged = () => {
    consent.show(facts.saved?.canSave === true, picker.chosen()?.type ?? null);
    changed();
  };
  const arrange = (chosen: string | null) => {
    const panels = orderMethods(facts.paymentMethodTypes, options.paymentMethodOrder)
      .map(panelOf)
      .filter((panel) => panel !== null);
    const layout = readLayout(options.layout, panels.length);
    picker = createMethodPicker(panels, layout, context.t, pickerChanged);
    slot.replaceChildren(picker.root);
    const wanted = panels.find(({ type }) => type === chosen);
    picker.choose(wanted ?? (layout.collapsed ? null : (panels[0] ?? null)));
    pickerChanged();
  };
  const rearrange = () => arrange(picker.chosen()?.type ?? null);

  const remove = async (method: Stripe.PaymentMethod) => {
    const error = await removeMethod(key, facts.saved, method, context.t);
    report({ type: "removed", method, error });
    return error;
  };
  arrange(null);
  const list = createSavedList(context, facts.saved ?? NONE_SAVED, fresh, {
    cvcName: PAYMENT_NAMES.card.cvc,
    onChoose: changed,
    remove,
  });

  const freeze = () => list.root.toggleAttribute("inert", options.readOnly === true);
  freeze();

  const choice = (): Choice | null => {
    const saved = list.chosen();
    if (saved) return { kind: "saved", id: saved.id, type: saved.type, cvc: list.cvc()?.value() ?? null };
    const panel = picker.chosen();
    return panel && { kind: "new", value: panel.read(), consents: consent.isGiven() };
  };

  return {
    root: list.root,
    validate: () => {
      const cvc = list.cvc()?.field;
      if (list.chosen()) return cvc && !cvc.validate() ? cvc.control : null;
      const panel = picker.chosen();
      return panel ? panel.validate() : slot.querySelector("button");
    },
    change: () => {
      const saved = list.chosen();
      if (saved) {
        const { id, type, billing_details } = saved;
        return {
          empty: false,
          complete: list.cvc()?.field.isGood() ?? true,
          collapsed: false,
          value: { type, payment_method: { id, type, billing_details } },
        };
      }
      const panel = picker.chosen();
      return {
        empty: panel?.isEmpty() ?? true,
        complete: panel?.isComplete() ?? false,
        collapsed: panel === null,
        value: {
          type: panel?.type ?? "",
          ...(facts.saved?.canSave && { savePaymentMethod: consent.isGiven() }),
          ...billingChange(panel),
        },
      };
    },
    clear: () => {
      known.clear();
      rearrange();
    },
    show: (next) => {
      const before = facts;
      facts = asFields(next);
      if (!asksTheSame(before, facts)) known.clear();
      if (!asksTheSame(before, facts) || !offersTheSame(before, next)) rearrange();
      else pickerChanged();
      list.show(next.saved ?? NONE_SAVED);
    },
    update: (next) => {
      const looksTheSame = arrangement(options) === arrangement(next);
      options = next;
      freeze();
      if (!looksTheSame) rearrange();
    },
    collapse: () => picker.choose(null),
    send: async (order): Promise<Answer<unknown>> => {
      const chosen = choice();
      const saved = list.chosen();
      if (!chosen) return { ok: false, error: { type: "invalid_request_error" } };
      if (order.flat && saved) return { ok: true, value: saved };
      return post(key, order.path, orderBody(order, chosen));
    },
  };
}

function arrangement({ layout, paymentMethodOrder }: Record<string, unknown>): string {
  return JSON.stringify([layout, paymentMethodOrder]);
}

function billingChange(panel: PaymentPanel | null): object {
  const address = panel?.read().address;
  if (!address) return {};
  const { country = null, postal_code } = address;
  return { billingDetails: { address: { country, postalCode: postal_code || null } } };
}

function asksTheSame(left: ElementFacts, right: ElementFacts): boolean {
  const asked = ({ billing, asksName, asksEmail, terms }: ElementFacts) =>
    JSON.stringify([billing, asksName, asksEmail, terms]);
  return asked(left) === asked(right);
}

function offersTheSame(left: ElementFacts, right: ElementFacts): boolean {
  return left.paymentMethodTypes.join() === right.paymentMethodTypes.join();
}

/** `fields.billingDetails.address: "never"`: the merchant gives the address later. */
function leavesOutAddress({ fields }: Record<string, unknown>): boolean {
  const details = isRecord(fields) ? fields.billingDetails : undefined;
  return details === "never" || (isRecord(details) && details.address === "never");
}

runElement(drawPayment);
