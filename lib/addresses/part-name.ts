import type { AddressRule, PartName, RuledPart } from "./types";

/** The key in `addresses.names` of a part's name in a country: "zip", "prefecture". */
export function partKey(part: RuledPart, rule: AddressRule | null): PartName {
  return rule?.[part]?.name ?? (part === "postalCode" ? "postal_code" : part);
}
