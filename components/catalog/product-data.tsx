import type { Locale } from "@/i18n/routing";
import type { CatalogProduct } from "@/lib/catalog/types";
import { env } from "@/lib/config/env";
import { deliveryTo } from "@/lib/discovery/delivered-to.server";
import { productData } from "@/lib/discovery/product-data";
import { JsonLd } from "./json-ld";

export async function ProductData({ product, locale }: { product: CatalogProduct; locale: Locale }) {
  const place = { locale, base: env().STORE_URL, delivery: await deliveryTo() };
  return <JsonLd data={productData(product, place)} />;
}
