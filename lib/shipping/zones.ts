import type { DeliveryPlan, DeliveryZone, Destination, Places, QuotedZone } from "@/lib/model/delivery";

/** The zone of a destination; null where nothing is delivered. Without a postal code and a state, the zone of the rest of the country. Pure. */
export function zoneOf(plan: DeliveryPlan, to: Destination): QuotedZone | null {
  const [best] = plan.zones
    .map((zone) => ({ zone, match: matchOf(zone, to) }))
    .filter(({ match }) => match >= 0)
    .sort((a, b) => b.match - a.match);
  if (!best || best.zone.rates.length === 0) return null;
  return withExceptions(plan, best.zone);
}

export function isInZone(zone: QuotedZone, to: Destination): boolean {
  const match = matchOf(zone, to);
  return match >= 0 && match > matchOf({ countries: [], ...zone.except }, to);
}

/** Equal keys have equal rates: where no country of the zone is divided, only the country counts. */
export function placeKey({ country, postalCode, state }: Destination, divided: boolean): string {
  return divided ? [country, postalCode, state].filter(Boolean).join(" ") : country;
}

/** Countries to which anything is delivered, in the order of their zones. */
export function servedCountries(plan: DeliveryPlan): string[] {
  const served = plan.zones.filter(({ rates }) => rates.length > 0);
  return [...new Set(served.flatMap(countriesOf))];
}

/** All countries of a zone, the wanted one first. */
export function countriesWith(zone: Places, country: string): string[] {
  return [country, ...countriesOf(zone).filter((other) => other !== country)];
}

/** With those of which it has parts. */
export const countriesOf = ({ countries, postalCodes, regions }: Places) => [
  ...countries,
  ...Object.keys(postalCodes ?? {}),
  ...Object.keys(regions ?? {}),
];

/** How exactly the places name a destination; -1 when they do not. */
function matchOf({ countries, postalCodes, regions }: Places, to: Destination): number {
  const code = plainCode(to.postalCode ?? "");
  const lengths = (postalCodes?.[to.country] ?? [])
    .map(plainCode)
    .filter((start) => code.startsWith(start))
    .map((start) => start.length);
  if (lengths.length > 0) return 1 + Math.max(...lengths);
  const state = plainRegion(to.state ?? "");
  if (regions?.[to.country]?.some((region) => plainRegion(region) === state)) return 1;
  return countries.includes(to.country) ? 0 : -1;
}

/** As shoppers type them: "sw1a 1aa" begins with "SW1A1". */
export const plainCode = (code: string) =>
  code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");

export const plainRegion = (region: string) =>
  region.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function withExceptions(plan: DeliveryPlan, zone: DeliveryZone): QuotedZone {
  const others = plan.zones.filter(({ id }) => id !== zone.id);
  const postalCodes = partsIn(
    zone,
    others.map((other) => other.postalCodes ?? {}),
  );
  const regions = partsIn(
    zone,
    others.map((other) => other.regions ?? {}),
  );
  if (!postalCodes && !regions) return zone;
  return { ...zone, except: { ...(postalCodes && { postalCodes }), ...(regions && { regions }) } };
}

type Parts = NonNullable<Places["regions"]>;

/** The parts of the zone's countries among others' parts; undefined when there are none. */
function partsIn(zone: Places, others: readonly Parts[]): Parts | undefined {
  const entries = countriesOf(zone).flatMap((country) => {
    const parts = others.flatMap((other) => other[country] ?? []);
    return parts.length > 0 ? [[country, parts] as const] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
