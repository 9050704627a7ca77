import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { withColon } from "@/lib/base/with-colon";
import { type OrderFilter, orderFilterParams } from "@/lib/desk/orders/order-filter";

type Props = { filter: OrderFilter; ignored: readonly string[]; locale: Locale };

/** What the list was asked, each with a link that asks without it; and what of the address could not be read. */
export function AskedFilters({ filter, ignored, locale }: Props) {
  const t = translator(locale, "desk-orders");
  const asked = orderFilterParams(filter);
  const nameOf = (key: string) => {
    const known = FIELD_NAMES.find((name) => name === key);
    return known ? t(`fields.${known}`) : key;
  };
  return (
    <>
      {ignored.length > 0 && (
        <p role="status" className="mb-3 text-warn">
          {t("ignored", { names: ignored.map(nameOf).join(", ") })}
        </p>
      )}
      {asked.size > 0 && (
        <ul className="mb-4 flex flex-wrap gap-2 text-[0.9375rem]">
          {[...asked].map(([key, value]) => {
            const rest = new URLSearchParams(
              [...asked].filter(([name, one]) => name !== key || one !== value),
            );
            const what = withColon(nameOf(key), value, locale);
            return (
              <li key={what}>
                <a
                  href={`/admin/orders?${rest}`}
                  aria-label={t("without", { what })}
                  className="inline-flex gap-2 rounded-full border border-line bg-sunken px-3 py-1 hover:border-ink"
                >
                  {what} <span aria-hidden="true">×</span>
                </a>
              </li>
            );
          })}
          <li>
            <a href="/admin/orders" className="inline-block px-2 py-1 underline underline-offset-4">
              {t("clear")}
            </a>
          </li>
        </ul>
      )}
    </>
  );
}

const FIELD_NAMES = [
  ...(["q", "state", "attention", "changing", "from", "to", "currency", "min", "max"] as const),
  ...(["surface", "country", "discount", "product", "tag", "sort"] as const),
];
