import type { Locale } from "@/i18n/routing";
import { addToCart, type CartResult } from "@/lib/cart/actions";
import type { CartLineView } from "@/lib/cart/view";

/** Adds lines to a new cart at the prices that were shown. @returns the first refusal, or the cart */
export async function addAgain(lines: readonly CartLineView[], locale: Locale): Promise<CartResult> {
  const results: CartResult[] = [];
  for (const { variantId, quantity, unitAmount } of lines) {
    const formData = new FormData();
    formData.set("variantId", variantId);
    formData.set("quantity", String(quantity));
    formData.set("seenUnitAmount", String(unitAmount));
    formData.set("locale", locale);
    results.push(await addToCart(formData));
  }
  const last = results.at(-1);
  if (!last) throw new Error("there is nothing to put back");
  const refused = results.find((result) => !result.ok);
  return refused ? { ...refused, cart: last.cart } : last;
}
