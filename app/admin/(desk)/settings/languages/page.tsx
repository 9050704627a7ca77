import { Badge } from "@/components/desk/badge";
import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { MissingList } from "@/components/desk/settings/missing-list";
import { languageName } from "@/i18n/language-names";
import { otherLocales, routing, unspoken } from "@/i18n/routing";
import { isHidden } from "@/i18n/shown-locales";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { missingWords } from "@/lib/desk/settings/missing-words.server";
import { readSetting } from "@/lib/settings/save-setting.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/languages";

export const generateMetadata = () => deskTitle(PAGE);

/** Which languages shoppers see, and what is missing in each. */
export default async function SettingsLanguagesPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-languages");
  const { version } = await readSetting(db(), "languages");
  const [first, ...others] = await Promise.all(
    [routing.defaultLocale, ...otherLocales].map(async (language) => ({
      language,
      missing: await missingWords(language, locale),
    })),
  );
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")}>
        <a href="/admin/settings#languages" className="desk-button">
          {translator(locale, "desk-settings")("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-3xl gap-6">
        {first && (
          <Section
            title={languageName(first.language, locale)}
            more={<Badge tone="good">{t("default")}</Badge>}
          >
            <p className="mb-3 max-w-prose text-quiet">{t("defaultLead")}</p>
            <MissingList missing={first.missing} language={first.language} locale={locale} />
          </Section>
        )}
        {others.map(({ language, missing }) => {
          const name = languageName(language, locale);
          const hides = !isHidden(language);
          return (
            <Section
              key={language}
              title={name}
              more={<Badge tone={hides ? "good" : "warn"}>{hides ? t("shown") : t("hidden")}</Badge>}
            >
              <MissingList missing={missing} language={language} locale={locale} />
              <DeskForm
                action="/api/admin/settings/languages"
                texts={formTexts(locale)}
                {...(hides && { confirm: t("confirm", { name }) })}
                className="mt-4"
              >
                <input type="hidden" name="seen" value={version} />
                <input type="hidden" name="language" value={language} />
                <button type="submit" name="shown" value={hides ? "no" : "yes"} className="desk-button">
                  {hides ? t("hide", { name }) : t("show", { name })}
                </button>
              </DeskForm>
            </Section>
          );
        })}
        <Section title={t("more")}>
          <p className="max-w-prose text-quiet">
            {unspoken.length > 0
              ? t("unspoken", { names: unspoken.map((one) => languageName(one, locale)).join(", ") })
              : t("moreLead")}
          </p>
        </Section>
      </div>
    </>
  );
}
