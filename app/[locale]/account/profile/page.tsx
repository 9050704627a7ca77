import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { EmailSection } from "@/components/account/email-section";
import { ProfileForm } from "@/components/account/profile-form";
import { Link } from "@/components/ui/link";
import { languageName } from "@/i18n/language-names";
import { localeIn } from "@/i18n/params";
import { routing } from "@/i18n/routing";
import { isHidden } from "@/i18n/shown-locales";
import { requireCustomer } from "@/lib/auth/require-customer.server";
import { readAccountLocale } from "@/lib/customers/profile.server";

export const maxDuration = 60;

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account.profile" });
  return { title: t("title"), robots: { index: false } };
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  const customer = await requireCustomer(locale, "/account/profile");
  const language = (await readAccountLocale(customer.id)) ?? locale;
  const t = await getTranslations({ locale, namespace: "account" });
  return (
    <AccountPage locale={locale} current="profile" title={t("profile.title")}>
      <EmailSection locale={locale} customer={customer} query={await searchParams} />
      <div className="mt-14 max-w-prose border-t border-line">
        <ProfileForm
          locale={locale}
          name={customer.name ?? ""}
          language={language}
          languages={routing.locales
            .filter((code) => code === language || !isHidden(code))
            .map((code) => ({ code, name: languageName(code, locale) }))}
          texts={{
            name: t("profile.name"),
            language: t("profile.language"),
            save: t("profile.save"),
            saved: t("profile.saved"),
            tooLong: t("profile.tooLong"),
          }}
        />
      </div>
      <section className="mt-14 max-w-prose border-t border-line pt-8">
        <h2 className="text-lg font-medium">{t("profile.deleteTitle")}</h2>
        <p className="mt-2 text-quiet">{t("profile.deleteText")}</p>
        <Link
          locale={locale}
          href="/account/delete"
          prefetch={false}
          className="mt-4 inline-block text-bad underline underline-offset-4 hover:no-underline"
        >
          {t("profile.deleteLink")}
        </Link>
      </section>
    </AccountPage>
  );
}
