import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import type { OrdersPage } from "@/lib/orders/views/list.server";

type Props = { locale: Locale; page: Pick<OrdersPage, "newer" | "older"> };

/** Links to newer and older orders; empty when all are on one page. */
export async function OrderPages({ locale, page: { newer, older } }: Props) {
  if (!newer && !older) return null;
  const t = await getTranslations({ locale, namespace: "orders.pages" });
  return (
    <nav aria-label={t("label")} className="mt-8 flex flex-wrap gap-3">
      {newer && (
        <Link
          locale={locale}
          href={`/orders?newer_than=${newer}`}
          rel="prev"
          prefetch={false}
          className={buttonClass("secondary")}
        >
          {t("newer")}
        </Link>
      )}
      {older && (
        <Link
          locale={locale}
          href={`/orders?older_than=${older}`}
          rel="next"
          prefetch={false}
          className={buttonClass("secondary", "ms-auto")}
        >
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
