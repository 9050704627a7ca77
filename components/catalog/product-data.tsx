import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import { productIn } from "@/lib/catalog/product-in";
import type { CatalogProduct } from "@/lib/catalog/types";
import { env } from "@/lib/config/env";
import { deliveryTo } from "@/lib/discovery/delivered-to.server";
import { productData } from "@/lib/discovery/product-data";
import { JsonLd } from "./json-ld";

type Props = { product: CatalogProduct; currency: Currency; locale: Locale };

export async function ProductData({ product, currency, locale }: Props) {
  const place = { locale, base: env().STORE_URL, delivery: await deliveryTo(undefined, currency) };
  return <JsonLd data={productData(productIn(product, currency), place)} />;
}
