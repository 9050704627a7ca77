import type Stripe from "stripe";
import { h } from "../../browser/dom";
import { formatAmount } from "../../facts/money";
import type { PageContext, Section } from "../../forms/context";
import type { TextKey } from "../../texts/en";

type Session = Stripe.Checkout.Session;

interface ShippingOptionsSection extends Section {
  /** Keeps the focus on the chosen option. */
  show(session: Session): void;
  onChoose(listener: (rate: string) => void): void;
}

type Keys = { one: TextKey; range: TextKey };
/** Longer units are not modelled. */
const ESTIMATES: Record<string, Keys | undefined> = {
  business_day: { one: "shipping.day", range: "shipping.days" },
  day: { one: "shipping.dayCalendar", range: "shipping.daysCalendar" },
  hour: { one: "shipping.hour", range: "shipping.hours" },
};

export function createShippingOptions({ t, locale }: PageContext): ShippingOptionsSection {
  const list = h("div", { class: "options" });
  const errors = h("div", { class: "errors" });
  const root = h(
    "section",
    { class: "section" },
    h("h2", { class: "section-title", id: "shipping-method-title" }, t("shipping.method")),
    h("div", { role: "radiogroup", "aria-labelledby": "shipping-method-title" }, list),
    errors,
  );
  let chosen: string | null = null;
  let listener: (rate: string) => void = () => {};

  const option = (
    session: Session,
    { shipping_amount, shipping_rate }: Stripe.Checkout.Session.ShippingOption,
  ) => {
    const rate = typeof shipping_rate === "string" ? null : shipping_rate;
    const id = typeof shipping_rate === "string" ? shipping_rate : shipping_rate.id;
    const input = h("input", { type: "radio", name: "shippingRate", value: id, id: `shipping-${id}` });
    input.checked = id === chosen;
    input.addEventListener("change", () => {
      chosen = id;
      errors.replaceChildren();
      listener(id);
    });
    const price =
      shipping_amount === 0
        ? t("summary.free")
        : formatAmount(shipping_amount, session.currency ?? "eur", locale);
    return h(
      "label",
      { class: "option", for: `shipping-${id}` },
      input,
      h(
        "span",
        { class: "option-text" },
        h("span", { class: "option-name" }, rate?.display_name ?? id),
        rate ? estimate(rate) : null,
      ),
      h("span", { class: "option-price" }, price),
    );
  };

  const estimate = (rate: Stripe.ShippingRate): HTMLElement | null => {
    const { minimum, maximum } = rate.delivery_estimate ?? {};
    if (!maximum) return null;
    const keys = ESTIMATES[maximum.unit];
    if (!keys) return null;
    const values = { min: String(minimum?.value ?? ""), max: String(maximum.value) };
    const single = !minimum || minimum.value === maximum.value;
    return h("span", { class: "option-note" }, t(single ? keys.one : keys.range, values));
  };

  return {
    root,
    onChoose: (given) => {
      listener = given;
    },
    show: (session) => {
      const focused = list.contains(document.activeElement);
      const rate = session.shipping_cost?.shipping_rate;
      chosen = (typeof rate === "string" ? rate : rate?.id) ?? chosen;
      list.replaceChildren(...session.shipping_options.map((item) => option(session, item)));
      root.hidden = session.shipping_options.length === 0;
      const checked = list.querySelector<HTMLInputElement>("input:checked");
      if (focused) checked?.focus();
    },
    validate: () => {
      const radios = [...list.querySelectorAll<HTMLInputElement>("input")];
      if (radios.length === 0 || radios.some((radio) => radio.checked)) return null;
      errors.replaceChildren(h("p", { class: "field-error", role: "alert" }, t("error.shipping_option")));
      return radios[0] ?? null;
    },
  };
}
