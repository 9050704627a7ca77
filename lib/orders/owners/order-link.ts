import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderId } from "@/lib/base/ids";
import { isSignature, signature } from "@/lib/http/signed-value";

const PURPOSE = "order link";

/** The path in an e-mail that opens this order, and only this one, in any browser. Its key can't be guessed. */
export function orderLinkPath(orderId: OrderId, locale: Locale, secret: string, to: "order" | "pay"): string {
  const query = new URLSearchParams({ key: signature(PURPOSE, orderId, secret) });
  if (to === "pay") query.set("to", "pay");
  return `${localPath(locale, `/orders/${orderId}/open`)}?${query}`;
}

export function isOrderKey(key: string, orderId: string, secret: string): boolean {
  return isSignature(key, PURPOSE, orderId, secret);
}
