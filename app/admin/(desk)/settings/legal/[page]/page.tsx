import { notFound } from "next/navigation";
import { ChoiceLinks } from "@/components/desk/choice-links";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { BackToFiles } from "@/components/desk/settings/back-to-files";
import { SettingHistory } from "@/components/desk/settings/setting-history";
import { LegalForm } from "@/components/desk/words/legal-form";
import { languageName } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { db } from "@/lib/db/client";
import { legalPlaceholders } from "@/lib/desk/words/legal-form.server";
import { legalPage, legalSource } from "@/lib/legal/legal-page.server";
import { splitLegalText } from "@/lib/legal/legal-text";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";
import { readSetting, readSettingVersions } from "@/lib/settings/save-setting.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/legal/[page]";

type Props = {
  params: Promise<{ page: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = () => deskTitle(PAGE);

/** One text that the law wants, in one language, which stands in the address. */
export default async function SettingsLegalTextPage({ params, searchParams }: Props) {
  const { page: asked } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/settings/legal/${asked}`);
  const page = LEGAL_PAGES.find((one) => one === asked);
  if (!page) notFound();
  const query = await searchParams;
  const language = routing.locales.find((one) => one === query.language) ?? routing.defaultLocale;
  const name = `legal/${language}/${page}` as const;
  const [stored, versions] = await Promise.all([readSetting(db(), name), readSettingVersions(db(), name)]);
  // A language that has no text yet begins with the default one's, to be translated.
  const source = legalSource(page, language) ?? legalSource(page, routing.defaultLocale) ?? "";
  const action = `/api/admin/settings/legal/${page}`;
  const which = <input type="hidden" name="language" value={language} />;
  return (
    <>
      <PageHead
        title={legalPage(page, locale).title}
        lead={translator(locale, "desk-words")("legal.pageLead")}
      >
        <a href={localPath(language, legalPath(page))} className="desk-button">
          {translator(locale, "desk-words")("legal.see")}
        </a>
        <a href="/admin/settings/legal" className="desk-button">
          {translator(locale, "desk-words")("legal.all")}
        </a>
      </PageHead>
      <ChoiceLinks
        label={translator(locale, "desk-settings")("emails.language")}
        choices={routing.locales.map((one) => ({
          href: `/admin/settings/legal/${page}?language=${one}`,
          name: languageName(one, locale),
          isHere: one === language,
        }))}
      />
      <div className="grid max-w-4xl gap-6">
        <Section title={languageName(language, locale)}>
          <LegalForm
            key={`${language} ${stored.version}`}
            action={action}
            language={language}
            seen={stored.version}
            values={splitLegalText(source, name)}
            texts={textsOf(locale, language)}
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
          said={({ source }) => (typeof source === "string" ? [source] : [])}
          locale={locale}
        />
      </div>
    </>
  );
}

function textsOf(locale: Locale, language: Locale) {
  const t = translator(locale, "desk-words");
  const yes = translator(locale, "desk-settings");
  return {
    ...formTexts(locale),
    title: t("legal.title"),
    updated: t("legal.updated"),
    draft: t("legal.draft"),
    draftHint: t("legal.draftHint"),
    yes: yes("yes"),
    no: yes("no"),
    markdown: t("legal.markdown"),
    hint: t("legal.hint", {
      names: legalPlaceholders(language)
        .map((name) => `{${name}}`)
        .join(" "),
    }),
    look: t("legal.look"),
    save: yes("form.save"),
    preview: t("legal.preview"),
  };
}
