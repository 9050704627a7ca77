import type { Localized } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import type { DeliveryPlan, DeliveryRate } from "@/lib/model/delivery";

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

const NAMES: Record<"standard" | "express", Localized> = {
  standard: { en: "Standard delivery", fr: "Livraison standard", de: "Standardversand" },
  express: { en: "Express delivery", fr: "Livraison express", de: "Expressversand" },
};

/** The delivery of a store that has not imported its own, in the store's currency. */
export function standardPlan(currency: Currency): DeliveryPlan {
  const rate = (id: "standard" | "express", { euros, days }: Speed): DeliveryRate => ({
    id,
    name: NAMES[id],
    days,
    prices: [{ price: { [currency]: nominalAmount(euros, currency) } }],
  });
  return {
    zones: ZONES.map(({ id, countries, standard, express }) => ({
      id,
      countries: countries.split(" "),
      rates: [rate("standard", standard), rate("express", express)],
    })),
  };
}
