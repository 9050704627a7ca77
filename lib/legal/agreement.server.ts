import "server-only";
import type { Locale } from "@/i18n/routing";
import { isInEea } from "@/lib/base/europe";
import { shop } from "@/lib/config/shop";
import type { Agreement } from "@/lib/model/order";
import { legalPage } from "./legal-page.server";

/** Whether the EU's rules for consumers hold for an order: by where its goods go, and to whom the shop sells. */
export const obliges = ({ country, total }: { country: string; total: number }): boolean =>
  shop().sellsToConsumers && isInEea(country) && total > 0;

/** What a shopper is shown with the button that orders; null where the shop sells to businesses only. The country may still change. */
export function agreementNow(locale: Locale, now: Date): Agreement | null {
  if (!shop().sellsToConsumers) return null;
  return {
    terms: legalPage("terms", locale).version,
    returns: legalPage("returns", locale).version,
    locale,
    shownAt: now.toISOString(),
  };
}
