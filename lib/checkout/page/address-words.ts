import type { Locale } from "@/i18n/routing";
import type { AddressProblems } from "@/lib/addresses/check";
import { problemsText } from "@/lib/addresses/texts";

type Refused = { code: string } | { code: string; country: string; problems: AddressProblems };

export function addressWords(refused: Refused, locale: Locale): { message?: string } {
  if (!("problems" in refused)) return {};
  return { message: problemsText(refused.problems, refused.country, locale) };
}
