import type Stripe from "stripe";
import { h } from "../browser/dom";
import type { SavedMethods } from "../browser/element-messages";
import type { TextKey } from "../texts/en";
import { brandPlate } from "./brand-mark";
import type { FieldContext } from "./context";
import { describeMethod } from "./describe";
import type { FieldName } from "./field-names";
import { methodIcon } from "./method-icons";
import { createRemoveQuestion } from "./remove-question";
import { createSavedCvc, type SavedCvc } from "./saved-cvc";

interface SavedList {
  root: HTMLElement;
  chosen(): Stripe.PaymentMethod | null;
  /** The field of the security code; null when it is not asked for again. */
  cvc(): SavedCvc | null;
  /** Chooses a new method and moves to its fields. */
  chooseNew(): void;
  show(saved: SavedMethods): void;
}

interface SavedListOptions {
  cvcName: FieldName & { label: TextKey };
  onChoose: () => void;
  /** Removes a saved method. Returns the problem's text, or null. */
  remove: (method: Stripe.PaymentMethod) => Promise<string | null>;
}

/** The value for a shopper who is not known. */
export const NONE_SAVED: SavedMethods = {
  methods: [],
  preferred: null,
  canSave: false,
  asksCvc: false,
  removal: null,
};

/** Radio buttons; the last is for a new method, whose fields are in `fresh`. */
export function createSavedList(
  context: FieldContext,
  given: SavedMethods,
  fresh: HTMLElement,
  options: SavedListOptions,
): SavedList {
  const { t } = context;
  let saved = given;
  let chosen = saved.methods.find(({ id }) => id === saved.preferred) ?? null;
  let asked: string | null = null;
  let cvc: SavedCvc | null = null;
  const status = h("p", { class: "sr-only", role: "status" });
  const list = h("fieldset", { class: "saved" });
  const slot = h("div", { class: "saved-new" });
  const root = h("div", { class: "saved-root" }, list, slot, status);

  const choose = (method: Stripe.PaymentMethod | null) => {
    if (method === chosen) return;
    chosen = method;
    draw();
    focusOn(method);
    options.onChoose();
  };
  const focusOn = (method: Stripe.PaymentMethod | null) =>
    list.querySelector<HTMLElement>(`input[value="${method?.id ?? "new"}"]`)?.focus();

  const remove = async (method: Stripe.PaymentMethod) => {
    const failure = await options.remove(method);
    if (failure !== null) return failure;
    saved = { ...saved, methods: saved.methods.filter(({ id }) => id !== method.id) };
    asked = null;
    const wasChosen = chosen?.id === method.id;
    if (wasChosen) chosen = null;
    draw();
    status.textContent = t("saved.removed");
    focusOn(chosen);
    if (wasChosen) options.onChoose();
    return null;
  };

  function draw(): void {
    cvc = chosen?.card && saved.asksCvc ? createSavedCvc(context, options.cvcName, chosen.card.brand) : null;
    const rows = saved.methods.map(row);
    const hasAny = rows.length > 0;
    list.hidden = !hasAny;
    list.replaceChildren(h("legend", { class: "sr-only" }, t("saved.title")), ...rows, newRow());
    slot.replaceChildren(...(chosen === null ? [fresh] : []));
    slot.classList.toggle("is-under", hasAny);
  }

  function row(method: Stripe.PaymentMethod): HTMLElement {
    const { name, plate, last4, expires, isExpired } = describeMethod(method, t, new Date());
    const isChosen = chosen?.id === method.id;
    if (asked === method.id) {
      const question = createRemoveQuestion(
        t,
        { id: method.id, name, last4 },
        {
          remove: () => remove(method),
          close: () => {
            asked = null;
            draw();
            list.querySelector<HTMLElement>(`[data-remove="${method.id}"]`)?.focus();
          },
        },
      );
      queueMicrotask(question.focus);
      return h("div", { class: "saved-row is-asked" }, question.root);
    }
    const note = isExpired
      ? h("span", { class: "saved-badge" }, t("saved.expired"))
      : expires && h("span", { class: "saved-note" }, t("saved.expires", { date: expires }));
    return h(
      "div",
      { class: isChosen ? "saved-row is-chosen" : "saved-row", "data-testid": "saved-payment-method" },
      h(
        "div",
        { class: "saved-line" },
        h(
          "label",
          { class: "saved-choice" },
          radio(method, isChosen, isExpired),
          plate === null ? methodIcon(method.type) : brandPlate(plate),
          h(
            "span",
            { class: "saved-text" },
            h(
              "span",
              { class: "saved-name" },
              `${name} `,
              h("span", { class: "saved-number" }, h("span", { "aria-hidden": "true" }, "•••• "), last4),
            ),
            note,
          ),
        ),
        saved.removal && removeButton(method, name, last4),
      ),
      isChosen && cvc && h("div", { class: "saved-body" }, cvc.root),
    );
  }

  function newRow(): HTMLElement {
    return h(
      "div",
      { class: chosen === null ? "saved-row is-chosen" : "saved-row" },
      h(
        "label",
        { class: "saved-choice" },
        radio(null, chosen === null, false),
        h("span", { class: "saved-name" }, t("saved.new")),
      ),
    );
  }

  function radio(method: Stripe.PaymentMethod | null, checked: boolean, disabled: boolean): HTMLInputElement {
    const input = h("input", {
      type: "radio",
      name: "savedPaymentMethod",
      class: "saved-radio",
      value: method?.id ?? "new",
      disabled,
    });
    input.checked = checked;
    input.addEventListener("change", () => choose(method));
    return input;
  }

  function removeButton(method: Stripe.PaymentMethod, name: string, last4: string): HTMLElement {
    const button = h(
      "button",
      {
        type: "button",
        class: "saved-remove",
        "data-remove": method.id,
        "aria-label": t("saved.removeOne", { name, last4 }),
      },
      t("saved.remove"),
    );
    button.addEventListener("click", () => {
      asked = method.id;
      draw();
    });
    return button;
  }

  draw();
  return {
    root,
    chosen: () => chosen,
    cvc: () => cvc,
    chooseNew: () => choose(null),
    show: (next) => {
      const before = saved;
      saved = next;
      const stays = next.methods.find(({ id }) => id === chosen?.id) ?? null;
      const isSame = sameList(before, next) && stays?.id === chosen?.id;
      chosen = stays;
      if (!isSame) draw();
    },
  };
}

function sameList(left: SavedMethods, right: SavedMethods): boolean {
  const facts = ({ methods, asksCvc, removal }: SavedMethods) =>
    JSON.stringify([methods.map(({ id }) => id), asksCvc, removal !== null]);
  return facts(left) === facts(right);
}
