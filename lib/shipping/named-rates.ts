import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { Currency } from "@/lib/base/money";
import type { ShippingRate } from "@/lib/model/quote";
import { zoneRates } from "./rates";

/** The rates for a country, with names; amounts in minor units. */
export function namedRates(country: string, currency: Currency, locale: Locale): ShippingRate[] {
  const t = translator(locale, "checkout");
  return zoneRates(country, currency).map((rate) => ({ ...rate, name: t(`shipping.${rate.speed}`) }));
}
