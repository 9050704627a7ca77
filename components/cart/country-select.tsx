"use client";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { setCountryForm } from "@/lib/cart/form-actions";

type Props = {
  locale: Locale;
  country: string;
  countries: { code: string; name: string }[];
  texts: Pick<Texts<"cart">, "deliverTo" | "update">;
};

export function CountrySelect({ locale, country, countries, texts }: Props) {
  const id = useId();
  return (
    <form action={setCountryForm} className="grid gap-1.5">
      <input type="hidden" name="locale" value={locale} />
      <label htmlFor={id} className="text-[0.9375rem] text-quiet">
        {texts.deliverTo}
      </label>
      <Select
        key={country}
        id={id}
        name="country"
        defaultValue={country}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <noscript>
        <button type="submit" className={buttonClass("secondary", "mt-2 w-full")}>
          {texts.update}
        </button>
      </noscript>
    </form>
  );
}
