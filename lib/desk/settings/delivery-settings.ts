import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { ownCurrency } from "@/lib/currencies/sold";
import type { DeliveryPlan, DeliveryRate, DeliveryZone, PriceStep } from "@/lib/model/delivery";
import { type SettingGroup, setting } from "./setting";

type T = Translator<"desk-settings">;

const IMPORT = "npm run delivery:import";

/** A zone in a line for each of its rates. `isOwn`: the merchant has imported a plan. */
export function deliverySettings({ zones }: DeliveryPlan, isOwn: boolean, locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  return {
    id: "delivery",
    title: t("groups.delivery.title"),
    lead: t(isOwn ? "delivery.own" : "delivery.standard"),
    more: { href: "/admin/settings/delivery", text: t("delivery.worked") },
    settings: zones.flatMap((zone) => [
      setting(t("delivery.zone", { id: zone.id }), placesText(zone, t, locale), IMPORT),
      ...(zone.rates.length === 0
        ? [setting(t("delivery.rates", { id: zone.id }), t("delivery.notServed"), IMPORT)]
        : [
            setting(
              t("delivery.rates", { id: zone.id }),
              zone.rates.map((rate) => rateText(rate, t, locale)),
              IMPORT,
            ),
          ]),
    ]),
  };
}

/** Where a zone is, in words. */
export const zonePlaces = (zone: DeliveryZone, locale: Locale): string[] =>
  placesText(zone, translator(locale, "desk-settings"), locale);

function placesText(
  { countries, postalCodes = {}, regions = {} }: DeliveryZone,
  t: T,
  locale: Locale,
): string[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const name = (code: string) => names.of(code) ?? code;
  const parts = (list: Readonly<Record<string, readonly string[]>>, key: "postalCodes" | "regions") =>
    Object.entries(list).map(([code, some]) =>
      t(`delivery.${key}`, { country: name(code), parts: some.join(", ") }),
    );
  return [
    ...(countries.length === 0 ? [] : [countries.map(name).join(", ")]),
    ...parts(postalCodes, "postalCodes"),
    ...parts(regions, "regions"),
  ];
}

function rateText(
  { name, days, hours, prices, freeFrom, pickup }: DeliveryRate,
  t: T,
  locale: Locale,
): string {
  const own = ownCurrency();
  const money = (amounts: PriceStep["price"]) => formatMoney(amounts[own] ?? 0, own, locale);
  const [from = 0, to = 0] = days ?? hours ?? [];
  const steps = prices.map(({ upToGrams, upTo, price }) => {
    if (upToGrams !== undefined) return t("delivery.upToGrams", { price: money(price), grams: upToGrams });
    return upTo ? t("delivery.upTo", { price: money(price), amount: money(upTo) }) : money(price);
  });
  const free = freeFrom?.[own] === undefined ? [] : [t("delivery.freeFrom", { amount: money(freeFrom) })];
  return [
    `${inLocale(name, locale)}${pickup ? ` (${t("delivery.pickup")})` : ""}`,
    t(days ? "delivery.days" : "delivery.hours", { from, to }),
    ...steps,
    ...free,
  ].join(" · ");
}
