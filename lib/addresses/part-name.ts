import type { AddressRule, PartName, RuledPart } from "./types";

/** The key in `addresses.names` for what a country calls a part: "zip", "prefecture". */
export function partKey(part: RuledPart, rule: AddressRule | null): PartName {
  return rule?.[part]?.name ?? (part === "postalCode" ? "postal_code" : part);
}
