import type { AddressRule, PartName, RuledPart } from "./types";

/** What a part is called in a country, as a key of `addresses.names`: "zip", "prefecture". */
export function partKey(part: RuledPart, rule: AddressRule | null): PartName {
  return rule?.[part]?.name ?? (part === "postalCode" ? "postal_code" : part);
}
