import "server-only";
import type Stripe from "stripe";
import type { ProductAtStripe } from "@/lib/db/schema/stripe-list";
import { orDeleted } from "@/lib/stripe/or-deleted";
import { createOnce } from "./create-once.server";
import { compareProduct, factsOfRow, type ProductRow } from "./product-facts";
import { productParams } from "./product-params";
import type { StoredProduct } from "./stored-product.server";
import { type Listed, priceIdsOf } from "./stripe-list.server";
import { readStripeProduct } from "./stripe-product.server";
import type { Sync } from "./sync.server";
import { syncPrices } from "./sync-prices.server";
import { updateStripeProduct } from "./update-stripe-product.server";

/** Stripe's tax code for general tangible goods: docs.stripe.com/tax/tax-codes. */
const TAX_CODE = "txcd_99999999";

/** Brings a product and its prices in step, here and at Stripe. @param listed null when the product was written after the account was listed */
export async function syncProduct(sync: Sync, stored: StoredProduct, listed: Listed | null): Promise<void> {
  const { product: known, prices } = listed ?? (await readNow(sync.stripe, stored));
  const product = await syncFacts(sync, stored.product, known);
  await syncPrices(sync, stored, product, prices);
}

async function readNow(stripe: Stripe, stored: StoredProduct): Promise<Listed> {
  const id = stored.product.stripeProductId;
  if (id === null) return { product: undefined, prices: [] };
  const { product, prices } = await readStripeProduct(stripe, [id], priceIdsOf(stored));
  return { product: product.deleted ? undefined : product, prices };
}

async function syncFacts(
  { stripe, prefer, report }: Sync,
  row: ProductRow,
  listed: ProductAtStripe | undefined,
): Promise<ProductAtStripe> {
  const current = listed ?? (await unlisted(stripe, row.stripeProductId));
  if (!current) {
    const wanted = productParams(row, factsOfRow(row));
    // An empty text clears an old description; a new product has none to clear.
    const params = { tax_code: TAX_CODE, ...wanted, description: wanted.description || undefined };
    const made = await createOnce(
      { ...params, insteadOf: row.stripeProductId },
      (options) => stripe.products.create(params, options),
      ({ id }) => stripe.products.retrieve(id),
    );
    report.created += 1;
    return made;
  }
  const { changes } = compareProduct(row, current, prefer);
  const updated = await updateStripeProduct(stripe, row, current, prefer);
  const isTaken = factsKey(row) !== factsKey({ ...row, ...changes });
  report[updated === current && !isTaken ? "unchanged" : "updated"] += 1;
  return updated;
}

/** What is missing from the list may have been made since: nothing is made twice for that. */
async function unlisted(stripe: Stripe, id: string | null): Promise<ProductAtStripe | undefined> {
  if (id === null) return undefined;
  const product = await orDeleted(id, stripe.products.retrieve(id));
  return product.deleted ? undefined : product;
}

const factsKey = (row: ProductRow) => JSON.stringify(Object.values(factsOfRow(row)));
