import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { toMajorString } from "@/lib/base/money";
import type { CatalogProduct } from "@/lib/catalog/types";
import { env } from "@/lib/config/env";
import { isDeliveredLater, type ShownStock } from "@/lib/inventory/stock-arithmetic";
import { JsonLd } from "./json-ld";

/** Source: developers.google.com/search/docs/appearance/structured-data/product. */
export function ProductData({ product, locale }: { product: CatalogProduct; locale: Locale }) {
  const base = env().STORE_URL;
  const page = new URL(localPath(locale, `/products/${product.slug}`), base);
  const offers = product.variants.map(({ sku, options, unitAmount, currency, ...stock }) => {
    const url = new URL(page);
    url.search = new URLSearchParams(options).toString();
    return {
      "@type": "Offer",
      sku,
      url: url.href,
      price: toMajorString(unitAmount, currency),
      priceCurrency: currency.toUpperCase(),
      availability: `https://schema.org/${availability(stock)}`,
    };
  });
  return (
    <JsonLd
      data={{
        "@type": "Product",
        name: inLocale(product.name, locale),
        description: inLocale(product.description, locale),
        image: new URL(`/art/og/${product.slug}.jpg`, base).href,
        url: page.href,
        offers,
      }}
    />
  );
}

function availability(stock: ShownStock): string {
  if (stock.available <= 0) return "OutOfStock";
  return isDeliveredLater(stock) ? "BackOrder" : "InStock";
}
