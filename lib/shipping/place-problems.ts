import type { DeliveryZone } from "@/lib/model/delivery";
import { plainCode, plainRegion } from "./zones";

type Problem = { path: PropertyKey[]; message: string };

/** Places that are in two zones, and countries that are divided but whose rest is in no zone. Pure. */
export function placeProblems(zones: readonly DeliveryZone[]): Problem[] {
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  const take = (place: string, zone: DeliveryZone, path: PropertyKey[], shown: string) => {
    const owner = taken.get(place);
    if (owner !== undefined) problems.push({ path, message: `${shown} is in zone ${owner} already` });
    else taken.set(place, zone.id);
  };
  const ids = zones.map(({ id }) => id);
  for (const [index, zone] of zones.entries()) {
    const at = ["zones", index];
    if (ids.indexOf(zone.id) !== index)
      problems.push({ path: [...at, "id"], message: `is there twice: ${zone.id}` });
    for (const [place, country] of zone.countries.entries()) {
      take(country, zone, [...at, "countries", place], country);
    }
    for (const { key, country, part, position, plain } of partsOf(zone)) {
      take(`${country} ${key} ${plain}`, zone, [...at, key, country, position], `${country} ${part}`);
    }
  }
  const whole = new Set(zones.flatMap(({ countries }) => countries));
  for (const [index, zone] of zones.entries()) {
    for (const { key, country, position } of partsOf(zone)) {
      if (position > 0 || whole.has(country)) continue;
      problems.push({
        path: ["zones", index, key, country],
        message: `divides ${country}, and the rest of ${country} is in no zone: put it in one, if need be without rates`,
      });
    }
  }
  return problems;
}

function partsOf({ postalCodes = {}, regions = {} }: DeliveryZone) {
  const list = (
    key: "postalCodes" | "regions",
    parts: NonNullable<DeliveryZone["regions"]>,
    plain: (text: string) => string,
  ) =>
    Object.entries(parts).flatMap(([country, names]) =>
      names.map((part, position) => ({ key, country, part, position, plain: plain(part) })),
    );
  return [...list("postalCodes", postalCodes, plainCode), ...list("regions", regions, plainRegion)];
}
