import { post } from "../browser/call";
import { h } from "../browser/dom";
import type { ElementChange, ElementKind, SendOrder } from "../browser/element-messages";
import { isRecord } from "../browser/is-record";
import { BANK_ELEMENTS, BANKS, type BankElement, isBankElement } from "../facts/banks";
import { checkExpiry } from "../forms/card-expiry";
import { type CardFields, createCardFields } from "../forms/card-fields";
import { brandOf, checkCardNumber } from "../forms/card-number";
import { createField, type Field } from "../forms/field";
import { formatWhileTyping } from "../forms/formatted-input";
import { checkIban, compactIban, formatIban } from "../forms/iban";
import { sharePart, siblingPart } from "./card-parts";
import { type ElementView, runElement, type ViewParts } from "./element-page";
import { CARD_NAMES } from "./names";
import { orderBody } from "./order-body";

/** The Card Element, its three parts, the IBAN Element and those that ask for a bank: one line without labels, which the merchant's page draws around. */
function drawLine({ context, setup, key, changed }: ViewParts): ElementView {
  const { kind, options } = setup;
  const group = String(options.group ?? "");
  const card = createCardFields(context, CARD_NAMES);
  const other = otherField(context, kind);
  const asksPostal = kind === "card" && options.hidePostalCode !== true;
  const postal = asksPostal
    ? createField({
        id: "postal",
        label: context.t("elements.zip"),
        placeholder: context.t("address.zip"),
        autocomplete: "postal-code",
        check: (value) => (value === "" ? context.t("error.postal_incomplete") : null),
      })
    : null;
  const fields = shownFields(kind, card, other, postal);
  if (options.showIcon !== true && kind === "cardNumber") card.root.querySelector(".mark")?.remove();
  fields.forEach(({ control, label }) => {
    control.setAttribute("aria-label", label.textContent ?? "");
    control.toggleAttribute("disabled", options.disabled === true);
  });
  const root = h("div", { class: "line", "data-kind": kind }, ...fields.map(({ cell }) => cell));
  applyStyle(root, options.style);
  root.addEventListener("focusout", () => queueMicrotask(changed));
  if (kind === "cardExpiry") sharePart({ group, kind, read: () => card.expiry.value() });
  if (kind === "cardCvc") sharePart({ group, kind, read: () => card.cvc.value() });

  return {
    root,
    validate: () => fields.filter((field) => !field.validate())[0]?.control ?? null,
    change: () => ({
      ...state(fields),
      ...details(kind, card, other, postal),
      ...problemOf(card, kind === "iban" ? other : null, postal),
    }),
    clear: () => {
      for (const field of fields) field.set("");
    },
    update: (next) => {
      applyStyle(root, next.style);
      for (const { control } of fields) control.toggleAttribute("disabled", next.disabled === true);
    },
    send: (order) => {
      if (kind === "cardNumber") {
        card.expiry.control.value = siblingPart(group, "cardExpiry");
        card.cvc.control.value = siblingPart(group, "cardCvc");
      }
      return post(key, order.path, bodyOf(order, kind, { card, other, postal: postal?.value() || null }));
    },
  };
}

function shownFields(
  kind: ElementKind,
  card: CardFields,
  other: Field | null,
  postal: Field | null,
): Field[] {
  if (other) return [other];
  if (kind === "cardNumber") return [card.number];
  if (kind === "cardExpiry") return [card.expiry];
  if (kind === "cardCvc") return [card.cvc];
  return [card.number, card.expiry, card.cvc, ...(postal ? [postal] : [])];
}

/** The field of an Element that is no card. */
function otherField(context: ViewParts["context"], kind: ElementKind): Field | null {
  if (kind === "iban") return ibanField(context);
  return isBankElement(kind) ? bankField(context, kind) : null;
}

