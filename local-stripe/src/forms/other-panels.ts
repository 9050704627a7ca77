import { h } from "../browser/dom";
import { ACCOUNT_FIELDS, kindOf, METHODS } from "../facts/payment-methods";
import type { TextKey } from "../texts/en";
import type { Translate } from "../texts/translate";
import type { FieldContext } from "./context";
import { createField, type Field, fieldGroup, row } from "./field";

const LABELS: Record<string, TextKey> = {
  account_number: "bank.account",
  institution_number: "bank.institution",
  routing_number: "bank.routing",
  sort_code: "bank.sortCode",
  transit_number: "bank.transit",
};

const NOTES: Record<string, TextKey> = {
  redirect: "other.redirect",
  delayed: "other.delayed",
  voucher: "other.voucher",
  code: "other.code",
  immediate: "other.immediate",
};

/** The name of a way to pay, which is the same in every language but for two. */
export function methodTitle(type: string, t: Translate): string {
  if (type === "card") return t("payment.card");
  if (type === "sepa_debit") return t("payment.sepa_debit");
  return METHODS[type]?.name ?? type;
}

/** The fields and the sentence of a way to pay that has no form of its own; null for types that are not modelled. */
export function otherFields({ t, checks }: FieldContext, type: string, merchant: string) {
  const kind = kindOf(type);
  if (!kind || kind === "card") return null;
  const digits = (id: string, key: TextKey): Field =>
    createField({
      id: `${type}-${id}`,
      name: id,
      label: t(key),
      autocomplete: "off",
      inputMode: "numeric",
      check: (value) => checks.required(value) ?? (/^[\d -]+$/.test(value) ? null : t("custom.digits")),
    });
  const account = (ACCOUNT_FIELDS[type] ?? []).map((id) => ({
    id,
    field: digits(id, LABELS[id] ?? "bank.account"),
  }));
  const code = kind === "code" ? digits("code", "other.codeField") : null;
  const taxId =
    type === "boleto"
      ? createField({
          id: "boleto-tax_id",
          name: "tax_id",
          label: t("other.taxId"),
          autocomplete: "off",
          check: checks.required,
        })
      : null;
  const fields = [...account.map(({ field }) => field), ...(code ? [code] : []), ...(taxId ? [taxId] : [])];
  return {
    fields,
    asksName: kind === "delayed" || kind === "voucher",
    root: h(
      "div",
      { class: "stack" },
      fields.length > 0
        ? fieldGroup(
            null,
            fields.map((field) => row(field)),
          )
        : null,
      h(
        "p",
        { class: "note" },
        t(NOTES[kind] ?? "other.redirect", { merchant, method: METHODS[type]?.name ?? type }),
      ),
    ),
    data: () => ({
      type,
      [type]: {
        ...Object.fromEntries(account.map(({ id, field }) => [id, field.value()])),
        ...(taxId && { tax_id: taxId.value() }),
      },
    }),
    options: () => (code ? { [type]: { code: code.value() } } : undefined),
  };
}
