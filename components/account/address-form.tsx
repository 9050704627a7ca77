"use client";
import { useActionState, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { type AddressState, saveAddressForm } from "@/lib/account/actions";
import { isRuledPart } from "@/lib/addresses/types";
import { localPath } from "@/lib/base/i18n-path";
import { ADDRESS_FIELDS, type AddressField } from "@/lib/customers/address-input";
import { AddressFieldRow } from "./address-field";

export type AddressFormTexts = Pick<
  Texts<"account">["addresses"],
  "fields" | "problems" | "check" | "full" | "save" | "cancel"
> & {
  /** Names for the parts of an address in the chosen country. */
  parts: Pick<Texts<"addresses">, "names" | "optional" | "choose">;
};

type Props = {
  locale: Locale;
  /** Null for a new address. */
  id: string | null;
  values: Record<string, string>;
  countries: { code: string; name: string }[];
  texts: AddressFormTexts;
};

/** The fields follow the country. Works without JavaScript, so the server checks what is required. */
export function AddressForm({ locale, id, values, countries, texts }: Props) {
  const [state, save, saving] = useActionState<AddressState, FormData>(saveAddressForm, {
    problems: {},
    values,
  });
  const [country, setCountry] = useState(state.values.country ?? "");
  const wrong = Object.keys(state.problems).length > 0;
  const shown = state.values;
  // A problem with another country's parts does not concern this country.
  const isAnother = country !== shown.country;
  const problemShown = (field: AddressField) =>
    isAnother && (field === "country" || isRuledPart(field)) ? undefined : state.problems[field];
  return (
    <form action={save} noValidate className="mt-8 grid max-w-xl gap-5 sm:grid-cols-2">
      <input type="hidden" name="locale" value={locale} />
      {id && <input type="hidden" name="id" value={id} />}
      {(wrong || state.full) && (
        <Notice tone="bad" role="alert" className="sm:col-span-2">
          <FreshText>{state.full ? texts.full : texts.check}</FreshText>
        </Notice>
      )}
      {ADDRESS_FIELDS.map((field) => (
        <AddressFieldRow
          key={field}
          field={field}
          country={country}
          onCountry={setCountry}
          countries={countries}
          value={shown[field] ?? ""}
          problem={problemShown(field)}
          locale={locale}
          texts={texts}
        />
      ))}
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
