import { h } from "../browser/dom";
import type { Translate } from "../texts/translate";

const SAVABLE = new Set(["card", "sepa_debit"]);

interface Consent {
  root: HTMLElement;
  /** Whether the shopper agrees to keep what is paid with. */
  isGiven(): boolean;
  /** Shows the box only for what can be kept. */
  show(canSave: boolean, type: string | null): void;
}

/** The box by which a shopper agrees that a new method is saved; nothing where saving is not on offer. */
export function createConsent(t: Translate, id: string): Consent {
  const box = h("input", { type: "checkbox", id, name: "savePaymentMethod" });
  const root = h(
    "label",
    { class: "check saved-consent", hidden: true },
    box,
    h("span", {}, t("saved.consent")),
  );
  return {
    root,
    isGiven: () => !root.hidden && box.checked,
    show: (canSave, type) => {
      root.hidden = !canSave || type === null || !SAVABLE.has(type);
    },
  };
}
