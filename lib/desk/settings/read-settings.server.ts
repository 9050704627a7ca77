import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { hasOwnPlan, loadPlan } from "@/lib/shipping/plan.server";
import { deliverySettings } from "./delivery-settings";
import { legalSettings, mailSettings, pictureSettings, secretSettings } from "./machine-settings.server";
import { checkoutSettings, currencySettings, taxSettings } from "./money-settings";
import type { SettingGroup } from "./setting";
import { shopSettings } from "./shop-settings";

/** All that the shop is set to, in words, with where each is changed. Of secrets only whether they are set. */
export async function readSettings(locale: Locale, now: Date): Promise<SettingGroup[]> {
  const [plan, isOwn] = await Promise.all([loadPlan(db()), hasOwnPlan(db())]);
  const differing = plan.zones.flatMap(({ id, taxBehavior }) =>
    taxBehavior ? [{ zone: id, isInside: taxBehavior === "inclusive" }] : [],
  );
  return [
    ...shopSettings(locale, now),
    currencySettings(locale),
    checkoutSettings(locale),
    deliverySettings(plan, isOwn, locale),
    taxSettings(translator(locale, "desk-settings"), differing),
    legalSettings(locale),
    mailSettings(locale),
    pictureSettings(locale),
    secretSettings(locale),
  ];
}
