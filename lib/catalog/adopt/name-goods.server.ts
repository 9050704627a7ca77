import "server-only";
import { inArray } from "drizzle-orm";
import { inDefaultLanguage } from "@/lib/base/i18n-text";
import { pricesAtStripe } from "@/lib/catalog/currency-options";
import type { GoodsProduct } from "@/lib/catalog/goods/goods";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { toSlug } from "@/lib/catalog/goods/slug-text";
import type { Database } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { OptionAxis } from "@/lib/db/schema/catalog";
import type { PriceAtStripe } from "@/lib/db/schema/stripe-list";
import type { Adoptable, AdoptableVariant } from "./adoptable";
import { FreshNames } from "./fresh-names";

type Named = { goods: GoodsProduct; prices: { sku: string; price: PriceAtStripe }[] };

/** The one option of a product with several prices. */
const AXIS = { key: "variant", name: { en: "Variant", fr: "Variante", de: "Variante" } };

/** Gives adopted goods their addresses and SKUs: those that Stripe has in its metadata, or else like their names. */
export function namer(db: Database) {
  const slugs = new FreshNames(async (names) => {
    const { slug } = products;
    return (
      await db
        .select({ slug })
        .from(products)
        .where(inArray(slug, [...names]))
    ).map((row) => row.slug);
  });
  const skus = new FreshNames(async (names) => {
    const { sku } = variants;
    return (
      await db
        .select({ sku })
        .from(variants)
        .where(inArray(sku, [...names]))
    ).map((row) => row.sku);
  });
  return {
    /** Asks the database once for all names that a page of goods is likely to get. */
    expect: async (page: readonly Adoptable[]): Promise<void> => {
      await slugs.expect(page.map(({ slug }) => slug));
      await skus.expect(
        page.flatMap((one) => labelled(one).map(({ sku, key }) => sku ?? skuLike(one.slug, key))),
      );
    },
    /** @returns no goods when all their SKUs are taken by others; `leftOut` names the prices that are not taken */
    name: async (
      productId: string,
      one: Adoptable,
    ): Promise<{ named: Named | null; leftOut: ImportIssue[] }> => {
      const leftOut: ImportIssue[] = [];
      const free: AdoptableVariant[] = [];
      for (const variant of one.variants) {
        const { sku, price } = variant;
        const at = { line: 0, column: `${productId}, ${price.id}` };
        if (sku !== null && skus.isGiven(sku))
          leftOut.push({
            ...at,
            code: "sku_repeated",
            message: `a price of another product has the SKU ${sku}`,
          });
        else if (sku !== null && (await skus.isStored(sku)))
          leftOut.push({
            ...at,
            code: "sku_taken",
            message: `the SKU ${sku} belongs to a product of the store`,
          });
        else free.push(variant);
      }
      if (free.length === 0) return { named: null, leftOut };
      for (const { sku } of free) if (sku !== null) skus.give(sku);
      const slug = await slugs.giveLike(one.slug);
      const prices: Named["prices"] = [];
      const made: GoodsProduct["variants"] = [];
      const own = labelled({ ...one, variants: free });
      for (const { sku, key, price, unitAmount } of own) {
        const given = sku ?? (await skus.giveLike(skuLike(slug, key)));
        prices.push({ sku: given, price });
        made.push({
          sku: given,
          unitAmount,
          prices: pricesAtStripe(price),
          options: key === null ? {} : { [AXIS.key]: key },
          active: true,
        });
      }
      const values = own.flatMap(({ key, label }) =>
        key === null ? [] : [{ key, label: inDefaultLanguage(label) }],
      );
      const options: OptionAxis[] = values.length > 0 ? [{ ...AXIS, values }] : [];
      return { named: { goods: { ...one.facts, slug, options, variants: made }, prices }, leftOut };
    },
  };
}

type Labelled = AdoptableVariant & { key: string | null };

/** A product with one price needs no options. */
function labelled({ variants: all }: Pick<Adoptable, "variants">): Labelled[] {
  if (all.length === 1) return all.map((variant) => ({ ...variant, key: null }));
  const keys = new Set<string>();
  return all.map((variant) => {
    const like = toSlug(variant.label) || "value";
    let key = like;
    for (let number = 2; keys.has(key); number += 1) key = `${like}-${number}`;
    keys.add(key);
    return { ...variant, key };
  });
}

const skuLike = (slug: string, key: string | null) => (key === null ? slug : `${slug}-${key}`).toUpperCase();
