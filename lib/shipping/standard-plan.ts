import type { Locale } from "@/i18n/languages";
import type { Currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import type { DeliveryPlan, DeliveryRate } from "@/lib/model/delivery";
import type { Address } from "@/lib/model/order";

type Speed = { euros: number; days: readonly [number, number] };

/** Sample euros, from which `nominalAmount` makes other currencies. The nearest countries come first. */
const ZONES: readonly { id: string; countries: string; standard: Speed; express: Speed }[] = [
  {
    id: "near",
    countries: "FR BE LU MC",
    standard: { euros: 4.9, days: [2, 4] },
    express: { euros: 9.9, days: [1, 2] },
  },
  {
    id: "europe",
    countries: "AT BG HR CY CZ DE DK EE ES FI GR HU IE IT LV LT MT NL PL PT RO SE SI SK CH GB NO",
    standard: { euros: 8.9, days: [3, 6] },
    express: { euros: 17.9, days: [1, 3] },
  },
  {
    id: "north-america",
    countries: "US CA",
    standard: { euros: 14.9, days: [6, 10] },
    express: { euros: 32, days: [2, 4] },
  },
  {
    id: "asia-pacific",
    countries: "AU NZ JP KR SG HK",
    standard: { euros: 18.9, days: [7, 14] },
    express: { euros: 38, days: [3, 5] },
  },
];

const NAMES: Record<"standard" | "express", Record<Locale, string>> = {
  standard: { en: "Standard delivery", fr: "Livraison standard", de: "Standardversand" },
  express: { en: "Express delivery", fr: "Livraison express", de: "Expressversand" },
};

/** How the demonstration's own place is called, and when it is open. */
const COLLECT: Record<Locale, string> = {
  en: "Collect from the shop",
  fr: "Retrait en boutique",
  de: "Abholung im Laden",
};
const OPENING_HOURS: Record<Locale, string> = {
  en: "Tuesday to Saturday, 10:00 to 18:00",
  fr: "Du mardi au samedi, de 10 h à 18 h",
  de: "Dienstag bis Samstag, 10 bis 18 Uhr",
};

/**
 * The delivery of a store that has not imported its own, in the store's currency.
 * @param collectAt the shop's own address, where shoppers of its country may collect their goods
 */
export function standardPlan(currency: Currency, collectAt: Address | null = null): DeliveryPlan {
  const rate = (id: "standard" | "express", { euros, days }: Speed): DeliveryRate => ({
    id,
    name: NAMES[id],
    days,
    prices: [{ price: { [currency]: nominalAmount(euros, currency) } }],
  });
  return {
    zones: ZONES.map(({ id, countries: codes, standard, express }) => {
      const countries = codes.split(" ");
      return {
        id,
        countries,
        rates: [
          rate("standard", standard),
          rate("express", express),
          ...(collectAt?.country && countries.includes(collectAt.country)
            ? [collect(collectAt, collectAt.country, currency)]
            : []),
        ],
      };
    }),
  };
}

const collect = (address: Address, country: string, currency: Currency): DeliveryRate => ({
  id: "collect",
  name: COLLECT,
  hours: [2, 24],
  countries: [country],
  pickup: { address, openingHours: OPENING_HOURS },
  prices: [{ price: { [currency]: 0 } }],
});
