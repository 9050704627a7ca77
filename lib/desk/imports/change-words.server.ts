import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ImportChange } from "@/lib/catalog/import/import-change";
import { valueInWords } from "@/lib/desk/goods/words.server";

const FIELDS = [
  "name",
  "description",
  "details",
  "categorySlug",
  "vendor",
  "kind",
  "tags",
  "active",
  "publishedAt",
  "options",
  "pictures",
  "images",
  "slug",
  "position",
  "featured",
  "taxCode",
  "unitAmount",
  "compareAtAmount",
  "prices",
  "lowStockAt",
  "seoTitle",
  "seoDescription",
  "sku",
  "costAmount",
  "barcode",
  "storagePlace",
  "weightGrams",
  "backorder",
  "onHand",
] as const;

/** What an import changes, in the language of whoever reads it: "mug: Price of MUG-S: €24.00 → €25.00". */
export function importChangeInWords(change: ImportChange | string, locale: Locale): string {
  // Reports of an earlier version have the command's lines.
  if (typeof change === "string") return change;
  const t = translator(locale, "desk-imports");
  switch (change.kind) {
    case "product_added":
    case "variant_added":
    case "variant_off_sale":
      return t(`changes.${change.kind}`, { ...change });
    case "list":
      return t(`changes.${change.list}`, { slug: change.slug, isNew: change.isNew ? "yes" : "no" });
    case "field": {
      const { slug, sku, from, to } = change;
      const known = FIELDS.find((one) => one === change.field);
      const values = {
        ...{ slug, field: known ? t(`fields.${known}`) : change.field },
        ...{ from: valueInWords(change.field, from, locale), to: valueInWords(change.field, to, locale) },
      };
      return sku === null ? t("changes.field", values) : t("changes.fieldOf", { ...values, sku });
    }
  }
}
