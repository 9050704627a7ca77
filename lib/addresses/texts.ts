import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type AddressProblems, addressRule } from "./check";
import { partKey } from "./part-name";

/** The problems as one text: "State: Please fill this in." */
export function problemsText(problems: AddressProblems, country: string, locale: Locale): string {
  const t = translator(locale, "addresses");
  return (["line1", "postalCode", "city", "state"] as const)
    .flatMap((part) => {
      const problem = problems[part];
      if (!problem) return [];
      const name = part === "line1" ? t("line1") : t(`names.${partKey(part, addressRule(country))}`);
      return [t("problem", { name, problem: t(`problems.${problem}`) })];
    })
    .join(" ");
}