function bankField({ t }: ViewParts["context"], kind: BankElement): Field {
  const banks = Object.entries(BANKS[BANK_ELEMENTS[kind]]).map(([value, label]) => ({ value, label }));
  return createField({
    id: "bank",
    label: t("bank.choose"),
    autocomplete: "off",
    choices: [{ value: "", label: t("bank.choose") }, ...banks],
    check: (value) => (value === "" ? t("error.required") : null),
  });
}

function ibanField({ t }: ViewParts["context"]): Field {
  const field = createField({
    id: "iban",
    label: t("sepa.iban"),
    autocomplete: "off",
    placeholder: "DE00 0000 0000 0000 0000 00",
    check: (value) => {
      const problem = checkIban(value);
      return problem && t(`error.${problem}`);
    },
  });
  formatWhileTyping(field, formatIban);
  return field;
}

function state(fields: Field[]): Pick<ElementChange, "complete" | "empty"> {
  return {
    complete: fields.every((field) => field.isGood()),
    empty: fields.every((field) => field.value() === ""),
  };
}

function details(kind: ElementKind, card: CardFields, other: Field | null, postal: Field | null) {
  if (other && isBankElement(kind)) return { value: {}, bank: other.value() };
  const brand = kind === "card" || kind === "cardNumber" ? { brand: brandOf(card.number.value()) } : {};
  return {
    ...brand,
    ...(other && { country: compactIban(other.value()).slice(0, 2) }),
    value: postal ? { postalCode: postal.value() } : {},
  };
}

/** What the fields show as wrong, with Stripe's code: `incomplete_number`. */
function problemOf(card: CardFields, iban: Field | null, postal: Field | null): Pick<ElementChange, "error"> {
  const codes: [Field | null, () => string | null][] = [
    [card.number, () => checkCardNumber(card.number.value())],
    [card.expiry, () => checkExpiry(card.expiry.value(), new Date())],
    [card.cvc, () => "cvc_incomplete"],
    [postal, () => "zip_incomplete"],
    [iban, () => (iban ? checkIban(iban.value()) : null)],
  ];
  for (const [field, read] of codes) {
    const message = field?.cell.querySelector(".field-error")?.textContent;
    if (!message) continue;
    const [part = "", ...problem] = (read() ?? "invalid_number").split("_");
    const what = problem.join("_");
    const code = what === "incomplete" || what === "invalid" ? `${what}_${part}` : `invalid_${part}_${what}`;
    return { error: { type: "validation_error", code, message } };
  }
  return {};
}

/** The bodies of old calls have the card at the top; the others are those of every Element. */
function bodyOf(
  order: SendOrder,
  kind: ElementKind,
  { card, other, postal }: { card: CardFields; other: Field | null; postal: string | null },
): object {
  const address = postal === null ? null : { postal_code: postal };
  if (other) {
    const data = isBankElement(kind)
      ? { type: BANK_ELEMENTS[kind], [BANK_ELEMENTS[kind]]: other.value() ? { bank: other.value() } : {} }
      : { type: "sepa_debit", sepa_debit: { iban: compactIban(other.value()) } };
    return orderBody(order, {
      kind: "new",
      value: { data, name: null, email: null, address: null },
      consents: false,
    });
  }
  if (order.path === "/v1/tokens" || order.path === "/v1/sources") {
    const given = isRecord(order.body.card) ? order.body.card : {};
    return { ...order.body, card: { ...card.read(), ...(postal && { address_zip: postal }), ...given } };
  }
  const data = { type: "card", card: card.read() };
  return orderBody(order, {
    kind: "new",
    value: { data, name: null, email: null, address },
    consents: false,
  });
}

const STYLES = ["color", "fontFamily", "fontSize", "fontWeight", "letterSpacing", "lineHeight"] as const;

/** `style.base` of the old Elements. */
function applyStyle(root: HTMLElement, style: unknown): void {
  const base = isRecord(style) && isRecord(style.base) ? style.base : {};
  for (const name of STYLES) {
    const value = base[name];
    root.style[name] = typeof value === "string" ? value : "";
  }
}

runElement(drawLine);
