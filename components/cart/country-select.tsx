import { SelectChoice } from "@/components/ui/select-choice";
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
  return (
    <form action={setCountryForm} className="grid gap-1.5">
      <input type="hidden" name="locale" value={locale} />
      <SelectChoice
        name="country"
        value={country}
        choices={countries}
        label={texts.deliverTo}
        labelClass="text-[0.9375rem]"
        apply={texts.update}
      />
    </form>
  );
}
