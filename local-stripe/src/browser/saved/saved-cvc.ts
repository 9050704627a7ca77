import { cvcLength, digitsOf } from "../checkout/card-number";
import type { FieldContext } from "../checkout/context";
import { createField, type Field, row } from "../checkout/field";
import type { FieldName } from "../checkout/field-names";
import { formatWhileTyping } from "../checkout/formatted-input";
import type { TextKey } from "../texts/en";

export interface SavedCvc {
  root: HTMLElement;
  field: Field;
  value(): string;
}

/** The security code of a saved card, asked again. */
export function createSavedCvc(
  { t }: FieldContext,
  name: FieldName & { label: TextKey },
  brand: string,
): SavedCvc {
  const length = cvcLength(brand === "amex" ? "amex" : "unknown");
  const field = createField({
    ...name,
    label: t(name.label),
    autocomplete: "cc-csc",
    inputMode: "numeric",
    placeholder: "CVC",
    check: (value) => (digitsOf(value).length < length ? t("error.cvc_incomplete") : null),
  });
  formatWhileTyping(field, (text) => digitsOf(text).slice(0, length));
  return { root: row(field), field, value: () => digitsOf(field.value()) };
}
