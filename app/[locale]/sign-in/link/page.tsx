import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { localeIn } from "@/i18n/params";
import { nextPath } from "@/lib/auth/next-path";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account" });
  return { title: t("signIn.title"), robots: { index: false }, referrer: "same-origin" };
}

/** Where the link of a sign-in e-mail leads. The button uses it up, not the visit. */
export default async function SignInLinkPage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const { token, next } = await searchParams;
  const t = await getTranslations({ locale, namespace: "account.signIn" });
  return (
    <div className="shell py-10 md:py-16">
      <div className="mx-auto max-w-md">
        <h1 className="display-face text-title">{t("linkTitle")}</h1>
        <p className="mt-3 mb-8 text-quiet">{t("linkLead")}</p>
        <form method="post" action="/api/auth/link" className="grid">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="next" value={nextPath(next) ?? ""} />
          <input type="hidden" name="token" value={typeof token === "string" ? token : ""} />
          <Button type="submit">{t("enter")}</Button>
        </form>
      </div>
    </div>
  );
}
