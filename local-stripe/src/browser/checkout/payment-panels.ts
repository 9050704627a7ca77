import { h } from "../shared/dom";
import type { AddressFields } from "./address-fields";
import type { AddressInput, ConfirmInput } from "./api";
import { createBillingBlock } from "./billing-block";
import { type CardFields, createCardFields } from "./card-fields";
import type { PageContext } from "./context";
import { createField, type Field, fieldGroup, row } from "./field";
import { formatWhileTyping } from "./formatted-input";
import { checkIban, compactIban, formatIban } from "./iban";

type MethodData = ConfirmInput["payment_method_data"];

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
): PaymentPanel | null {
  const required = context.page.session.billing_address_collection === "required";
  const billing = createBillingBlock(context, { asked: required || type === "card", shipping, country });
  switch (type) {
    case "card":
      return cardPanel(context, billing);
    case "sepa_debit":
      return sepaPanel(context, billing);
    case "ideal":
      return {
        type,
        root: h("div", { class: "stack" }, h("p", { class: "note" }, context.t("ideal.hint")), billing.root),
        card: null,
        iban: null,
        name: null,
        main: null,
        validate: billing.validate,
        read: () => ({ type, name: null, address: billing.address() }),
      };
    default:
      return null;
  }
}

type Billing = ReturnType<typeof createBillingBlock>;

function cardPanel(context: PageContext, billing: Billing): PaymentPanel {
  const card = createCardFields(context);
  const name = nameField(context, "card.name", "card.nameHint", "cc-name");
  return {
    type: "card",
    root: h("div", { class: "stack" }, card.root, name.group, billing.root),
    card,
    iban: null,
    name: name.field,
    main: card.number,
    validate: () => firstOf(card.validate(), invalid(name.field), billing.validate()),
    read: () => ({ type: "card", card: card.read(), name: name.field.value(), address: billing.address() }),
  };
}

function sepaPanel(context: PageContext, billing: Billing): PaymentPanel {
  const { t, page } = context;
  const iban = createField({
    id: "iban",
    label: t("sepa.iban"),
    autocomplete: "off",
    placeholder: "DE00 0000 0000 0000 0000 00",
    check: (value) => {
      const problem = checkIban(value);
      return problem && t(`error.${problem}`);
    },
  });
  formatWhileTyping(iban, formatIban);
  const name = nameField(context, "sepa.name", null, "name");
  const mandate = h("p", { class: "note" }, t("sepa.mandate", { merchant: page.merchant.display_name }));
  return {
    type: "sepa_debit",
    root: h("div", { class: "stack" }, fieldGroup(null, [row(iban)]), name.group, billing.root, mandate),
    card: null,
    iban,
    name: name.field,
    main: iban,
    validate: () => firstOf(invalid(iban), invalid(name.field), billing.validate()),
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
  label: "card.name" | "sepa.name",
  hint: "card.nameHint" | null,
  autocomplete: string,
) {
  const field = createField({
    id: "billingName",
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
