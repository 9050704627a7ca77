import type { Locale } from "@/i18n/routing";
import en from "@/messages/en/addresses.json";
import fr from "@/messages/fr/addresses.json";
import { type AddressProblems, addressRule } from "./check";
import type { RuledPart } from "./types";

export type AddressTexts = typeof en;

const TEXTS: Record<Locale, AddressTexts> = { en, fr };

export const addressTexts = (locale: Locale): AddressTexts => TEXTS[locale];

/** What a part is called in a country: "ZIP code", "Prefecture". */
export function partName(part: "line1" | RuledPart, country: string, texts: AddressTexts): string {
  if (part === "line1") return texts.line1;
  const name = addressRule(country)?.[part]?.name;
  return name ? texts.names[name] : texts.names[part === "postalCode" ? "postal_code" : part];
}

/** "State: Please fill this in." */
export function problemsText(problems: AddressProblems, country: string, locale: Locale): string {
  const texts = TEXTS[locale];
  return (["line1", "postalCode", "city", "state"] as const)
    .flatMap((part) => {
      const problem = problems[part];
      return problem ? [`${partName(part, country, texts)}${texts.colon} ${texts.problems[problem]}`] : [];
    })
    .join(" ");
}
