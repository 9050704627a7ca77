import { routing } from "@/i18n/routing";
import { formatMoney } from "@/lib/base/money";
import { type Fact, textFact } from "@/lib/catalog/merge-facts";
import type { CatalogConflict } from "@/lib/catalog/sync.server";

/** Says both values of an edit on both sides. */
export function describeConflict(conflict: CatalogConflict): string {
  if ("sku" in conflict) {
    const { sku, currency, store, stripe } = conflict;
    const money = (amount: number) => formatMoney(amount, currency, "en");
    return `${sku}, price: ${money(store)} in the store, ${money(stripe)} at Stripe`;
  }
  const { slug, fact, store, stripe } = conflict;
  return `${slug}, ${nameOf(fact)}: ${JSON.stringify(store)} in the store, ${JSON.stringify(stripe)} at Stripe`;
}

/** The name of a fact: "name", "French name", "description", "active". */
function nameOf(fact: Fact): string {
  const languages = new Intl.DisplayNames("en", { type: "language" });
  for (const part of ["name", "description"] as const) {
    const locale = routing.locales.find((candidate) => textFact(part, candidate) === fact);
    if (locale) return locale === routing.defaultLocale ? part : `${languages.of(locale)} ${part}`;
  }
  return fact;
}
