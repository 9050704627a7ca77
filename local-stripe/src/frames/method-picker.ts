import { h } from "../browser/dom";
import { methodIcon } from "../forms/method-icons";
import { methodTitle } from "../forms/other-panels";
import type { PaymentPanel } from "../forms/payment-panels";
import type { Translate } from "../texts/translate";
import type { PaymentLayout } from "./layout";

export interface MethodPicker {
  root: HTMLElement;
  chosen(): PaymentPanel | null;
  /** Chooses a panel; null closes all of an accordion. */
  choose(panel: PaymentPanel | null): void;
}

/** Closed fields are not in the page. A single method has neither tabs nor accordion. */
export function createMethodPicker(
  panels: PaymentPanel[],
  layout: PaymentLayout,
  t: Translate,
  onChoose: () => void,
): MethodPicker {
  let chosen: PaymentPanel | null = null;
  const [only] = panels;
  if (panels.length === 1 && only) {
    return { root: h("div", {}, only.root), chosen: () => only, choose: () => {} };
  }
  const title = (panel: PaymentPanel) => methodTitle(panel.type, t);
  const parts =
    layout.type === "tabs" ? tabs(panels, title, choose) : accordion(panels, title, layout, choose);

  function choose(panel: PaymentPanel | null): void {
    if (panel === chosen) return;
    chosen = panel;
    parts.show(panel);
    onChoose();
  }
  return { root: parts.root, chosen: () => chosen, choose };
}

type Title = (panel: PaymentPanel) => string;

function tabs(panels: PaymentPanel[], title: Title, choose: (panel: PaymentPanel) => void) {
  const body = h("div", { class: "tab-panel", role: "tabpanel", id: "payment-tabpanel" });
  const entries = panels.map((panel) => {
    const button = h(
      "button",
      { type: "button", role: "tab", class: "tab p-Tab", id: `${panel.type}-tab`, "data-testid": panel.type },
      methodIcon(panel.type),
      h("span", { class: "tab-label" }, title(panel)),
    );
    button.addEventListener("click", () => choose(panel));
    return { panel, button };
  });
  const list = h("div", { class: "tabs", role: "tablist" }, ...entries.map(({ button }) => button));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = entries.findIndex(({ button }) => button === document.activeElement);
    const next = step === undefined ? undefined : entries[(at + step + entries.length) % entries.length];
    if (!next) return;
    event.preventDefault();
    choose(next.panel);
    next.button.focus();
  });
  const show = (chosen: PaymentPanel | null) => {
    for (const { panel, button } of entries) {
      const selected = panel === chosen;
      button.setAttribute("aria-selected", String(selected));
      button.setAttribute("aria-controls", body.id);
      button.tabIndex = selected ? 0 : -1;
      if (selected) body.setAttribute("aria-labelledby", button.id);
    }
    body.replaceChildren(...(chosen ? [chosen.root] : []));
  };
  return { root: h("div", { class: "picker" }, list, body), show };
}

function accordion(
  panels: PaymentPanel[],
  title: Title,
  layout: PaymentLayout,
  choose: (panel: PaymentPanel) => void,
) {
  const entries = panels.map((panel) => {
    const body = h("div", { class: "method-body", id: panel.type });
    const button = h(
      "button",
      { type: "button", class: "method-button p-AccordionButton", "data-value": panel.type },
      layout.radios ? h("span", { class: "dot", "aria-hidden": "true" }) : null,
      methodIcon(panel.type),
      h("span", {}, title(panel)),
    );
    button.addEventListener("click", () => choose(panel));
    return { panel, body, button, item: h("div", { class: "method" }, button, body) };
  });
  const show = (chosen: PaymentPanel | null) => {
    for (const { panel, body, button, item } of entries) {
      const open = panel === chosen;
      item.classList.toggle("is-open", open);
      button.setAttribute("aria-expanded", String(open));
      button.setAttribute("aria-controls", body.id);
      body.replaceChildren(...(open ? [panel.root] : []));
    }
  };
  show(null);
  const items = entries.map(({ item }) => item);
  return { root: h("div", { class: layout.spaced ? "methods is-spaced" : "methods" }, ...items), show };
}
