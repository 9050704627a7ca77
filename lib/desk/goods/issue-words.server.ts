import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ImportIssue } from "@/lib/catalog/goods/issue";

/** Why something of a product is refused, in the staff's language, with the code that the docs explain. */
export function issueInWords({ code, about }: Pick<ImportIssue, "code" | "about">, locale: Locale): string {
  const text = translator(locale, "desk-issues")(code);
  return `${text}${about ? ` (${about.slice(0, 200)})` : ""} · ${code}`;
}
