"use client";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { Locale } from "@/i18n/routing";

type Props = {
  locale: Locale;
  currency: string;
  currencies: { code: string; name: string }[];
  label: string;
  apply: string;
};

export function CurrencySelect({ locale, currency, currencies, label, apply }: Props) {
  const id = useId();
  return (
    <form action="/api/currency" method="post" className="mt-5 grid max-w-64 gap-1.5">
      <input type="hidden" name="locale" value={locale} />
      <label htmlFor={id} className="text-sm text-quiet">
        {label}
      </label>
      <Select
        key={currency}
        id={id}
        name="currency"
        defaultValue={currency}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        {currencies.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <noscript>
        <button type="submit" className={buttonClass("secondary", "mt-2 w-full")}>
          {apply}
        </button>
      </noscript>
    </form>
  );
}
