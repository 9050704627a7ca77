import type { Currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import type { ShippingSpeed } from "@/lib/model/quote";

/** `amount` in minor units; business days, including both ends. */
type ZoneRate = { speed: ShippingSpeed; amount: number; minDays: number; maxDays: number };

type Zone = {
  countries: readonly string[];
  /** Sample euros, from which `nominalAmount` makes other currencies. */
  rates: Record<ShippingSpeed, { euros: number; minDays: number; maxDays: number }>;
};

const ZONES: readonly Zone[] = [
  {
    countries: ["FR", "BE", "LU", "MC"],
    rates: {
      standard: { euros: 4.9, minDays: 2, maxDays: 4 },
      express: { euros: 9.9, minDays: 1, maxDays: 2 },
    },
  },
  {
    countries: [
      ..."AT BG HR CY CZ DE DK EE ES FI GR HU IE IT LV LT MT NL PL PT RO SE SI SK".split(" "),
      ..."CH GB NO".split(" "),
    ],
    rates: {
      standard: { euros: 8.9, minDays: 3, maxDays: 6 },
      express: { euros: 17.9, minDays: 1, maxDays: 3 },
    },
  },
  {
    countries: ["US", "CA"],
    rates: {
      standard: { euros: 14.9, minDays: 6, maxDays: 10 },
      express: { euros: 32, minDays: 2, maxDays: 4 },
    },
  },
  {
    countries: ["AU", "NZ", "JP", "KR", "SG", "HK"],
    rates: {
      standard: { euros: 18.9, minDays: 7, maxDays: 14 },
      express: { euros: 38, minDays: 3, maxDays: 5 },
    },
  },
];

/** Countries (ISO 3166-1 alpha-2) in the order of their zones, the nearest first. */
export const SHIPPING_COUNTRIES: readonly string[] = ZONES.flatMap((zone) => zone.countries);

/** The rates for a country: standard, then express; empty when the store does not deliver there. */
export function zoneRates(country: string, currency: Currency): ZoneRate[] {
  const zone = zoneOf(country);
  if (!zone) return [];
  return (["standard", "express"] as const).map((speed) => {
    const { euros, minDays, maxDays } = zone.rates[speed];
    return { speed, amount: nominalAmount(euros, currency), minDays, maxDays };
  });
}

export function countriesOfZone(country: string): string[] {
  const zone = zoneOf(country);
  return zone ? [country, ...zone.countries.filter((other) => other !== country)] : [];
}

export function sameZone(country: string, other: string): boolean {
  const zone = zoneOf(country);
  return zone !== undefined && zone === zoneOf(other);
}

function zoneOf(country: string): Zone | undefined {
  return ZONES.find((zone) => zone.countries.includes(country));
}
