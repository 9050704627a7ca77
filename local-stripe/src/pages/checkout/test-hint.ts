import { h } from "../../browser/dom";
import { formatCardNumber } from "../../forms/card-number";
import { formatIban } from "../../forms/iban";
import type { TextKey } from "../../texts/en";
import type { Translate } from "../../texts/translate";
import type { PaymentSection } from "./payment-section";

const CARDS: [TextKey, string][] = [
  ["hint.ok", "4242424242424242"],
  ["hint.declined", "4000000000000002"],
  ["hint.funds", "4000000000009995"],
  ["hint.threeDs", "4000002760003184"],
];
const IBANS: [TextKey, string][] = [
  ["hint.iban", "AT611904300234573201"],
  ["hint.ibanFails", "AT861904300235473202"],
];

/** Test numbers; pressing one fills it in. */
export function createTestHint(t: Translate, payment: PaymentSection): HTMLElement {
  const fill = (type: "card" | "sepa_debit", number: string) => {
    const panel = payment.choose(type);
    panel?.iban?.set(number);
    panel?.card?.number.set(number);
    panel?.card?.expiry.set(`12 / ${String((new Date().getFullYear() + 4) % 100).padStart(2, "0")}`);
    panel?.card?.cvc.set("123");
    panel?.main?.control.focus();
  };
  const entry = (type: "card" | "sepa_debit", label: TextKey, number: string) => {
    const shown = type === "card" ? formatCardNumber(number) : formatIban(number);
    const button = h(
      "button",
      { type: "button", class: "hint-fill", "aria-label": `${t("hint.use")} ${shown} (${t(label)})` },
      t("hint.use"),
    );
    button.addEventListener("click", () => fill(type, number));
    return h("li", { class: "hint-row" }, h("span", {}, t(label), h("code", {}, shown)), button);
  };
  const withSepa = payment.has("sepa_debit");
  return h(
    "details",
    { class: "hint" },
    h("summary", {}, h("span", { class: "badge" }, t("badge")), h("span", {}, t("hint.title"))),
    h("p", {}, t("hint.intro")),
    h(
      "ul",
      {},
      ...(payment.has("card") ? CARDS.map(([label, number]) => entry("card", label, number)) : []),
      ...(withSepa ? IBANS.map(([label, number]) => entry("sepa_debit", label, number)) : []),
    ),
  );
}
