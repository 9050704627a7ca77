import { h } from "../browser/dom";
import type { BillingAsked } from "../browser/element-messages";
import type { AddressInput } from "../browser/page-api";
import type { AddressFields } from "./address-fields";
import { createBillingBlock } from "./billing-block";
import { type CardFields, createCardFields } from "./card-fields";
import type { FieldContext } from "./context";
import { createField, type Field, fieldGroup, row } from "./field";
import { EMBEDDED_NAMES, type FieldName, type PaymentFieldNames } from "./field-names";
import { formatWhileTyping } from "./formatted-input";
import { checkIban, compactIban, formatIban } from "./iban";
import { otherFields } from "./other-panels";

export interface PaymentPanel {
  type: string;
  root: HTMLElement;
  card: CardFields | null;
  iban: Field | null;
  name: Field | null;
  /** Payment errors appear at this field. */
  main: Field | null;
  validate(): HTMLElement | null;
  isComplete(): boolean;
  isEmpty(): boolean;
  read(): PanelValue;
}

export interface PanelValue {
  data: { type: string } & Record<string, unknown>;
  /** `payment_method_options` of the call, such as BLIK's code. */
  options?: Record<string, object> | undefined;
  /** Null when the panel does not ask for a name. */
  name: string | null;
  email: string | null;
  address: Partial<AddressInput> | null;
}

interface PanelOptions {
  /** The merchant's name, for the mandate of a direct debit. */
  merchant: string;
  /** Of cards; other methods ask for a billing address only when it is complete. */
  billing: BillingAsked;
  shipping: AddressFields | null;
  country: string;
  names?: PaymentFieldNames;
  /** What the shopper agrees to: one payment, later ones too, or nothing. */
  mandate?: "once" | "later" | null;
  cardTerms?: boolean | undefined;
  /** Whether to ask for the e-mail address, which direct debits need. */
  asksEmail?: boolean;
  defaults?: {
    name?: string | undefined;
    email?: string | undefined;
    address?: Partial<Record<keyof AddressInput, string | null | undefined>> | undefined;
  };
}

export function createPaymentPanel(
  context: FieldContext,
  type: string,
  options: PanelOptions,
): PaymentPanel | null {
  const { names = EMBEDDED_NAMES, shipping, country, defaults } = options;
  const asks = type === "card" || options.billing === "all" ? options.billing : "nothing";
  const billing = createBillingBlock(context, { asks, shipping, country, names });
  if (defaults?.address) billing.fill(defaults.address);
  switch (type) {
    case "card":
      return cardPanel(context, billing, names, options);
    case "sepa_debit":
      return sepaPanel(context, billing, names, options);
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
        read: () => ({ data: { type }, name: null, email: null, address: billing.address() }),
      };
    default:
      return otherPanel(context, type, billing, names, options);
  }
}

function otherPanel(
  context: FieldContext,
  type: string,
  billing: Billing,
  names: PaymentFieldNames,
  { merchant, asksEmail, defaults }: PanelOptions,
): PaymentPanel | null {
  const other = otherFields(context, type, merchant);
  if (!other) return null;
  const name = other.asksName ? nameField(context, names.billingName, "address.name", null, "name") : null;
  if (name && defaults?.name) name.field.control.value = defaults.name;
  const email =
    asksEmail && other.asksName
      ? createField({
          ...names.billingEmail,
          label: context.t("contact.email"),
          type: "email",
          autocomplete: "email",
          check: context.checks.email,
        })
      : null;
  if (email && defaults?.email) email.control.value = defaults.email;
  const fields = [...other.fields, ...(name ? [name.field] : []), ...(email ? [email] : [])];
  const emailGroup = email && fieldGroup(null, [row(email)]);
  return {
    type,
    root: h("div", { class: "stack" }, name?.group, emailGroup, other.root, billing.root),
    card: null,
    iban: null,
    name: name?.field ?? null,
    main: fields[0] ?? null,
    validate: () => firstOf(...fields.map(invalid), billing.validate()),
    isComplete: () => fields.every((field) => field.isGood()) && billing.isComplete(),
    isEmpty: () => fields.length > 0 && fields.every((field) => field.value() === ""),
    read: () => ({
      data: other.data(),
      options: other.options(),
      name: name?.field.value() ?? null,
      email: email?.value() ?? null,
      address: billing.address(),
    }),
  };
}

type Billing = ReturnType<typeof createBillingBlock>;

function cardPanel(
  context: FieldContext,
  billing: Billing,
  names: PaymentFieldNames,
  { defaults, merchant, cardTerms }: PanelOptions,
): PaymentPanel {
  const card = createCardFields(context, names);
  const name = names.asksCardholder
    ? nameField(context, names.billingName, "card.name", "card.nameHint", "cc-name")
    : null;
  if (name && defaults?.name) name.field.control.value = defaults.name;
  return {
    type: "card",
    root: h(
      "div",
      { class: "stack" },
      card.root,
      name?.group,
      billing.root,
      cardTerms && h("p", { class: "note" }, context.t("card.terms", { merchant })),
    ),
    card,
    iban: null,
    name: name?.field ?? null,
    main: card.number,
    validate: () => firstOf(card.validate(), name && invalid(name.field), billing.validate()),
    isComplete: () => card.isComplete() && (name?.field.isGood() ?? true) && billing.isComplete(),
    isEmpty: card.isEmpty,
    read: () => ({
      data: { type: "card", card: card.read() },
      name: name?.field.value() ?? null,
      email: null,
      address: billing.address(),
    }),
  };
}

function sepaPanel(
  context: FieldContext,
  billing: Billing,
  names: PaymentFieldNames,
  { merchant, asksEmail, mandate = "once", defaults }: PanelOptions,
): PaymentPanel {
  const { t, checks } = context;
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
  if (defaults?.name) name.field.control.value = defaults.name;
  const email = asksEmail
    ? createField({
        ...names.billingEmail,
        label: t("contact.email"),
        type: "email",
        autocomplete: "email",
        placeholder: "you@example.com",
        check: checks.email,
      })
    : null;
  if (email && defaults?.email) email.control.value = defaults.email;
  const fields = [iban, name.field, ...(email ? [email] : [])];
  return {
    type: "sepa_debit",
    root: h(
      "div",
      { class: "stack" },
      fieldGroup(null, [row(iban)]),
      name.group,
      email && fieldGroup(null, [row(email)]),
      billing.root,
      mandate &&
        h("p", { class: "note" }, t(mandate === "once" ? "sepa.mandate" : "sepa.mandateLater", { merchant })),
    ),
    card: null,
    iban,
    name: name.field,
    main: iban,
    validate: () => firstOf(...fields.map(invalid), billing.validate()),
    isComplete: () => fields.every((field) => field.isGood()) && billing.isComplete(),
    isEmpty: () => iban.value() === "" && name.field.value() === "",
    read: () => ({
      data: { type: "sepa_debit", sepa_debit: { iban: compactIban(iban.value()) } },
      name: name.field.value(),
      email: email?.value() ?? null,
      address: billing.address(),
    }),
  };
}

function nameField(
  { t, checks }: FieldContext,
  called: FieldName,
  label: "address.name" | "card.name" | "sepa.name",
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
