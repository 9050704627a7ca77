import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { PriceId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";
import { inTransaction } from "@/lib/db/transaction.server";
import { orDeleted } from "@/lib/stripe/or-deleted";
import { applyPrices, withFactProblems } from "./apply-prices.server";
import { createOnce } from "./create-once.server";
import { currencyParams } from "./currency-options";
import { matchPrices } from "./match-prices";
import { type MergedAmounts, mergeAmounts } from "./merge-amounts";
import { nextMirrorVersion } from "./mirror-version";
import { leftBehind, nicknameOf, priceStep, REPLACES } from "./price-step";
import { compareProduct, defaultPriceOf, type ProductComparison, type VariantRow } from "./product-facts";
import { hasSameFacts, loadProduct, lockProduct, type StoredProduct } from "./stored-product.server";
import { priceIdsOf } from "./stripe-list.server";
import { readStripeProduct } from "./stripe-product.server";
import { taxBehaviorOf, wantedTaxBehavior } from "./stripe-tax";
import type { Sync, SyncCounts } from "./sync.server";
import { updateStripeProduct } from "./update-stripe-product.server";

const MAX_TRIES = 5;

/** Stores Stripe's prices for a product's variants, then updates Stripe with the store's edits. */
export async function syncPrices(
  sync: Sync,
  stored: StoredProduct,
  updatedProduct: ProductAtStripe,
  listedPrices: readonly PriceAtStripe[],
): Promise<void> {
  const { db, stripe } = sync;
  let product = updatedProduct;
  let known = stored;
  let active = listedPrices;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const listed = new Set(active.map(({ id }) => id));
    const { found, unknown } = await lookUpPrices(
      stripe,
      priceIdsOf(known).filter((id) => !listed.has(id)),
    );
    const prices = [...active, ...found];
    const variants = known.variants.map((variant) =>
      unknown.has(variant.stripePriceId ?? "") ? { ...variant, stripePriceId: null } : variant,
    );
    const comparison = compareProduct(known.product, product, sync.prefer);
    const matches = matchPrices(variants, prices, defaultPriceOf(product));
    const merged = mergeAmounts(variants, matches, prices, sync.prefer);
    const after = await storePrices(db, known, variants, comparison, merged);
    if (after) {
      const { slug } = known.product;
      sync.report.conflicts.push(...comparison.conflicts.map((conflict) => ({ slug, ...conflict })));
      sync.report.conflicts.push(...merged.conflicts);
      const row = { ...known.product, ...comparison.changes };
      return updateStripePrices(sync, product, row, variants, after, currentPrices(merged, prices));
    }
    known = keepAgreement(await loadProduct(db, known.product.id), known, comparison);
    const at = await readStripeProduct(stripe, [product.id], priceIdsOf(known));
    active = at.prices;
    if (at.product.deleted) continue;
    product = await updateStripeProduct(stripe, known.product, at.product, sync.prefer);
  }
  throw new Error(
    `product ${stored.product.slug} was changed by others ${MAX_TRIES} times while it was read`,
  );
}

/** Looks up prices by id, also archived ones. `unknown` ids do not exist at Stripe. */
async function lookUpPrices(
  stripe: Stripe,
  ids: readonly string[],
): Promise<{ found: PriceAtStripe[]; unknown: Set<string> }> {
  const found: PriceAtStripe[] = [];
  const unknown = new Set<string>();
  for (const id of ids) {
    const price = await orDeleted(id, stripe.prices.retrieve(id));
    if (price.deleted) unknown.add(id);
    else found.push(price);
  }
  return { found, unknown };
}

/** Keeps the agreed facts when Stripe was updated but the row was not stored; a later difference in the row is then a new edit. */
function keepAgreement(
  now: StoredProduct | null,
  before: StoredProduct,
  { changes }: ProductComparison,
): StoredProduct {
  if (!now) return before;
  if (now.product.mirrorVersion !== before.product.mirrorVersion) return now;
  const { stripeProductId, agreed } = changes;
  return { ...now, product: { ...now.product, stripeProductId, agreed } };
}

/** `left` is an active Price that `price` has replaced. */
type Current = { price: PriceAtStripe | undefined; left: string | null; isInConflict: boolean };

function currentPrices({ prices, conflicts }: MergedAmounts, atStripe: readonly PriceAtStripe[]) {
  const byId = new Map(atStripe.map((price) => [price.id, price]));
  const inConflict = new Set(conflicts.map(({ sku }) => sku));
  const used = new Set([...prices.values()].map(({ id }) => id));
  return ({ id, sku }: VariantRow): Current => {
    const price = byId.get(prices.get(id)?.id ?? "");
    const left = price ? leftBehind(price, atStripe, used) : null;
    return { price, left, isInConflict: inConflict.has(sku) };
  };
}

