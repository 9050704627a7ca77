import type { AddressPart, FieldName, PaymentFieldNames } from "../forms/field-names";

const NAMES: Record<AddressPart, string> = {
  Name: "name",
  Country: "country",
  AddressLine1: "addressLine1",
  AddressLine2: "addressLine2",
  Locality: "locality",
  PostalCode: "postalCode",
  AdministrativeArea: "administrativeArea",
};

/** `billingAddress-nameInput`, name `name`: an Address Element's fields. */
export function addressNames(prefix: string): (part: AddressPart) => FieldName {
  return (part) => ({ id: `${prefix}-${NAMES[part]}Input`, name: NAMES[part], stable: NAMES[part] });
}

/** The Card Element's fields, under the names of its own page. */
const old = (name: string, stable: string): FieldName => ({ id: name, name, stable });

const named = (name: string, stable = name): FieldName => ({ id: `payment-${name}Input`, name, stable });

export const PAYMENT_NAMES: PaymentFieldNames = {
  card: {
    number: { ...named("number", "cardNumber"), label: "card.number" },
    expiry: { ...named("expiry", "cardExpiry"), label: "elements.expiry" },
    cvc: { ...named("cvc", "cardCvc"), label: "elements.cvc" },
  },
  cardTitle: null,
  asksCardholder: false,
  iban: named("iban"),
  billingName: named("name"),
  billingEmail: named("email"),
  billingTitle: null,
  billing: addressNames("payment"),
  billingLabels: { country: "elements.country", zip: "elements.zip" },
};

export const CARD_NAMES: Pick<PaymentFieldNames, "card" | "cardTitle"> = {
  card: {
    number: { ...old("cardnumber", "cardNumber"), label: "card.number" },
    expiry: { ...old("exp-date", "cardExpiry"), label: "elements.expiry" },
    cvc: { ...old("cvc", "cardCvc"), label: "elements.cvc" },
  },
  cardTitle: null,
};
