import { languageName } from "@/i18n/language-names";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import type { EmailName } from "@/lib/desk/settings/email-names";
import { mailWords, wordsSetting } from "@/lib/desk/words/mail-words.server";
import { readSetting, readSettingVersions } from "@/lib/settings/save-setting.server";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import { BackToFiles } from "../settings/back-to-files";
import { SettingHistory } from "../settings/setting-history";
import { MailWordsForm } from "./mail-words-form";

type Props = { name: EmailName; language: Locale; locale: Locale };

/** Where the words of an e-mail are changed, with what they were before. */
export async function MailWords({ name, language, locale }: Props) {
  const t = translator(locale, "desk-words");
  const setting = wordsSetting(name, language);
  const [stored, versions] = await Promise.all([
    readSetting(db(), setting),
    readSettingVersions(db(), setting),
  ]);
  const which = (
    <>
      <input type="hidden" name="mail" value={name} />
      <input type="hidden" name="language" value={language} />
    </>
  );
  const action = "/api/admin/settings/emails/words";
  return (
    <>
      <Section title={t("mail.title", { language: languageName(language, locale) })}>
        <MailWordsForm
          key={`${name} ${language} ${stored.version}`}
          mail={name}
          language={language}
          seen={stored.version}
          {...mailWords(name, language)}
          texts={{
            ...formTexts(locale),
            lead: t("mail.lead"),
            inFile: t("mail.inFile"),
            shared: t("mail.shared"),
            look: t("legal.look"),
            save: translator(locale, "desk-settings")("form.save"),
            preview: t("legal.preview"),
          }}
        />
      </Section>
      <BackToFiles action={action} stored={stored} locale={locale}>
        {which}
      </BackToFiles>
      <SettingHistory
        versions={versions}
        seen={stored.version}
        action={action}
        fields={which}
        said={(value) => Object.entries(value).map(([key, text]) => `${key}: ${text}`)}
        locale={locale}
      />
    </>
  );
}
