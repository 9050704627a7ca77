import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import { addToCart, type CartResult } from "@/lib/cart/actions";
import type { CartLineView } from "@/lib/cart/view";

type Shown = { lines: readonly CartLineView[]; currency: Currency };

/** Adds lines to a new cart at the prices that were shown. @returns the first refusal, or the cart */
export async function addAgain({ lines, currency }: Shown, locale: Locale): Promise<CartResult> {
  const results: CartResult[] = [];
  for (const { variantId, quantity, unitAmount } of lines) {
    const formData = new FormData();
    formData.set("variantId", variantId);
    formData.set("quantity", String(quantity));
    formData.set("seenUnitAmount", String(unitAmount));
    formData.set("seenCurrency", currency);
    formData.set("locale", locale);
    results.push(await addToCart(formData));
  }
  const last = results.at(-1);
  if (!last) throw new Error("there is nothing to put back");
  const refused = results.find((result) => !result.ok);
  return refused ? { ...refused, cart: last.cart } : last;
}
