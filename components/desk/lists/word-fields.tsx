import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { Localized } from "@/lib/base/i18n-text";
import { LongField, TextField } from "../field";

type Words = {
  name: Localized;
  description: Localized;
  seoTitle: Localized | null;
  seoDescription: Localized | null;
};

/** The words of a category or a collection, in each language of the shop. */
export function WordFields({ words, locale }: { words: Words; locale: Locale }) {
  const t = translator(locale, "desk-goods");
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  return (
    <div className="grid gap-4">
      {routing.locales.map((language) => {
        const called = (label: string) => `${label} (${languages.of(language) ?? language})`;
        return (
          <details key={language} open={language === routing.defaultLocale || language === locale}>
            <summary className="cursor-pointer py-1 font-medium">
              {languages.of(language) ?? language}
            </summary>
            <div className="mt-2 grid gap-3" lang={language}>
              <TextField
                label={called(t("fields.name"))}
                name={`name.${language}`}
                maxLength={500}
                required={language === routing.defaultLocale}
                defaultValue={words.name[language] ?? ""}
              />
              <LongField
                label={called(t("fields.description"))}
                name={`description.${language}`}
                rows={3}
                maxLength={50_000}
                defaultValue={words.description[language] ?? ""}
              />
              <TextField
                label={called(t("fields.seoTitle"))}
                hint={t("seoHint")}
                name={`seoTitle.${language}`}
                maxLength={500}
                defaultValue={words.seoTitle?.[language] ?? ""}
              />
              <LongField
                label={called(t("fields.seoDescription"))}
                name={`seoDescription.${language}`}
                rows={2}
                maxLength={5_000}
                defaultValue={words.seoDescription?.[language] ?? ""}
              />
            </div>
          </details>
        );
      })}
    </div>
  );
}
