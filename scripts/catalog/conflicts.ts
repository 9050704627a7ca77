import { formatMoney } from "@/lib/base/money";
import type { Fact } from "@/lib/catalog/merge-facts";
import type { CatalogConflict } from "@/lib/catalog/sync.server";

/** Both values of what was edited on both sides. */
export function describeConflict(conflict: CatalogConflict): string {
  if ("sku" in conflict) {
    const { sku, currency, store, stripe } = conflict;
    const money = (amount: number) => formatMoney(amount, currency, "en");
    return `${sku}, price: ${money(store)} in the store, ${money(stripe)} at Stripe`;
  }
  const { slug, fact, store, stripe } = conflict;
  return `${slug}, ${NAMES[fact]}: ${JSON.stringify(store)} in the store, ${JSON.stringify(stripe)} at Stripe`;
}

const NAMES: Record<Fact, string> = {
  nameEn: "name",
  nameFr: "French name",
  descriptionEn: "description",
  descriptionFr: "French description",
  active: "active",
};
