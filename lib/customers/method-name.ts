import { fill } from "@/lib/base/fill-text";
import type { SavedMethod } from "./saved-method";
import type { AccountTexts } from "./texts";

/** "Visa ending in 4242". */
export function methodName(
  { type, brand, last4 }: SavedMethod,
  texts: AccountTexts["paymentMethods"],
): string {
  if (last4 === null) return texts.other;
  if (type !== "card") return fill(texts.debit, { last4 });
  return brand ? fill(texts.card, { brand, last4 }) : fill(texts.unknownCard, { last4 });
}

/** When a card ends, as it is printed: "Expires 12/34"; null for what has no end. */
export function expiryText(
  { expires, hasExpired }: SavedMethod,
  texts: AccountTexts["paymentMethods"],
): string | null {
  if (!expires) return null;
  const date = `${String(expires.month).padStart(2, "0")}/${String(expires.year % 100).padStart(2, "0")}`;
  return fill(hasExpired ? texts.expiredOn : texts.expires, { date });
}
