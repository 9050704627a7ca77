import { type ConfirmInput, createPageApi, type PageData } from "../checkout/api";
import { initialCountry } from "../checkout/initial-country";
import { createPaymentPanel, type PaymentPanel } from "../checkout/payment-panels";
import { h } from "../shared/dom";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { orderMethods, readLayout } from "./layout";
import { createMethodPicker } from "./method-picker";
import { PAYMENT_NAMES } from "./names";

/** The Payment Element. Card and account numbers leave this frame only to the local Stripe. */
function drawPayment({ context, setup, key, changed }: ViewParts): ElementView {
  let { page } = setup;
  const country = setup.defaults.address?.country ?? initialCountry(page.session);
  const draw = () =>
    orderMethods(page.payment_method_types, setup.options.paymentMethodOrder)
      .map((type) =>
        createPaymentPanel(context, type, null, country, {
          names: PAYMENT_NAMES,
          billingIsElsewhere: setup.billingIsElsewhere,
        }),
      )
      .filter((panel) => panel !== null);
  let panels = draw();
  const pick = (options: Record<string, unknown>) => {
    const layout = readLayout(options.layout, panels.length);
    const next = createMethodPicker(panels, layout, context.t, changed);
    return { picker: next, layout };
  };
  let { picker, layout } = pick(setup.options);
  const root = h("div", {}, picker.root);
  if (!layout.collapsed) picker.choose(panels[0] ?? null);

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
      panels = draw();
      ({ picker, layout } = pick(setup.options));
      root.replaceChildren(picker.root);
      picker.choose(panels[0] ?? null);
    },
    show: (next) => {
      page = next;
    },
    update: (options) => {
      const chosen = picker.chosen();
      setup.options = options;
      ({ picker, layout } = pick(options));
      root.replaceChildren(picker.root);
      picker.choose(chosen);
    },
    collapse: () => picker.choose(null),
    confirm: async (input) => {
      const panel = picker.chosen();
      if (!panel) return { ok: false, error: { type: "invalid_request_error" } };
      const api = createPageApi(key, page.session.client_secret ?? "");
      return api.confirm(paymentInput(input, panel, page));
    },
  };
}

/** Adds what the panel holds; what it does not ask comes from the session's billing or shipping address. */
function paymentInput(input: ConfirmInput, panel: PaymentPanel, page: PageData): ConfirmInput {
  const { name, address, ...data } = panel.read();
  const shipping = page.session.collected_information?.shipping_details ?? page.shipping;
  const billing = input.billing ?? page.billing ?? null;
  return {
    ...input,
    payment_method_data: {
      ...data,
      billing_details: {
        name: name ?? billing?.name ?? shipping?.name ?? undefined,
        email: input.email,
        address: billing?.address ?? address ?? undefined,
      },
    },
  };
}

runElement(drawPayment);
