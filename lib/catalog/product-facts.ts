import { type Locale, otherLocales, routing } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import type { products, variants } from "@/lib/db/schema";
import type { ProductFacts } from "@/lib/db/schema/catalog";
import type { ProductAtStripe } from "@/lib/db/schema/stripe-list";
import { type FactConflict, mergeFacts, type Side, textFact } from "./merge-facts";
import { taxCodeOf } from "./stripe-tax";

export type ProductRow = typeof products.$inferSelect;
export type VariantRow = typeof variants.$inferSelect;
export type DeletedAtStripe = { id: string; deleted: true };

type ProductChanges = Pick<ProductRow, "active" | "stripeProductId" | "stripeUpdated" | "agreed"> &
  Partial<Pick<ProductRow, "name" | "description" | "stripeTaxCode">>;

export type ProductComparison = {
  changes: ProductChanges;
  wanted: ProductFacts;
  conflicts: FactConflict[];
};

export function isProductOf(row: ProductRow, product: ProductAtStripe | DeletedAtStripe): boolean {
  if (row.stripeProductId !== null || product.deleted) return row.stripeProductId === product.id;
  return product.metadata.slug === row.slug;
}

export function compareProduct(
  row: ProductRow,
  product: ProductAtStripe,
  prefer: Side | null = null,
): ProductComparison {
  const { store, stripe, agreed, conflicts } = mergeFacts(
    agreedBefore(row, product),
    factsOfRow(row),
    factsAtStripe(product),
    prefer,
  );
  return {
    changes: {
      stripeProductId: product.id,
      stripeUpdated: product.updated,
      stripeTaxCode: taxCodeOf(product),
      name: { ...row.name, ...inLanguages("name", store) },
      description: { ...row.description, ...inLanguages("description", store) },
      active: store.active,
      agreed,
    },
    wanted: stripe,
    conflicts,
  };
}

export const DELETED: ProductChanges = {
  active: false,
  stripeProductId: null,
  stripeUpdated: null,
  agreed: null,
};

function agreedBefore(row: ProductRow, product: ProductAtStripe): Partial<ProductFacts> {
  if (row.stripeProductId !== product.id) return {};
  if (row.agreed) return row.agreed;
  // Older rows do not record what was agreed: if Stripe's product is unchanged, the store's row was edited.
  return row.stripeUpdated === product.updated ? factsAtStripe(product) : {};
}

/** Letters that a value of Stripe's metadata holds. Source: docs.stripe.com/metadata. */
const METADATA_LETTERS = 500;

/** What both sides can say: a text in another language that no metadata holds is the store's alone. */
export function factsOfRow({ name, description, active }: ProductRow): ProductFacts {
  return {
    ...factsIn("name", withoutLong(name)),
    ...factsIn("description", withoutLong(description)),
    active,
  };
}

const withoutLong = (texts: Localized): Partial<Localized> =>
  Object.fromEntries(
    Object.entries(texts).filter(
      ([locale, text]) => locale === routing.defaultLocale || text.length <= METADATA_LETTERS,
    ),
  );

/** What Stripe's product says. Stripe shows the default language; the others are in the metadata: `name_fr`, `description_fr`. */
function factsAtStripe({ name, description, active, metadata }: ProductAtStripe): Partial<ProductFacts> {
  const { defaultLocale } = routing;
  const inMetadata = (part: "name" | "description") =>
    Object.fromEntries(otherLocales.map((locale) => [locale, metadata[metadataKey(part, locale)]]));
  return {
    ...factsIn("name", { [defaultLocale]: name, ...inMetadata("name") }),
    ...factsIn("description", {
      ...(description !== null && { [defaultLocale]: description }),
      ...inMetadata("description"),
    }),
    active,
  };
}

export const metadataKey = (part: "name" | "description", locale: Locale) => `${part}_${locale}`;

function factsIn(
  part: "name" | "description",
  texts: Partial<Record<Locale, string>>,
): Omit<ProductFacts, "active"> {
  return Object.fromEntries(
    routing.locales.flatMap((locale) =>
      texts[locale] === undefined ? [] : [[textFact(part, locale), texts[locale]]],
    ),
  );
}

function inLanguages(part: "name" | "description", facts: ProductFacts): Partial<Localized> {
  return Object.fromEntries(
    routing.locales.flatMap((locale) => {
      const text = facts[textFact(part, locale)];
      return text === undefined ? [] : [[locale, text]];
    }),
  );
}

export function defaultPriceOf(product: ProductAtStripe | DeletedAtStripe): string | null {
  if (product.deleted || !product.default_price) return null;
  return typeof product.default_price === "string" ? product.default_price : product.default_price.id;
}

export function shownFacts({ name, description, active }: ProductRow, own: readonly VariantRow[]): string {
  const priced = own.map((variant) => [variant.id, variant.unitAmount, variant.active]);
  const texts = routing.locales.map((locale) => [name[locale], description[locale]]);
  return JSON.stringify([texts, active, priced]);
}
