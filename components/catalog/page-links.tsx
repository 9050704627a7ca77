import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";

type Props = { previous: string | null; next: string | null; locale: Locale };

/** Links to the pages around; none where a list has one page. */
export async function PageLinks({ previous, next, locale }: Props) {
  if (previous === null && next === null) return null;
  const t = await getTranslations({ locale, namespace: "catalog" });
  const className = buttonClass("secondary");
  return (
    <nav aria-label={t("pages")} className="mt-14 flex flex-wrap justify-center gap-4">
      {previous !== null && (
        <Link locale={locale} href={previous} rel="prev" prefetch={false} className={className}>
          {t("previousPage")}
        </Link>
      )}
      {next !== null && (
        <Link locale={locale} href={next} rel="next" prefetch={false} className={className}>
          {t("nextPage")}
        </Link>
      )}
    </nav>
  );
}
