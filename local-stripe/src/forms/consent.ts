import { h } from "../browser/dom";
import { METHODS } from "../facts/payment-methods";
import type { Translate } from "../texts/translate";

interface Consent {
  root: HTMLElement;
  /** Whether the shopper agrees to save the method. */
  isGiven(): boolean;
  /** Shows the box, which is only for methods that can be saved. */
  show(canSave: boolean, type: string | null): void;
}

/** The box to save a new method; empty where saving is not offered. */
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
      root.hidden = !canSave || type === null || !METHODS[type]?.reusable;
    },
  };
}
