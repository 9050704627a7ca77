import { h } from "../browser/dom";
import type { AddressInput } from "../browser/page-api";
import { addressShape, countryChoices } from "../facts/countries";
import type { TextKey } from "../texts/en";
import type { FieldContext } from "./context";
import { createField, type Field, row } from "./field";
import type { AddressPart, FieldName } from "./field-names";

interface AddressOptions {
  names: (part: AddressPart) => FieldName;
  /** Labels other than the embedded page's; `zip` is the postal code in the United States. */
  labels?: { country?: TextKey; zip?: TextKey };
  /** The section for the browser's autofill. */
  autocomplete: "shipping" | "billing";
  allowedCountries: readonly string[] | null;
  initialCountry: string;
  withName: boolean;
  /** False: only the country and, where cards are checked by it, the postal code. */
  full: boolean;
}

export interface AddressFields {
  rows: HTMLElement;
  name(): string;
  read(): AddressInput;
  fill(name: string, address: Partial<Record<keyof AddressInput, string | null | undefined>>): void;
  validate(): HTMLElement | null;
  isComplete(): boolean;
  isEmpty(): boolean;
  /** `countryChanged` is true when the country is another one. */
  onChange(listener: (countryChanged: boolean) => void): void;
}

const POSTAL_CHECKED_BY_CARDS = new Set(["US", "GB", "CA"]);

/** The fields and their order follow the country. */
export function createAddressFields(context: FieldContext, options: AddressOptions): AddressFields {
  const { t, checks, locale } = context;
  const field = (
    part: AddressPart,
    label: string,
    autocomplete: string,
    check?: (value: string) => string | null,
  ) =>
    createField({
      ...options.names(part),
      label,
      autocomplete: `${options.autocomplete} ${autocomplete}`,
      check,
    });

  const name = field("Name", t("address.name"), "name", checks.name);
  const country = createField({
    ...options.names("Country"),
    label: t(options.labels?.country ?? "address.country"),
    autocomplete: `${options.autocomplete} country`,
    choices: countryChoices(options.allowedCountries, locale),
  });
  country.control.value = options.initialCountry;
  if (country.control.value === "" && country.control instanceof HTMLSelectElement)
    country.control.selectedIndex = 0;
  const line1 = field("AddressLine1", t("address.line1"), "address-line1", checks.required);
  const line2 = field("AddressLine2", t("address.line2"), "address-line2");
  const mayLack = (part: "city" | "postalCode", value: string) =>
    value === "" && addressShape(country.value())[part] === "optional";
  const city = field("Locality", t("address.city"), "address-level2", (value) =>
    mayLack("city", value) ? null : checks.required(value),
  );
  const postal = field("PostalCode", t("address.postal"), "postal-code", (value) =>
    mayLack("postalCode", value) ? null : checks.postalCode(value, country.value()),
  );
  const state = createField({
    ...options.names("AdministrativeArea"),
    label: t("address.state"),
    autocomplete: `${options.autocomplete} address-level1`,
    choices: [],
    check: checks.required,
  });

  const rows = h("div", { class: "rows" });
  const tail = h("div", { class: "rows" });
  rows.append(...(options.withName ? [row(name)] : []), row(country));
  if (options.full) rows.append(row(line1), row(line2));
  rows.append(tail);
  let visible: Field[] = [];

  const arrange = () => {
    const shape = addressShape(country.value());
    const hasStates = options.full && shape.states.length > 0;
    const hasCity = options.full && shape.city !== "absent";
    const hasPostal =
      shape.postalCode !== "absent" && (options.full || POSTAL_CHECKED_BY_CARDS.has(country.value()));
    const { postalCode } = shape.labels;
    postal.label.textContent = t(
      postalCode === "address.zip" ? (options.labels?.zip ?? postalCode) : postalCode,
    );
    city.label.textContent = t(shape.labels.city);
    state.label.textContent = t(shape.labels.state);
    if (hasStates) {
      const choices = [{ value: "", label: t("address.choose") }, ...shape.states];
      state.control.replaceChildren(...choices.map(({ value, label }) => h("option", { value }, label)));
    }
    const lastRow = hasStates
      ? [row(city), hasPostal ? row(state, postal) : row(state)]
      : [row(...[hasPostal && postal, hasCity && city].filter((item) => item !== false))];
    tail.replaceChildren(...lastRow.filter((item) => item.childElementCount > 0));
    visible = [
      ...(options.withName ? [name] : []),
      ...(options.full ? [line1] : []),
      ...(hasStates ? [city, state] : []),
      ...(hasPostal ? [postal] : []),
      ...(hasCity && !hasStates ? [city] : []),
    ];
    for (const hidden of [postal, state, city]) if (!visible.includes(hidden)) hidden.fail(null);
  };
  country.control.addEventListener("change", arrange);
  arrange();

  const shown = (item: Field) => (visible.includes(item) ? item.value() : "");
  return {
    rows,
    name: () => name.value(),
    read: () => ({
      line1: shown(line1),
      line2: options.full ? line2.value() : "",
      city: shown(city),
      state: shown(state),
      postal_code: shown(postal),
      country: country.value(),
    }),
    fill: (fullName, address) => {
      name.control.value = fullName;
      const before = country.control.value;
      if (address.country) country.control.value = address.country;
      if (country.control.value === "") country.control.value = before;
      arrange();
      line1.control.value = address.line1 ?? "";
      line2.control.value = address.line2 ?? "";
      city.control.value = address.city ?? "";
      state.control.value = address.state ?? "";
      postal.control.value = address.postal_code ?? "";
    },
    validate: () => {
      const bad = visible.filter((item) => !item.validate());
      return bad[0]?.control ?? null;
    },
    isComplete: () => visible.every((item) => item.isGood()),
    isEmpty: () => [name, line1, line2, city, state, postal].every((item) => item.value() === ""),
    onChange: (listener) => {
      rows.addEventListener("change", (event) => listener(event.target === country.control));
    },
  };
}
