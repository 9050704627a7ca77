import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { CatalogProduct } from "@/lib/catalog/types";

export async function ProductDetails({ product, locale }: { product: CatalogProduct; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "catalog" });
  return (
    <dl className="mt-10 divide-y divide-line border-y border-line text-[0.9375rem]">
      {product.details.length > 0 && (
        <div className="grid grid-cols-[7rem_1fr] gap-x-4 gap-y-1 py-4">
          <dt className="text-quiet">{t("details")}</dt>
          {product.details.map((detail) => (
            <dd key={inLocale(detail, locale)} className="col-start-2">
              {inLocale(detail, locale)}
            </dd>
          ))}
        </div>
      )}
      <div className="grid grid-cols-[7rem_1fr] gap-x-4 gap-y-1 py-4">
        <dt className="text-quiet">{t("delivery")}</dt>
        <dd>{t("deliveryText")}</dd>
      </div>
    </dl>
  );
}
