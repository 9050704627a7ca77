import { languageName } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { EMAIL_NAMES, EMAIL_SOURCES, type EmailName } from "@/lib/desk/settings/email-names";
import { ChoiceField } from "../field";

type Props = { path: string; name: EmailName; language: Locale; locale: Locale };

/** Which e-mail is shown, and in which language. It stands in the address. */
export function EmailChoice({ path, name, language, locale }: Props) {
  const t = translator(locale, "desk-settings");
  return (
    <form action={path} className="mb-6 grid max-w-3xl items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
      <ChoiceField label={t("emails.email")} name="email" defaultValue={name} key={name}>
        {(["shopper", "merchant", "staff"] as const).map((reader) => (
          <optgroup key={reader} label={t(`emails.readers.${reader}`)}>
            {EMAIL_NAMES.filter((one) => EMAIL_SOURCES[one].reader === reader).map((one) => (
              <option key={one} value={one}>
                {t(`emails.names.${one}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </ChoiceField>
      <ChoiceField label={t("emails.language")} name="language" defaultValue={language} key={language}>
        {routing.locales.map((one) => (
          <option key={one} value={one}>
            {languageName(one, locale)}
          </option>
        ))}
      </ChoiceField>
      <button type="submit" className="desk-button">
        {t("emails.show")}
      </button>
    </form>
  );
}
