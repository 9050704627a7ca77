import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import {
  callPaces,
  categories,
  leases,
  priceProblems,
  products,
  stripeListedPrices,
  stripeListedProducts,
  variants,
} from "@/lib/db/schema";
import { inPacedBulk } from "@/lib/jobs/stripe-pace.server";
import { createStripe, stripe as ownStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { fillCatalogue } from "@/tests/support/many-goods";
import { mugShop } from "@/tests/support/mug-shop";
import { runSync } from "@/tests/support/sync-process";

const { db, url } = await testDatabase();
const { stripe, control, callsOf, url: stripeUrl } = await testStripe();
const mug = mugShop(db, stripe, control);

async function empty(): Promise<void> {
  await control("/reset");
  await db.delete(priceProblems);
  await db.delete(variants);
  await db.delete(products);
  await db.delete(categories);
  await db.delete(leases);
}
beforeEach(empty);

async function fill(count: number): Promise<void> {
  await fillCatalogue(db.$client, { products: count });
  await db.update(variants).set({ stripePriceId: null });
}

async function atStripe() {
  const most = { limit: 10_000 };
  const [made, prices] = await Promise.all([
    stripe.products.list({ limit: 100 }).autoPagingToArray(most),
    stripe.prices.list({ limit: 100 }).autoPagingToArray(most),
  ]);
  return { made, prices, active: prices.filter(({ active }) => active) };
}

/** Stripe has one product for each of the store, and one active Price for each variant, which the store names. */
async function expectInStep(): Promise<void> {
  const { made, active } = await atStripe();
  const own = await db.select().from(products);
  expect(made.map(({ id }) => id).sort()).toEqual(own.map(({ stripeProductId }) => stripeProductId).sort());
  const sold = await db.select().from(variants);
  expect(active.map(({ id, lookup_key, unit_amount }) => [id, lookup_key, unit_amount]).sort()).toEqual(
    sold.map(({ stripePriceId, sku, unitAmount }) => [stripePriceId, sku, unitAmount]).sort(),
  );
}

describe("a sync of what has not changed", () => {
  it("asks Stripe for the pages of its lists alone, and writes nothing", async () => {
    await fill(150);
    await syncCatalog(db, stripe);
    const [first] = await db.select().from(variants).limit(1);
    await stripe.prices.update(first?.stripePriceId ?? "", { active: false });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, offSale: 1 });
    const before = await db.select().from(products).orderBy(products.id);
    const calls = await callsOf(async () => {
      expect(await syncCatalog(db, stripe)).toMatchObject({
        ...{ created: 0, updated: 0 },
        unchanged: 599,
        offSale: 1,
      });
    });
    expect(new Set(calls)).toEqual(new Set(["GET /v1/products", "GET /v1/prices"]));
    expect(calls).toHaveLength(2 + 5);
    expect(await db.select().from(products).orderBy(products.id)).toEqual(before);
  });

  it("leaves no list of the account in the database", async () => {
    await fill(3);
    await syncCatalog(db, stripe);
    expect([await db.$count(stripeListedProducts), await db.$count(stripeListedPrices)]).toEqual([0, 0]);
  });
});

describe("a variant that the store takes off sale", () => {
  it("stays off sale while its Price stays, and is on sale again when the store says so", async () => {
    await mug.renew();
    const isActive = async () => (await mug.variant()).active;
    await db.update(variants).set({ active: false }).where(eq(variants.sku, "MUG-S"));
    await mug.sync();
    expect(await isActive()).toBe(false);
    await updateFromStripe(db, stripe, { productId: await mug.productId() });
    expect(await isActive()).toBe(false);
    await db.update(variants).set({ active: true });
    await mug.sync();
    expect(await isActive()).toBe(true);
  });
});

describe("a sync in which a product fails", () => {
  it("syncs the others, names it with its reason, and ends with an error", async () => {
    await fill(5);
    const tooLong = { en: "long ".repeat(10_000) };
    await db.update(products).set({ description: tooLong }).where(eq(products.slug, "item-3"));
    const { code, said } = await runSync(url).end;
    expect(code).toBe(1);
    expect(said).toContain("16 created");
    expect(said).toMatch(
      /Not synced \(1\):\n {2}item-3: Stripe: StripeInvalidRequestError .* \(description\)/,
    );
    await db.update(products).set({ description: { en: "short" } });
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 4, failureCount: 0 });
    await expectInStep();
  });

  it("stops when Stripe takes no calls at all", async () => {
    await fill(60);
    await control("/faults", { path: "/v1/products", method: "POST", times: 10_000, kind: "500" });
    const report = await syncCatalog(db, stripe);
    expect(report.stopped).toContain("StripeAPIError");
    expect(report.failureCount).toBeLessThan(60);
    await control("/reset");
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 240, stopped: null });
  });
});

