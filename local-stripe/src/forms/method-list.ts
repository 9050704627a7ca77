import { h } from "../browser/dom";
import type { Translate } from "../texts/translate";
import { methodIcon } from "./method-icons";
import { methodTitle } from "./other-panels";
import type { PaymentPanel } from "./payment-panels";

interface MethodList {
  root: HTMLElement;
  chosen(): PaymentPanel | null;
  choose(type: string): void;
}

/** One method is open by itself; several are an accordion with one open. Closed fields are not in the page, so ids stay unique. */
export function createMethodList(
  panels: PaymentPanel[],
  t: Translate,
  onChoose: (panel: PaymentPanel) => void,
): MethodList {
  let chosen: PaymentPanel | null = panels[0] ?? null;
  if (panels.length < 2) {
    if (chosen) onChoose(chosen);
    const items = panels.map((panel) =>
      h("div", { "data-testid": `${panel.type}-accordion-item` }, panel.root),
    );
    return { root: h("div", {}, ...items), chosen: () => chosen, choose: () => {} };
  }

  const items = panels.map((panel) => {
    const body = h("div", { class: "method-body", id: `${panel.type}-panel` });
    const button = h(
      "button",
      { type: "button", class: "method-button", "data-testid": `${panel.type}-accordion-item-button` },
      h("span", { class: "dot", "aria-hidden": "true" }),
      methodIcon(panel.type),
      h("span", { id: `payment-method-accordion-item-title-${panel.type}` }, methodTitle(panel.type, t)),
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
      if (!open) continue;
      chosen = panel;
      onChoose(panel);
    }
  }
  choose(panels[0]?.type ?? "card");
  return {
    root: h("div", { class: "methods" }, ...items.map(({ item }) => item)),
    chosen: () => chosen,
    choose,
  };
}
