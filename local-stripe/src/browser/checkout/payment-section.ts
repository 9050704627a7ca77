import { h } from "../shared/dom";
import type { TextKey } from "../texts/en";
import type { AddressFields } from "./address-fields";
import type { PageContext, Section } from "./context";
import { methodIcon } from "./method-icons";
import { createPaymentPanel, type PaymentPanel } from "./payment-panels";

export interface PaymentSection extends Section {
  chosen(): PaymentPanel | null;
  choose(type: string): void;
  has(type: string): boolean;
}

/** How the ways to pay are called. */
export const METHOD_TITLES: Record<string, TextKey> = {
  card: "payment.card",
  ideal: "payment.ideal",
  sepa_debit: "payment.sepa_debit",
};

/**
 * The ways to pay. One way stands open by itself; several are an accordion in which one is always open. The fields of
 * a closed one are not in the page, so ids stay unique.
 */
export function createPaymentSection(
  context: PageContext,
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
      }),
    )
    .filter((panel) => panel !== null);
  let chosen: PaymentPanel | null = panels[0] ?? null;
  const heading = h("h2", { class: "section-title" }, t("payment.title"));
  const validate = () => chosen?.validate() ?? null;
  const has = (type: string) => panels.some((panel) => panel.type === type);

  if (panels.length < 2) {
    const items = panels.map((panel) =>
      h("div", { "data-testid": `${panel.type}-accordion-item` }, panel.root),
    );
    const root = h("section", { class: "section" }, heading, ...items);
    return { root, chosen: () => chosen, choose: () => {}, has, validate };
  }

  const items = panels.map((panel) => {
    const body = h("div", { class: "method-body", id: `${panel.type}-panel` });
    const button = h(
      "button",
      { type: "button", class: "method-button", "data-testid": `${panel.type}-accordion-item-button` },
      h("span", { class: "dot", "aria-hidden": "true" }),
      methodIcon(panel.type),
      h(
        "span",
        { id: `payment-method-accordion-item-title-${panel.type}` },
        t(METHOD_TITLES[panel.type] ?? "payment.card"),
      ),
    );
    button.addEventListener("click", () => choose(panel.type));
    const item = h("div", { class: "method", "data-testid": `${panel.type}-accordion-item` }, button, body);
    return { panel, item, button, body };
  });

  function choose(type: string): void {
    for (const { panel, item, button, body } of items) {
      const open = panel.type === type;
      item.classList.toggle("is-open", open);
      button.setAttribute("aria-expanded", String(open));
      if (open) button.setAttribute("aria-controls", body.id);
      else button.removeAttribute("aria-controls");
      if (open && chosen === panel && body.childElementCount > 0) continue;
      body.replaceChildren(...(open ? [panel.root] : []));
      if (open) chosen = panel;
    }
  }
  choose(panels[0]?.type ?? "card");
  const list = h("div", { class: "methods" }, ...items.map(({ item }) => item));
  return {
    root: h("section", { class: "section" }, heading, list),
    chosen: () => chosen,
    choose,
    has,
    validate,
  };
}
