import { PageHead } from "@/components/desk/page-head";
import { EmailChoice } from "@/components/desk/settings/email-choice";
import { ShownEmail } from "@/components/desk/settings/shown-email";
import { MailWords } from "@/components/desk/words/mail-words";
import { emailRenderers } from "@/emails/renderers";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { EMAIL_NAMES } from "@/lib/desk/settings/email-names";
import { exampleEmail } from "@/lib/desk/settings/example-emails.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/emails";

export const generateMetadata = () => deskTitle(PAGE);

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every e-mail of the store in each language, about an example order. What is shown stands in the address. */
export default async function SettingsEmailsPage({ searchParams }: Props) {
  const { locale, role } = await enterDesk(PAGE);
  const asked = await searchParams;
  const t = translator(locale, "desk-settings");
  const name = EMAIL_NAMES.find((one) => one === asked.email) ?? "order_confirmed";
  const spoken = routing.locales.find((one) => one === locale) ?? routing.defaultLocale;
  const language = routing.locales.find((one) => one === asked.language) ?? spoken;
  const email = await exampleEmail(name, language, { render: emailRenderers, now: new Date() });
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("emails.lead")}>
        <a href="/admin/settings#mail" className="desk-button">
          {t("emails.back")}
        </a>
      </PageHead>
      <EmailChoice path={PAGE} name={name} language={language} locale={locale} />
      <ShownEmail name={name} email={email} locale={locale}>
        {hasRight(role, "settings.edit") && <MailWords name={name} language={language} locale={locale} />}
      </ShownEmail>
    </>
  );
}
