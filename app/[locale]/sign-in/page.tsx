import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CodeForm } from "@/components/account/code-form";
import { DemoSignIn } from "@/components/account/demo-sign-in";
import { EmailForm } from "@/components/account/email-form";
import { SignedInSync } from "@/components/account/signed-in-sync";
import { Filled } from "@/components/ui/filled";
import { Notice } from "@/components/ui/notice";
import { Untranslated } from "@/components/ui/untranslated";
import { localeIn } from "@/i18n/params";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { nextPath } from "@/lib/auth/next-path";
import { afterSignInPath } from "@/lib/auth/paths";
import { readPending } from "@/lib/auth/pending.server";
import { isSignInProblem } from "@/lib/auth/problems";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { shownEmail } from "@/lib/base/email-shown";
import { env } from "@/lib/config/env";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";
import { waitText } from "@/lib/limits/refuse-too-many";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account" });
  return { title: t("signIn.title"), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const query = await searchParams;
  const next = nextPath(query.next) ?? "";
  if (await readCustomer()) redirect(afterSignInPath(locale, next));
  const t = await getTranslations({ locale, namespace: "account" });
  const pending = query.other ? null : await readPending();
  const problem =
    waitText(query, locale) ?? (isSignInProblem(query.problem) ? t(`problems.${query.problem}`) : undefined);
  const { LOCAL_DEMO } = env();
  return (
    <div className="shell py-10 md:py-16">
      <SignedInSync signedIn={false} locale={locale} />
      <div className="mx-auto grid max-w-md gap-10">
        <div>
          <h1 className="display-face text-title">{t(pending ? "signIn.codeTitle" : "signIn.title")}</h1>
          <p className="mt-3 mb-8 text-quiet [overflow-wrap:anywhere]">
            {pending ? (
              <Filled
                text={t.raw("signIn.codeLead")}
                values={{
                  email: <Untranslated>{shownEmail(pending.email)}</Untranslated>,
                  minutes: <Untranslated>{SECRET_MINUTES}</Untranslated>,
                }}
              />
            ) : (
              t("signIn.lead")
            )}
          </p>
          {query.deleted && (
            <Notice tone="good" role="status" className="mb-6">
              {t("delete.done")}
            </Notice>
          )}
          {pending ? (
            <CodeForm locale={locale} email={pending.email} next={next || pending.next} problem={problem} />
          ) : (
            <EmailForm locale={locale} next={next} problem={problem} />
          )}
          {pending && viewedMailFolder() && (
            <p className="mt-4 text-[0.9375rem]">
              <a href="/local/mail" target="_blank" rel="noreferrer" className="underline underline-offset-4">
                {t("signIn.localMail")}
              </a>
            </p>
          )}
          {!pending && <p className="mt-6 text-[0.9375rem] text-quiet">{t("signIn.guest")}</p>}
        </div>
        {LOCAL_DEMO && !pending && <DemoSignIn locale={locale} next={next} />}
      </div>
    </div>
  );
}
