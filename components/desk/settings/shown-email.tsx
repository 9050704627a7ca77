import type { ReactNode } from "react";
import { languageName } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { EMAIL_SOURCES, type EmailName } from "@/lib/desk/settings/email-names";
import type { RenderedEmail } from "@/lib/email/renderers";
import { Facts, Section } from "../section";

/** `children` comes between the e-mail and its plain text, which is long. */
type Props = { name: EmailName; email: RenderedEmail; locale: Locale; children?: ReactNode };

/** An e-mail in a frame that can do nothing but be read, with where its words stand, and its text for programs without HTML. */
export function ShownEmail({ name, email, locale, children }: Props) {
  const t = translator(locale, "desk-settings");
  const { reader, file, key } = EMAIL_SOURCES[name];
  const written = t(`emails.written.${reader}`, { language: languageName(routing.defaultLocale, locale) });
  return (
    <div className="grid max-w-4xl gap-6">
      <Section title={t(`emails.names.${name}`)}>
        <Facts
          facts={[
            { label: t("emails.subject"), value: <span lang={email.locale}>{email.subject}</span> },
            { label: t("emails.goesTo"), value: written },
            {
              label: t("emails.words"),
              value: (
                <span className="flex flex-wrap gap-x-4">
                  <code>{`messages/${email.locale}/${file}.json`}</code>
                  <code>{key}</code>
                </span>
              ),
            },
          ]}
        />
        <iframe
          key={`${name} ${email.locale}`}
          title={email.subject}
          src={`/api/admin/settings/emails/${name}/${email.locale}`}
          sandbox=""
          className="mt-4 min-h-[50rem] w-full rounded-xl border border-line bg-white"
        />
      </Section>
      {children}
      <Section title={t("emails.plain")}>
        <pre lang={email.locale} className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {email.text}
        </pre>
      </Section>
    </div>
  );
}