async function updateStripePrices(
  sync: Sync,
  product: ProductAtStripe,
  row: StoredProduct["product"],
  before: readonly VariantRow[],
  after: readonly VariantRow[],
  current: (variant: VariantRow) => Current,
): Promise<void> {
  for (const [index, variant] of after.entries()) {
    const { price, left, isInConflict } = current(variant);
    if (!price && variant.stripePriceId !== null) {
      sync.report.offSale += 1;
      continue;
    }
    const isDue =
      !isInConflict && (price !== undefined || (variant.active && variant.stripePriceId === null));
    const outcome = isDue ? await updateStripePrice(sync, row, variant, product, price) : "unchanged";
    if (price && left && !isInConflict && outcome === "unchanged") {
      await archivePrice(sync, product, left, price.id);
    }
    const was = before[index];
    const isTaken = was?.unitAmount !== variant.unitAmount || was.active !== variant.active;
    sync.report[outcome === "unchanged" && isTaken ? "updated" : outcome] += 1;
  }
}

/** Stores prices; null when the product changed since it was read. `own` are the variants of `read`, without Prices that Stripe does not know. */
async function storePrices(
  db: Database,
  read: StoredProduct,
  own: readonly VariantRow[],
  look: ProductComparison,
  merged: MergedAmounts,
): Promise<VariantRow[] | null> {
  return inTransaction(db, async (tx) => {
    const { product: row } = read;
    const now = await lockProduct(tx, row.id);
    if (now?.product.mirrorVersion !== row.mirrorVersion || !hasSameFacts(now, read)) return null;
    await tx
      .update(products)
      .set({ ...look.changes, mirrorVersion: nextMirrorVersion })
      .where(eq(products.id, row.id));
    return applyPrices(tx, row, own, withFactProblems(merged, look));
  });
}

async function updateStripePrice(
  sync: Sync,
  row: StoredProduct["product"],
  variant: VariantRow,
  product: ProductAtStripe,
  current: PriceAtStripe | undefined,
): Promise<keyof SyncCounts> {
  const { stripe } = sync;
  const nickname = nicknameOf(row, variant);
  const tax_behavior = wantedTaxBehavior();
  const step = current ? priceStep(row, variant, product.id, current) : "create";
  if (step === "keep") return "unchanged";
  const others = currencyParams(variant.prices, tax_behavior);
  if (current && step === "edit") {
    const saysNothing = taxBehaviorOf(current) === "unspecified";
    // The lookup key that a sync has given follows the SKU; a merchant's own one stays.
    const isFormerSku = current.lookup_key !== null && current.lookup_key === current.metadata.sku;
    const renamed = isFormerSku && current.lookup_key !== variant.sku;
    const updated = await stripe.prices.update(current.id, {
      nickname,
      metadata: { sku: variant.sku, ...others.metadata },
      ...others.options,
      ...(renamed && { lookup_key: variant.sku, transfer_lookup_key: true }),
      ...(saysNothing && { tax_behavior }),
    });
    if (saysNothing) await storePrice(sync, variant, updated);
    return "updated";
  }
  const params = {
    product: product.id,
    currency: variant.currency,
    unit_amount: variant.unitAmount,
    lookup_key: variant.sku,
    transfer_lookup_key: true,
    nickname,
    tax_behavior,
    metadata: { sku: variant.sku, ...others.metadata, ...(current && { [REPLACES]: current.id }) },
    ...others.options,
  };
  const price = await createOnce(
    { ...params, insteadOf: current?.id ?? variant.stripePriceId },
    (options) => stripe.prices.create(params, options),
    ({ id }) => stripe.prices.retrieve(id),
  );
  await storePrice(sync, variant, price);
  if (!current) return "created";
  await archivePrice(sync, product, current.id, price.id);
  return "updated";
}

/** The last step of a replacement: by now the new Price has the lookup key and is sold. Stripe archives no default Price. */
async function archivePrice(
  { stripe }: Sync,
  product: ProductAtStripe,
  old: string,
  replacement: string,
): Promise<void> {
  if (defaultPriceOf(product) === old) {
    await stripe.products.update(product.id, { default_price: replacement });
  }
  await stripe.prices.update(old, { active: false });
}

async function storePrice({ db }: Sync, variant: VariantRow, price: PriceAtStripe): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .update(products)
      .set({ mirrorVersion: nextMirrorVersion })
      .where(eq(products.id, variant.productId));
    await tx
      .update(variants)
      .set({
        stripePriceId: price.id as PriceId,
        stripeTaxBehavior: taxBehaviorOf(price),
      })
      .where(eq(variants.id, variant.id));
  });
}
