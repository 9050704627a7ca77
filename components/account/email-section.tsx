import { getTranslations } from "next-intl/server";
import { Filled } from "@/components/ui/filled";
import { Notice } from "@/components/ui/notice";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import { isAboutAddress, isEmailChangeProblem } from "@/lib/auth/email-change";
import { readPendingEmail } from "@/lib/auth/email-change-pending.server";
import { shownEmail } from "@/lib/base/email-shown";
import { waitText } from "@/lib/limits/refuse-too-many";
import type { Customer } from "@/lib/model/customer";
import { EmailCodeForm } from "./email-code-form";
import { NewEmailForm } from "./new-email-form";

type Props = {
  locale: Locale;
  customer: Customer;
  query: Record<string, string | string[] | undefined>;
};

export async function EmailSection({ locale, customer, query }: Props) {
  const t = await getTranslations({ locale, namespace: "account" });
  const problem = isEmailChangeProblem(query.problem) ? query.problem : null;
  const other = query.other || (problem && isAboutAddress(problem));
  const pending = other ? null : await readPendingEmail(customer.id);
  const text = waitText(query, locale) ?? (problem ? t(`problems.${problem}`) : undefined);
  return (
    <section className="mt-8 max-w-prose">
      <h2 className="text-lg font-medium">{t("profile.email")}</h2>
      <p translate="no" className="mt-2 [overflow-wrap:anywhere]">
        {shownEmail(customer.email)}
      </p>
      <p className="text-[0.9375rem] text-quiet">{t("profile.emailText")}</p>
      {query.changed && (
        <Notice tone="good" role="status" className="mt-4">
          <Filled
            className="[overflow-wrap:anywhere]"
            text={t.raw("profile.emailChanged")}
            values={{ email: <Untranslated>{shownEmail(customer.email)}</Untranslated> }}
          />
        </Notice>
      )}
      {pending ? (
        <EmailCodeForm locale={locale} email={pending} problem={text} />
      ) : (
        <NewEmailForm locale={locale} problem={text} />
      )}
    </section>
  );
}
