import { h } from "../shared/dom";
import type { AddressFields } from "./address-fields";
import type { AddressInput, ConfirmInput } from "./api";
import { createBillingBlock } from "./billing-block";
import { type CardFields, createCardFields } from "./card-fields";
import type { PageContext } from "./context";
import { createField, type Field, fieldGroup, row } from "./field";
import { EMBEDDED_NAMES, type FieldName, type PaymentFieldNames } from "./field-names";
import { formatWhileTyping } from "./formatted-input";
import { checkIban, compactIban, formatIban } from "./iban";

type MethodData = NonNullable<ConfirmInput["payment_method_data"]>;

/** What one way to pay asks for, and what it sends. */
export interface PaymentPanel {
  type: string;
  root: HTMLElement;
  card: CardFields | null;
  iban: Field | null;
  name: Field | null;
  /** The field that errors of the payment stand at, if it has one. */
  main: Field | null;
  validate(): HTMLElement | null;
  isComplete(): boolean;
  isEmpty(): boolean;
  read(): Pick<MethodData, "type" | "card" | "sepa_debit"> & {
    name: string | null;
    address: Partial<AddressInput> | null;
  };
}

/** The panel of a payment method type, or null for one that this page can't take. */
export function createPaymentPanel(
  context: PageContext,
  type: string,
  shipping: AddressFields | null,
  country: string,
  given: { names?: PaymentFieldNames; billingIsElsewhere?: boolean } = {},
): PaymentPanel | null {
  const names = given.names ?? EMBEDDED_NAMES;
  const required = context.page.session.billing_address_collection === "required";
  const asked = !given.billingIsElsewhere && (required || type === "card");
  const billing = createBillingBlock(context, { asked, shipping, country, names });
  switch (type) {
    case "card":
      return cardPanel(context, billing, names);
    case "sepa_debit":
      return sepaPanel(context, billing, names);
    case "ideal":
      return {
        type,
        root: h("div", { class: "stack" }, h("p", { class: "note" }, context.t("ideal.hint")), billing.root),
        card: null,
        iban: null,
        name: null,
        main: null,
        validate: billing.validate,
        isComplete: billing.isComplete,
        isEmpty: () => false,
        read: () => ({ type, name: null, address: billing.address() }),
      };
    default:
      return null;
  }
}

type Billing = ReturnType<typeof createBillingBlock>;

function cardPanel(context: PageContext, billing: Billing, names: PaymentFieldNames): PaymentPanel {
  const card = createCardFields(context, names);
  const name = names.asksCardholder
    ? nameField(context, names.billingName, "card.name", "card.nameHint", "cc-name")
    : null;
  return {
    type: "card",
    root: h("div", { class: "stack" }, card.root, name?.group, billing.root),
    card,
    iban: null,
    name: name?.field ?? null,
    main: card.number,
    validate: () => firstOf(card.validate(), name && invalid(name.field), billing.validate()),
    isComplete: () => card.isComplete() && (name?.field.isGood() ?? true) && billing.isComplete(),
    isEmpty: card.isEmpty,
    read: () => ({
      type: "card",
      card: card.read(),
      name: name?.field.value() ?? null,
      address: billing.address(),
    }),
  };
}

function sepaPanel(context: PageContext, billing: Billing, names: PaymentFieldNames): PaymentPanel {
  const { t, page } = context;
  const iban = createField({
    ...names.iban,
    label: t("sepa.iban"),
    autocomplete: "off",
    placeholder: "DE00 0000 0000 0000 0000 00",
    check: (value) => {
      const problem = checkIban(value);
      return problem && t(`error.${problem}`);
    },
  });
  formatWhileTyping(iban, formatIban);
  const name = nameField(context, names.billingName, "sepa.name", null, "name");
  const mandate = h("p", { class: "note" }, t("sepa.mandate", { merchant: page.merchant.display_name }));
  return {
    type: "sepa_debit",
    root: h("div", { class: "stack" }, fieldGroup(null, [row(iban)]), name.group, billing.root, mandate),
    card: null,
    iban,
    name: name.field,
    main: iban,
    validate: () => firstOf(invalid(iban), invalid(name.field), billing.validate()),
    isComplete: () => iban.isGood() && name.field.isGood() && billing.isComplete(),
    isEmpty: () => iban.value() === "" && name.field.value() === "",
    read: () => ({
      type: "sepa_debit",
      sepa_debit: { iban: compactIban(iban.value()) },
      name: name.field.value(),
      address: billing.address(),
    }),
  };
}

function nameField(
  { t, checks }: PageContext,
  called: FieldName,
  label: "card.name" | "sepa.name",
  hint: "card.nameHint" | null,
  autocomplete: string,
) {
  const field = createField({
    ...called,
    label: t(label),
    autocomplete,
    placeholder: hint ? t(hint) : undefined,
    check: checks.required,
  });
  return { field, group: fieldGroup(null, [row(field)]) };
}

function invalid(field: Field): HTMLElement | null {
  return field.validate() ? null : field.control;
}

function firstOf(...controls: (HTMLElement | null)[]): HTMLElement | null {
  return controls.find((control) => control !== null) ?? null;
}
