import "server-only";
import { type AnyColumn, asc, gt, type SQL, sql } from "drizzle-orm";
import type { PriceId, ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import type { Database } from "@/lib/db/client";
import { catalogSettings, products, type variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { StripeGoods } from "@/lib/model/quote";

/** Whether Stripe has a copy of the catalogue, with a Price for each variant. Without one each line that is paid for brings its price. */
export const mirrorsCatalog = (): boolean => env().CATALOG_MIRROR === "on";

type Product = Pick<typeof products.$inferSelect, "taxCode" | "stripeProductId" | "stripeTaxCode">;
type Variant = Pick<typeof variants.$inferSelect, "currency" | "stripePriceId" | "stripeTaxBehavior">;

/**
 * What a line that is paid for names at Stripe. Without a copy there nothing is used that may be left of one: nobody keeps it right. A Price is
 * of the variant's own currency; in another one the line brings its price with it.
 */
export function goodsAtStripe(
  product: Product,
  variant: Variant,
  currency: Currency,
): { priceId: PriceId | null; stripe: StripeGoods } {
  if (!mirrorsCatalog()) {
    return { priceId: null, stripe: { productId: null, taxCode: product.taxCode, taxBehavior: null } };
  }
  return {
    priceId: currency === variant.currency ? variant.stripePriceId : null,
    stripe: {
      productId: product.stripeProductId,
      taxCode: product.stripeTaxCode,
      taxBehavior: variant.stripeTaxBehavior,
    },
  };
}

/** Whether a variant has the price that it needs to be sold: the one at Stripe, or with `CATALOG_MIRROR=off` only its own. */
export const isPriced = (stripePriceId: AnyColumn): SQL<boolean> => sql<boolean>`is_priced(${stripePriceId})`;

const BATCH = 500;

/** Whether the lists are those of `CATALOG_MIRROR`, and not of what it was before. */
export async function isMirrorSettingCarriedOut(database: Database): Promise<boolean> {
  const [known] = await database.select().from(catalogSettings);
  return known?.mirror === mirrorsCatalog() && known.carriedOut;
}

/** Carries `CATALOG_MIRROR` out: what is listed and found depends on it. Goes on where it was cut short. */
export async function followMirrorSetting(database: Database): Promise<void> {
  if (await isMirrorSettingCarriedOut(database)) return;
  const mirror = mirrorsCatalog();
  await setMirror(database, { mirror, carriedOut: false });
  for await (const ids of productsInBatches(database)) {
    await inTransaction(database, (tx) =>
      tx.execute(sql`select refresh_listings(${sql.param(ids)}), refresh_search(${sql.param(ids)})`),
    );
  }
  await setMirror(database, { mirror, carriedOut: true });
}

async function setMirror(
  database: Database,
  settings: { mirror: boolean; carriedOut: boolean },
): Promise<void> {
  await database
    .insert(catalogSettings)
    .values(settings)
    .onConflictDoUpdate({ target: catalogSettings.id, set: settings });
}

async function* productsInBatches(database: Database): AsyncGenerator<ProductId[]> {
  let last: ProductId | undefined;
  for (;;) {
    const rows = await database
      .select({ id: products.id })
      .from(products)
      .where(last === undefined ? undefined : gt(products.id, last))
      .orderBy(asc(products.id))
      .limit(BATCH);
    last = rows.at(-1)?.id;
    if (last === undefined) return;
    yield rows.map(({ id }) => id);
  }
}
