import { hasLocale } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { routing } from "@/i18n/routing";

export default async function NotFound() {
  const current = await getLocale();
  const locale = hasLocale(routing.locales, current) ? current : routing.defaultLocale;
  const t = await getTranslations({ locale, namespace: "common" });
  return (
    <div className="shell grid justify-items-start gap-5 py-24 md:py-36">
      <h1 className="display-face text-title">{t("notFoundTitle")}</h1>
      <p className="max-w-[46ch] text-lg text-quiet">{t("notFoundText")}</p>
      <Link locale={locale} href="/" className={buttonClass("primary", "mt-2")}>
        {t("backHome")}
      </Link>
    </div>
  );
}
