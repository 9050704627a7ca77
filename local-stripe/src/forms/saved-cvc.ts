import type { TextKey } from "../texts/en";
import { cvcLength, digitsOf } from "./card-number";
import type { FieldContext } from "./context";
import { createField, type Field, row } from "./field";
import type { FieldName } from "./field-names";
import { formatWhileTyping } from "./formatted-input";

export interface SavedCvc {
  root: HTMLElement;
  field: Field;
  value(): string;
}

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
