import { expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import type { connect } from "@/lib/db/client";
import { leases, products, variants } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { runSync } from "@/tests/support/sync-process";

const first = await testDatabase();
const other = await testDatabase();
const { stripe, control } = await testStripe();

type Store = ReturnType<typeof connect>;

async function syncProcess(databaseUrl: string): Promise<string> {
  const { code, said } = await runSync(databaseUrl).end;
  if (code !== 0) throw new Error(`catalog:sync ended with ${code}: ${said}`);
  return said;
}

const catalogueOf = async (db: Store) => ({
  products: await db.select().from(products),
  variants: await db.select().from(variants),
});

async function atStripe() {
  const [made, prices] = await Promise.all([
    stripe.products.list({ limit: 100 }).autoPagingToArray({ limit: 1000 }),
    stripe.prices.list({ limit: 100 }).autoPagingToArray({ limit: 1000 }),
  ]);
  return { made, prices };
}

/** Stripe has each thing once, and each store names it. */
async function expectOneOfEach(...stores: Store[]): Promise<void> {
  const { made, prices } = await atStripe();
  const [store] = stores;
  if (!store) return;
  const stored = await catalogueOf(store);
  expect(made).toHaveLength(stored.products.length);
  expect(prices).toHaveLength(stored.variants.length);
  for (const db of stores) {
    const own = await catalogueOf(db);
    const productOf = new Map(own.products.map(({ id, stripeProductId }) => [id, stripeProductId]));
    for (const { sku, productId, stripePriceId, unitAmount } of own.variants) {
      const price = prices.find(({ id }) => id === stripePriceId);
      expect(price).toMatchObject({
        lookup_key: sku,
        unit_amount: unitAmount,
        active: true,
        product: productOf.get(productId),
      });
    }
  }
}

it("Two syncs of one store at once, in two processes, create each product and price once", async () => {
  await seedDemonstration(first.db, currency("EUR"));
  const said = await Promise.all([syncProcess(first.url), syncProcess(first.url)]);
  await expectOneOfEach(first.db);
  const counts = said.map((text) => Number(text.match(/(\d+) created/)?.[1]));
  expect(Math.min(...counts)).toBe(0);
  expect(said.join()).toContain("Another sync of the catalogue is running");
  expect(await first.db.select().from(leases)).toEqual([]);
}, 120_000);

it("Two stores with their own databases, on one account, share what they sync at the same time", async () => {
  await control("/reset");
  await first.db.update(products).set({ stripeProductId: null, stripeUpdated: null });
  await first.db.update(variants).set({ stripePriceId: null });
  await seedDemonstration(other.db, currency("EUR"));
  await Promise.all([syncCatalog(first.db, stripe), syncCatalog(other.db, stripe)]);
  await expectOneOfEach(first.db, other.db);
}, 120_000);

it("What was deleted at Stripe is created again, although Stripe remembers the first time", async () => {
  await control("/reset");

  const create = () => syncCatalog(first.db, stripe);
  await first.db.update(products).set({ stripeProductId: null, stripeUpdated: null });
  await first.db.update(variants).set({ stripePriceId: null, active: false });
  await create();
  const { made } = await atStripe();
  for (const { id } of made) await stripe.products.del(id);
  await first.db.update(products).set({ stripeProductId: null, stripeUpdated: null, active: true });
  await create();
  const again = await atStripe();
  expect(again.made).toHaveLength(made.length);
  expect(again.made.map(({ id }) => id)).not.toContain(made[0]?.id);
}, 120_000);