/** The store's Stripe, whose answer to one POST is lost, and with it everything after. */
function dyingStripe(posts: number): Stripe {
  const client = Stripe.createNodeHttpClient();
  let left = posts;
  const { hostname, port } = new URL(stripeUrl);
  return new Stripe("sk_test_local_tests", {
    ...{ host: hostname, port, protocol: "http", maxNetworkRetries: 0 },
    httpClient: {
      getClientName: () => client.getClientName(),
      makeRequest: async (...args) => {
        if (left === 0) throw new Error("the process is dead");
        const response = await client.makeRequest(...args);
        if (args[3] !== "POST") return response;
        left -= 1;
        if (left > 0) return response;
        throw new Error("the process is dead");
      },
    },
  });
}

describe("a sync that is cut off", () => {
  it("after any of its calls makes nothing twice when it runs again", async () => {
    for (let posts = 1; posts <= 8; posts += 1) {
      await empty();
      await fill(2);
      await syncCatalog(db, dyingStripe(posts));
      const { failureCount } = await syncCatalog(db, stripe);
      expect(failureCount).toBe(0);
      await expectInStep();
    }
  });

  it.each([1, 2, 3])(
    "while it replaces a price always leaves one to sell by, and goes on: after %d calls",
    async (posts) => {
      await mug.renew();
      const old = (await mug.variant()).stripePriceId ?? "";
      await stripe.products.update(await mug.productId(), { default_price: old });
      await mug.sync();
      await mug.priceHere(2600);
      await syncCatalog(db, dyingStripe(posts));
      const { stripePriceId } = await mug.variant();
      expect((await stripe.prices.retrieve(stripePriceId ?? "")).active).toBe(true);
      await mug.sync();
      expect((await mug.atStripe()).default_price).toBe((await mug.variant()).stripePriceId);
      expect((await stripe.prices.retrieve(old)).active).toBe(false);
      await expectInStep();
    },
  );

  it("by kill -9 goes on", async () => {
    await fill(20);
    const made = async () => {
      const { made, prices } = await atStripe();
      return made.length + prices.length;
    };
    for (const objects of [20, 50]) {
      const sync = runSync(url);
      await expect.poll(made, { timeout: 60_000, interval: 20 }).toBeGreaterThan(objects);
      sync.kill();
      expect((await sync.end).code).toBeNull();
      // As when a minute has passed.
      await db.delete(leases);
    }
    await syncCatalog(db, stripe);
    await expectInStep();
  }, 120_000);
});

it("What is written from Stripe while the account is listed is newer than the list, and is not undone", async () => {
  await mug.renew();
  await control("/faults", { path: "/v1/prices", method: "GET", times: 1, kind: "slow", delay_ms: 1_500 });
  const sync = mug.sync();
  await expect.poll(() => db.$count(stripeListedProducts), { interval: 10 }).toBe(1);
  await stripe.products.update(await mug.productId(), { name: "Big mug" });
  await updateFromStripe(db, stripe, { productId: await mug.productId() });
  await sync;
  expect((await mug.product()).name.en).toBe("Big mug");
});

describe("a call that Stripe refuses because of the rate", () => {
  it("is made again, as long as it takes", async () => {
    await mug.renew();
    await mug.editHere({ name: { en: "Our mug", fr: "Tasse" } });
    await control("/faults", { path: "/v1/products/*", method: "POST", times: 5, kind: "429" });
    const report = await inPacedBulk(() => syncCatalog(db, ownStripe()));
    expect(report).toMatchObject({ updated: 3, failureCount: 0 });
    await db.delete(callPaces);
  });

  it("is made again after the seconds of Retry-After", async () => {
    const began = Date.now();
    const times: number[] = [];
    const server = createServer((_, answer) => {
      times.push(Date.now() - began);
      const isFirst = times.length === 1;
      answer.writeHead(isFirst ? 429 : 200, {
        "content-type": "application/json",
        ...(isFirst && { "retry-after": "1" }),
      });
      answer.end(JSON.stringify(isFirst ? { error: { type: "invalid_request_error" } } : { id: "prod_1" }));
    }).listen(0);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const limited = createStripe("sk_test_local_tests", `http://localhost:${port}`);
    await inPacedBulk(() => limited.products.retrieve("prod_1"));
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1000);
    server.close();
  });
});
