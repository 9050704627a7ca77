import type { PriceId, VariantId } from "@/lib/base/ids";
import type { CartLine } from "@/lib/cart/types";

/** A line without problems; tests change what they are about. */
export function cartLine(changes: Partial<CartLine>): CartLine {
  return {
    variantId: "var_1" as VariantId,
    sku: "MUG-SAND",
    priceId: "price_1" as PriceId,
    stripe: { productId: "prod_1", taxCode: null, taxBehavior: "inclusive" },
    productSlug: "mug",
    productName: { en: "Mug", fr: "Tasse" },
    optionLabel: { en: "Sand", fr: "Sable" },
    image: "/art/mug.jpg",
    grams: null,
    unitAmount: 2000,
    seenUnitAmount: 2000,
    quantity: 1,
    compareAtAmount: null,
    available: 10,
    ready: 10,
    isForSale: true,
    isOwn: false,
    needsNoSending: false,
    isInCurrency: true,
    ...changes,
  };
}
