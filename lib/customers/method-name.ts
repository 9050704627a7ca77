import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { SavedMethod } from "./saved-method";

export function methodName(
  { type, brand, last4 }: SavedMethod,
  texts: Texts<"account">["paymentMethods"],
): string {
  if (last4 === null) return texts.other;
  if (type !== "card") return formatText(texts.debit, { last4 });
  return brand ? formatText(texts.card, { brand, last4 }) : formatText(texts.unknownCard, { last4 });
}

/** "Expires 12/34"; null for methods without an end. */
export function expiryText(
  { expires, hasExpired }: SavedMethod,
  texts: Texts<"account">["paymentMethods"],
): string | null {
  if (!expires) return null;
  const date = `${String(expires.month).padStart(2, "0")}/${String(expires.year % 100).padStart(2, "0")}`;
  return formatText(hasExpired ? texts.expiredOn : texts.expires, { date });
}
