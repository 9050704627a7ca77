import { FaceEditor } from "@/components/desk/face/face-editor";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { BackToFiles } from "@/components/desk/settings/back-to-files";
import { SettingHistory } from "@/components/desk/settings/setting-history";
import { languageName } from "@/i18n/language-names";
import { routing } from "@/i18n/routing";
import { textsFor, translator } from "@/i18n/texts.server";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { FACE_TEXTS } from "@/lib/desk/settings/face-fields";
import { faceSaid, faceValues } from "@/lib/desk/settings/face-form.server";
import { readSetting, readSettingVersions } from "@/lib/settings/save-setting.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/face";
const ACTION = "/api/admin/settings/face";

export const generateMetadata = () => deskTitle(PAGE);

/** Name, words and pictures of the shop. */
export default async function SettingsFacePage() {
  const { locale } = await enterDesk(PAGE);
  const [stored, versions] = await Promise.all([
    readSetting(db(), "face"),
    readSettingVersions(db(), "face"),
  ]);
  const t = translator(locale, "desk-face");
  const { parts, fields, pictures, social, schemes, sample, save, unsaved, lead, seen } = textsFor(
    locale,
    "desk-face",
  );
  const settingTexts = translator(locale, "desk-settings");
  const languages = routing.locales.map((language) => {
    const name = languageName(language, locale);
    const isDefault = language === routing.defaultLocale;
    return { language, name: isDefault ? settingTexts("languages.default", { name }) : name };
  });
  const { light, dark, type } = shop().theme;
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={lead}>
        <a href="/" className="desk-button">
          {seen}
        </a>
        <a href="/admin/settings#face" className="desk-button">
          {settingTexts("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-6xl gap-6">
        <FaceEditor
          given={{ version: stored.version, values: faceValues() }}
          languages={languages}
          asked={FACE_TEXTS.map(({ path }) => ({
            path,
            label: t(`fields.${path}.label`),
            hint: t(`fields.${path}.hint`),
          }))}
          theme={{ light: { colours: light, type }, dark: { colours: dark, type } }}
          texts={{
            ...formTexts(locale),
            ...{ parts, fields, pictures, social, schemes, sample, save, unsaved },
          }}
        />
        <BackToFiles action={ACTION} stored={stored} locale={locale} />
        <SettingHistory
          versions={versions}
          seen={stored.version}
          action={ACTION}
          said={(value) => faceSaid(value, locale)}
          locale={locale}
        />
      </div>
    </>
  );
}
