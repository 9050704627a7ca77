import { getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import type { Locale } from "@/i18n/routing";
import type { OrderId } from "@/lib/base/ids";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { ownAgreedTexts } from "@/lib/orders/views/agreed.server";

type Props = { orderId: OrderId; shopper: Shopper; locale: Locale };

/** Leads to the texts that the order was placed under; nothing where none was kept. */
export async function OrderTexts({ orderId, shopper, locale }: Props) {
  const agreed = await ownAgreedTexts(orderId, shopper);
  if (!agreed) return null;
  const t = await getTranslations({ locale, namespace: "orders" });
  return (
    <section aria-labelledby="order-texts">
      <h2 id="order-texts" className="display-face text-heading">
        {t("texts.title")}
      </h2>
      <ul className="mt-3">
        {agreed.texts.map(({ page, text }) => (
          <li key={page} className="py-1">
            <Link
              locale={locale}
              href={`/orders/${orderId}/terms#${page}`}
              prefetch={false}
              lang={text.language}
              className="underline underline-offset-4"
            >
              {text.title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
