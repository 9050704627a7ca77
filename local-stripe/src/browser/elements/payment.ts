import { startCountry } from "../checkout/initial-country";
import { createPaymentPanel, type PaymentPanel } from "../checkout/payment-panels";
import { post } from "../shared/call";
import { h } from "../shared/dom";
import type { ElementFacts } from "../shared/element-protocol";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { orderMethods, readLayout } from "./layout";
import { createMethodPicker, type MethodPicker } from "./method-picker";
import { PAYMENT_NAMES } from "./names";
import { orderBody } from "./order-body";

/** The Payment Element. Card and account numbers leave this frame only to the local Stripe. */
function drawPayment({ context, setup, key, changed }: ViewParts): ElementView {
  let { facts, options } = setup;
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
    defaults,
  });

  const root = h("div");
  let picker: MethodPicker;
  const arrange = (chosen: string | null) => {
    const panels = orderMethods(facts.paymentMethodTypes, options.paymentMethodOrder)
      .map(panelOf)
      .filter((panel) => panel !== null);
    const layout = readLayout(options.layout, panels.length);
    picker = createMethodPicker(panels, layout, context.t, changed);
    root.replaceChildren(picker.root);
    const wanted = panels.find(({ type }) => type === chosen);
    picker.choose(wanted ?? (layout.collapsed ? null : (panels[0] ?? null)));
  };
  arrange(null);
  const rearrange = () => arrange(picker.chosen()?.type ?? null);

  return {
    root,
    validate: () => picker.chosen()?.validate() ?? (picker.chosen() ? null : root.querySelector("button")),
    change: () => {
      const panel = picker.chosen();
      return {
        empty: panel?.isEmpty() ?? true,
        complete: panel?.isComplete() ?? false,
        collapsed: panel === null,
        value: { type: panel?.type ?? "" },
      };
    },
    clear: () => {
      known.clear();
      rearrange();
    },
    show: (next) => {
      const before = facts;
      facts = next;
      if (!asksTheSame(before, next)) known.clear();
      if (!asksTheSame(before, next) || !offersTheSame(before, next)) rearrange();
    },
    update: (next) => {
      options = next;
      rearrange();
    },
    collapse: () => picker.choose(null),
    send: async (order) => {
      const panel = picker.chosen();
      if (!panel) return { ok: false, error: { type: "invalid_request_error" } };
      const body = orderBody(order, { kind: "new", value: panel.read(), consents: false });
      return post(key, order.path, body);
    },
  };
}

function asksTheSame(left: ElementFacts, right: ElementFacts): boolean {
  return (
    left.billing === right.billing && left.asksName === right.asksName && left.asksEmail === right.asksEmail
  );
}

function offersTheSame(left: ElementFacts, right: ElementFacts): boolean {
  return left.paymentMethodTypes.join() === right.paymentMethodTypes.join();
}

runElement(drawPayment);
