import { SelectChoice } from "@/components/ui/select-choice";
import type { Locale } from "@/i18n/routing";

type Props = {
  locale: Locale;
  currency: string;
  currencies: { code: string; name: string }[];
  label: string;
  apply: string;
};

export function CurrencySelect({ locale, currency, currencies, label, apply }: Props) {
  return (
    <form action="/api/currency" method="post" className="mt-5 grid max-w-64 gap-1.5">
      <input type="hidden" name="locale" value={locale} />
      <SelectChoice
        name="currency"
        value={currency}
        choices={currencies}
        label={label}
        labelClass="text-sm"
        apply={apply}
      />
    </form>
  );
}
