import type { Address } from "@/lib/model/order";

const TOWN_FIRST = new Set(["AU", "CA", "GB", "IE", "NZ", "US"]);

/** An address as on a parcel: one string per line, the country's name last. */
export function addressLines(address: Address, locale: string): string[] {
  const { line1, line2, city, state, postalCode, country } = address;
  const code = country?.toUpperCase() ?? "";
  const town = TOWN_FIRST.has(code)
    ? [city, [state, postalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ")
    : [postalCode, city, state].filter(Boolean).join(" ");
  const lines = [line1, line2, town, code && countryName(code, locale)];
  return lines.flatMap((line) => (line ? [line] : []));
}

/** A list of names takes longer to make than to use. */
const names = new Map<string, Intl.DisplayNames>();

/** The name of a country in the reader's language; an unknown code stays as it is. */
export function countryName(code: string, locale: string): string {
  try {
    const known = names.get(locale) ?? new Intl.DisplayNames(locale, { type: "region" });
    names.set(locale, known);
    return known.of(code) ?? code;
  } catch {
    return code;
  }
}
