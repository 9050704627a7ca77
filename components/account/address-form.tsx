"use client";
import { useActionState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { type AddressState, saveAddressForm } from "@/lib/customers/actions";
import { ADDRESS_FIELDS, type AddressField } from "@/lib/customers/address-input";
import type { AccountTexts } from "@/lib/customers/texts";
import { localPath } from "@/lib/i18n-path";
import { Labelled, problemProps } from "./labelled";

export type AddressTexts = Pick<
  AccountTexts["addresses"],
  "fields" | "problems" | "check" | "full" | "save" | "cancel"
>;

type Props = {
  locale: Locale;
  /** Null for a new one. */
  id: string | null;
  values: Record<string, string>;
  countries: { code: string; name: string }[];
  texts: AddressTexts;
};

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

const REQUIRED = new Set<AddressField>(["name", "line1", "postalCode", "city", "country"]);

/** Adds or changes an address. Without JavaScript it is a plain form with the same answers. */
export function AddressForm({ locale, id, values, countries, texts }: Props) {
  const [state, save, saving] = useActionState<AddressState, FormData>(saveAddressForm, {
    problems: {},
    values,
  });
  const wrong = Object.keys(state.problems).length > 0;
  const shown = state.values;
  return (
    <form action={save} className="mt-8 grid max-w-xl gap-5 sm:grid-cols-2">
      <input type="hidden" name="locale" value={locale} />
      {id && <input type="hidden" name="id" value={id} />}
      {(wrong || state.full) && (
        <Notice tone="bad" role="alert" className="sm:col-span-2">
          <FreshText>{state.full ? texts.full : texts.check}</FreshText>
        </Notice>
      )}
      {ADDRESS_FIELDS.map((field) => {
        const code = state.problems[field];
        const problem = code && texts.problems[code];
        const common = {
          id: field,
          name: field,
          autoComplete: AUTOCOMPLETE[field],
          required: REQUIRED.has(field),
          ...problemProps(field, problem),
        };
        const half = field === "postalCode" || field === "city";
        return (
          <Labelled
            key={field}
            id={field}
            label={texts.fields[field]}
            problem={problem}
            className={half ? "" : "sm:col-span-2"}
          >
            {field === "country" ? (
              <Select {...common} key={shown.country} defaultValue={shown.country}>
                {countries.map((country) => (
                  <option key={country.code} value={country.code}>
                    {country.name}
                  </option>
                ))}
              </Select>
            ) : (
              <Input
                {...common}
                type={field === "phone" ? "tel" : "text"}
                defaultValue={shown[field] ?? ""}
              />
            )}
          </Labelled>
        );
      })}
      <label className="flex items-center gap-3 sm:col-span-2">
        <input
          type="checkbox"
          name="isDefault"
          defaultChecked={shown.isDefault === "on"}
          className="size-5 accent-action"
        />
        <span>{texts.fields.isDefault}</span>
      </label>
      <div className="flex flex-wrap gap-3 sm:col-span-2">
        <Button type="submit" disabled={saving}>
          {texts.save}
        </Button>
        <a href={localPath(locale, "/account/addresses")} className={buttonClass("secondary")}>
          {texts.cancel}
        </a>
      </div>
    </form>
  );
}
