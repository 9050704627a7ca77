"use client";
import { Input, Select } from "@/components/ui/field";
import { formatText } from "@/i18n/format-text";
import type { Locale } from "@/i18n/routing";
import { addressRule, storedState } from "@/lib/addresses/check";
import { partKey } from "@/lib/addresses/part-name";
import { isRuledPart, type RuledPart } from "@/lib/addresses/types";
import type { AddressField, AddressProblem } from "@/lib/customers/address-input";
import type { AddressFormTexts } from "./address-form";
import { Labelled, problemProps } from "./labelled";

const AUTOCOMPLETE: Record<AddressField, string> = {
  name: "name",
  line1: "address-line1",
  line2: "address-line2",
  postalCode: "postal-code",
  city: "address-level2",
  state: "address-level1",
  country: "country",
  phone: "tel",
};

const ALWAYS_NEEDED: readonly AddressField[] = ["name", "line1", "country"];

type Props = {
  field: AddressField;
  country: string;
  onCountry: (country: string) => void;
  countries: { code: string; name: string }[];
  value: string;
  problem: AddressProblem | undefined;
  locale: Locale;
  texts: AddressFormTexts;
};

export function AddressFieldRow(props: Props) {
  const { field, country, value, locale, texts } = props;
  const part = isRuledPart(field) ? field : undefined;
  const rule = part && addressRule(country)?.[part];
  if (part && !rule) return null;
  const required = rule ? rule.required : ALWAYS_NEEDED.includes(field);
  const problem = props.problem && texts.problems[props.problem];
  const common = {
    id: field,
    name: field,
    autoComplete: AUTOCOMPLETE[field],
    "aria-required": required || undefined,
    ...problemProps(field, problem),
  };
  const label = part ? labelOf(part, country, required, texts) : ownLabel(field, texts);
  const half = part === "postalCode" || part === "city";
  return (
    <Labelled id={field} label={label} problem={problem} className={half ? "" : "sm:col-span-2"}>
      {field === "country" ? (
        <Select
          {...common}
          key={value}
          defaultValue={value}
          onChange={(event) => props.onCountry(event.currentTarget.value)}
        >
          {props.countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      ) : part === "state" ? (
        <StateSelect
          {...common}
          country={country}
          value={value}
          locale={locale}
          choose={texts.parts.choose}
        />
      ) : (
        <Input {...common} type={field === "phone" ? "tel" : "text"} defaultValue={value} />
      )}
    </Labelled>
  );
}

type StateProps = {
  id: string;
  name: string;
  country: string;
  value: string;
  locale: Locale;
  choose: string;
};

function StateSelect({ country, value, locale, choose, ...common }: StateProps) {
  const choices = addressRule(country)?.state?.choices ?? [];
  const stored = storedState(country, value);
  const isChoice = choices.some((choice) => choice.value === stored);
  return (
    <Select {...common} key={`${country} ${stored}`} defaultValue={isChoice ? stored : ""}>
      <option value="">{choose}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.names?.[locale] ?? choice.name}
        </option>
      ))}
    </Select>
  );
}

function labelOf(part: RuledPart, country: string, required: boolean, { parts }: AddressFormTexts): string {
  const name = parts.names[partKey(part, addressRule(country))];
  return required ? name : formatText(parts.optional, { name });
}

function ownLabel(field: AddressField, texts: AddressFormTexts): string {
  const labels: Record<string, string> = texts.fields;
  return labels[field] ?? field;
}
