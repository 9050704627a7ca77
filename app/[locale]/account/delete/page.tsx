import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { Button, buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { localeIn } from "@/i18n/params";
import { deleteAccountForm } from "@/lib/account/actions";
import { requireCustomer } from "@/lib/auth/require-customer.server";

export const maxDuration = 60;

type Props = { params: Promise<{ locale: string }> };

const GOES = ["profile", "cards", "sessions", "cart", "news"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const t = await getTranslations({ locale, namespace: "account.delete" });
  return { title: t("title"), robots: { index: false } };
}

export default async function DeletePage({ params }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  await requireCustomer(locale, "/account/delete");
  const t = await getTranslations({ locale, namespace: "account.delete" });
  return (
    <AccountPage locale={locale} current="profile" title={t("title")}>
      <h2 className="mt-8 text-lg font-medium">{t("goes")}</h2>
      <ul className="mt-2 list-disc pl-6">
        {GOES.map((item) => (
          <li key={item}>{t(`goesItems.${item}`)}</li>
        ))}
      </ul>
      <h2 className="mt-6 text-lg font-medium">{t("stays")}</h2>
      <p className="mt-2 max-w-prose">{t("staysText")}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <form action={deleteAccountForm}>
          <input type="hidden" name="locale" value={locale} />
          <Button type="submit">{t("confirm")}</Button>
        </form>
        <Link locale={locale} href="/account/profile" prefetch={false} className={buttonClass("secondary")}>
          {t("cancel")}
        </Link>
      </div>
    </AccountPage>
  );
}
