import { languageName } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { allCountries } from "@/lib/base/countries";
import type { FormField } from "@/lib/desk/settings/area-fields";
import type { AreaValues } from "@/lib/desk/settings/area-form.server";
import { ChoiceField, LongField, TextField } from "../field";

type Props = { field: FormField; values: AreaValues; locale: Locale };

/** One setting, as it is asked for. */
export function AreaFieldInput({ field, values, locale }: Props) {
  const t = translator(locale, "desk-settings");
  const name = `values.${field.path}`;
  const labels = { label: t(`fields.${field.path}.label`), hint: t(`fields.${field.path}.hint`) };
  const value = values[field.path] ?? "";
  switch (field.kind) {
    case "text":
      return (
        <TextField {...labels} name={name} defaultValue={value} required={field.isNeeded} maxLength={500} />
      );
    case "number":
      return (
        <TextField
          {...labels}
          name={name}
          type="number"
          inputMode="decimal"
          min={0}
          step={field.step}
          defaultValue={value}
          required={field.isNeeded}
          className="max-w-48"
        />
      );
    case "yesNo":
      return (
        <ChoiceField {...labels} name={name} defaultValue={value} className="max-w-48">
          <option value="on">{t("yes")}</option>
          <option value="off">{t("no")}</option>
        </ChoiceField>
      );
    case "choice":
      return (
        <ChoiceField {...labels} name={name} defaultValue={value}>
          {field.choices.map((one) => (
            <option key={one.value} value={one.value}>
              {t(`checkout.${one.text}`)}
            </option>
          ))}
        </ChoiceField>
      );
    case "country":
      return (
        <ChoiceField {...labels} name={name} defaultValue={value}>
          {countriesIn(locale).map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </ChoiceField>
      );
    case "timeZone":
      return (
        <ChoiceField {...labels} name={name} defaultValue={value}>
          <option value="">{t("fields.timeZone.ofCountry")}</option>
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </ChoiceField>
      );
    case "texts":
      return (
        <fieldset className="grid gap-3">
          <legend className="mb-1 font-medium">{labels.label}</legend>
          <p className="text-quiet">{labels.hint}</p>
          <TextsByLanguage t={t} name={name} path={field.path} values={values} locale={locale} />
        </fieldset>
      );
  }
}

type TextsProps = {
  t: Translator<"desk-settings">;
  name: string;
  path: string;
  values: AreaValues;
  locale: Locale;
};

const TextsByLanguage = ({ t, name, path, values, locale }: TextsProps) =>
  routing.locales.map((one) => (
    <LongField
      key={one}
      label={
        one === routing.defaultLocale
          ? t("languages.default", { name: languageName(one, locale) })
          : languageName(one, locale)
      }
      name={`${name}.${one}`}
      lang={one}
      rows={2}
      maxLength={2_000}
      defaultValue={values[`${path}.${one}`] ?? ""}
    />
  ));

function countriesIn(locale: Locale) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const compare = new Intl.Collator(locale).compare;
  return allCountries()
    .map((code) => ({ code, text: names.of(code) ?? code }))
    .sort((a, b) => compare(a.text, b.text));
}
