import Link from "next/link";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { languageName } from "@/i18n/language-names";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { hasLegalText, legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES } from "@/lib/legal/pages";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/legal";

export const generateMetadata = () => deskTitle(PAGE);

/** The texts that the law wants, by language. */
export default async function SettingsLegalPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-settings");
  return (
    <>
      <PageHead
        title={translator(locale, "desk")(`pages.${PAGE}`)}
        lead={translator(locale, "desk-words")("legal.lead")}
      >
        <a href="/admin/settings#legal" className="desk-button">
          {t("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-4xl gap-6">
        {LEGAL_PAGES.map((page) => (
          <Section key={page} title={legalPage(page, locale).title}>
            <ul className="divide-y divide-line">
              {routing.locales.map((language) => {
                const { updated, isDraft } = legalPage(page, language);
                const state = !hasLegalText(page, language) ? "missing" : isDraft ? "draft" : "ready";
                const about = { language: languageName(language, locale), day: dayText(updated, locale) };
                return (
                  <li key={language} className="py-2">
                    <Link
                      href={`${PAGE}/${page}?language=${language}`}
                      prefetch={false}
                      className={`underline underline-offset-4 ${state === "ready" ? "" : "text-warn"}`}
                    >
                      {t(`legal.${state}`, about)}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </Section>
        ))}
      </div>
    </>
  );
}
