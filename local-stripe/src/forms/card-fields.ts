import { h } from "../browser/dom";
import { createBrandMark } from "./brand-mark";
import { checkExpiry, formatExpiry, parseExpiry } from "./card-expiry";
import {
  brandOf,
  checkCardNumber,
  cvcLength,
  digitsOf,
  formatCardNumber,
  isCardNumberFull,
} from "./card-number";
import type { FieldContext } from "./context";
import { createField, type Field, fieldGroup, row } from "./field";
import type { PaymentFieldNames } from "./field-names";
import { formatWhileTyping } from "./formatted-input";

export interface CardFields {
  root: HTMLElement;
  number: Field;
  expiry: Field;
  cvc: Field;
  validate(): HTMLElement | null;
  isComplete(): boolean;
  isEmpty(): boolean;
  read(): { number: string; exp_month: number; exp_year: number; cvc: string };
}

/** The fields of a card, whose values leave this frame only to the local Stripe. */
export function createCardFields(
  { t }: FieldContext,
  { card: names, cardTitle }: Pick<PaymentFieldNames, "card" | "cardTitle">,
): CardFields {
  const mark = createBrandMark();
  const number = createField({
    ...names.number,
    label: t(names.number.label),
    autocomplete: "cc-number",
    inputMode: "numeric",
    placeholder: "1234 1234 1234 1234",
    mark: mark.root,
    check: (value) => {
      const problem = checkCardNumber(value);
      return problem && t(`error.${problem}`);
    },
  });
  const expiry = createField({
    ...names.expiry,
    label: t(names.expiry.label),
    autocomplete: "cc-exp",
    inputMode: "numeric",
    placeholder: "MM / YY",
    check: (value) => {
      const problem = checkExpiry(value, new Date());
      return problem && t(`error.${problem}`);
    },
  });
  const wantedCvc = () => cvcLength(brandOf(number.value()));
  const cvc = createField({
    ...names.cvc,
    label: t(names.cvc.label),
    autocomplete: "cc-csc",
    inputMode: "numeric",
    placeholder: "CVC",
    check: (value) => (digitsOf(value).length < wantedCvc() ? t("error.cvc_incomplete") : null),
  });

  formatWhileTyping(number, formatCardNumber, (text) => {
    mark.show(brandOf(text));
    if (isCardNumberFull(text) && document.activeElement === number.control) expiry.control.focus();
  });
  formatWhileTyping(expiry, formatExpiry, (text) => {
    if (
      text.length === 7 &&
      checkExpiry(text, new Date()) === null &&
      document.activeElement === expiry.control
    ) {
      cvc.control.focus();
    }
  });
  formatWhileTyping(cvc, (text) => digitsOf(text).slice(0, wantedCvc()));

  const fields = [number, expiry, cvc];
  return {
    root: fieldGroup(cardTitle && t(cardTitle), [row(number), h("div", { class: "rows" }, row(expiry, cvc))]),
    number,
    expiry,
    cvc,
    validate: () => fields.filter((field) => !field.validate())[0]?.control ?? null,
    isComplete: () => fields.every((field) => field.isGood()),
    isEmpty: () => fields.every((field) => field.value() === ""),
    read: () => {
      const parsed = parseExpiry(expiry.value());
      return {
        number: digitsOf(number.value()),
        exp_month: parsed?.month ?? 0,
        exp_year: parsed?.year ?? 0,
        cvc: digitsOf(cvc.value()),
      };
    },
  };
}
