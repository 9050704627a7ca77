import type { Currency } from "@/lib/base/money";
import { priceIn } from "@/lib/currencies/price-in";
import { higherBefore } from "./compare-at";
import type { CatalogProduct } from "./types";

/** A product at the prices of a currency. A variant that has none in it keeps its own. */
export function productIn(product: CatalogProduct, code: Currency): CatalogProduct {
  if (product.variants.every((variant) => variant.currency === code)) return product;
  return {
    ...product,
    variants: product.variants.map((variant) => {
      const price = priceIn(variant, code);
      return price ? { ...variant, ...price, compareAtAmount: higherBefore(price) } : variant;
    }),
  };
}
