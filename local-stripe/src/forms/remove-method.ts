import type Stripe from "stripe";
import { post } from "../browser/call";
import type { SavedMethods } from "../browser/element-messages";
import type { Translate } from "../texts/translate";

/** Removes a saved method. Returns the problem's text, or null. */
export async function removeMethod(
  key: string,
  saved: SavedMethods | null,
  method: Stripe.PaymentMethod,
  t: Translate,
): Promise<string | null> {
  if (!saved?.removal) return t("saved.notRemoved");
  const { path, body } = saved.removal;
  const answer = await post(key, path.replace("{id}", encodeURIComponent(method.id)), body);
  return answer.ok ? null : t("saved.notRemoved");
}
