import type { Locale } from "@/i18n/routing";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { TextField } from "../field";

type Props = { stored: StoredProduct; nameOf: (language: Locale) => string; locale: Locale };

/** The options of a product: their words, a further one, and the variants that they allow and that are not there yet. */
export function OptionFields({ stored: { product }, nameOf, locale }: Props) {
  const t = translator(locale, "desk-goods");
  return (
    <div className="grid gap-3">
      {product.options.map((axis) => (
        <details key={axis.key} className="rounded-xl border border-line p-3">
          <summary className="cursor-pointer font-medium">
            {inLocale(axis.name, locale)}{" "}
            <span className="font-normal text-quiet">
              {axis.values.map(({ label }) => inLocale(label, locale)).join(", ")}
            </span>
          </summary>
          <div className="mt-3 grid gap-3 sm:grid-cols-3">
            {routing.locales.map((language) => (
              <TextField
                key={language}
                lang={language}
                label={t("option.name", { language: nameOf(language) })}
                name={`optionName.${axis.key} ${language}`}
                maxLength={500}
                required={language === routing.defaultLocale}
                defaultValue={axis.name[language] ?? ""}
              />
            ))}
            {axis.values.map((value) => {
              const shown = inLocale(value.label, locale);
              return (
                <div key={value.key} className="contents">
                  {routing.locales.map((language) => (
                    <TextField
                      key={language}
                      lang={language}
                      label={t("option.value", { value: shown, language: nameOf(language) })}
                      name={`valueName.${axis.key} ${value.key} ${language}`}
                      maxLength={500}
                      required={language === routing.defaultLocale}
                      defaultValue={value.label[language] ?? ""}
                    />
                  ))}
                  <TextField
                    label={t("option.swatch", { value: shown })}
                    hint={t("option.swatchHint")}
                    name={`swatch.${axis.key} ${value.key}`}
                    maxLength={100}
                    autoComplete="off"
                    defaultValue={value.swatch ?? ""}
                    className="sm:max-w-xs"
                  />
                  <span className="hidden sm:col-span-2 sm:block" />
                </div>
              );
            })}
          </div>
        </details>
      ))}
      <details className="rounded-xl border border-line p-3">
        <summary className="cursor-pointer font-medium">{t("option.add")}</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <TextField label={t("option.addName")} name="axisName" maxLength={200} autoComplete="off" />
          <TextField
            label={t("option.addValues")}
            hint={t("option.addHint")}
            name="axisValues"
            maxLength={2_000}
            autoComplete="off"
          />
        </div>
      </details>
      <label className="flex items-start gap-2">
        <input type="checkbox" name="addMissing" value="on" className="mt-0.5 size-5 shrink-0" />
        <span>
          {t("option.missing")}
          <span className="block text-quiet">{t("option.missingHint")}</span>
        </span>
      </label>
    </div>
  );
}
