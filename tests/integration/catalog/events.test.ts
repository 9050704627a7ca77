import { eq, isNull, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { beforeEach, expect, it, vi } from "vitest";
import { products, variants, webhookEvents } from "@/lib/db/schema";
import { receiveEvent, storeListed } from "@/lib/webhooks/inbox.server";
import { sweepInbox } from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { renewedTags } from "@/tests/support/next-cache";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { insertVariants } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const { stripe, control, callsOf, requests } = await testStripe();
const { begin } = elementsShop(db, stripe);

/** Events of the catalogue since the last one given, oldest first. */
async function eventsAfter(eventId?: string): Promise<Stripe.Event[]> {
  const types = ["product.created", "product.updated", "price.created", "price.updated"];
  const listed = stripe.events.list({ types, limit: 100, ...(eventId && { ending_before: eventId }) });
  const events = await listed.autoPagingToArray({ limit: 1000 });
  return eventId ? events : events.reverse();
}

/** A product with so many variants, all of them at Stripe under one Product. */
async function syncedProduct(pieces: number) {
  const own = await insertVariants(
    db,
    Array.from({ length: pieces }, () => 10),
  );
  const id = own[0]?.productId ?? expect.fail("no product");
  const [row] = await db.select().from(products).where(eq(products.id, id));
  const product = await stripe.products.create({ name: "Mug", metadata: { slug: row?.slug ?? "" } });
  await db.update(products).set({ stripeProductId: product.id }).where(eq(products.id, id));
  for (const { id: variantId, sku } of own) {
    const price = await stripe.prices.create({
      product: product.id,
      currency: "eur",
      unit_amount: 2000,
      lookup_key: sku,
    });
    await db.execute(sql`update variants set stripe_price_id = ${price.id} where id = ${variantId}`);
  }
  return { id, slug: row?.slug ?? "", stripeId: product.id, variants: own };
}

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await control("/reset");
  await db.delete(webhookEvents);
  renewedTags.length = 0;
});

it("A discount change on a session of ten lines costs no call to Stripe and renews no page", async () => {
  await insertDemoDiscounts(db);
  const ids = await stockedVariants(
    db,
    stripe,
    Array.from({ length: 10 }, () => 10),
  );
  const cartId = await cartWith(
    db,
    ids.map((id) => [id, 1] as const),
  );
  const checkout = await begin(shopperOf(cartId));
  const before = (await eventsAfter()).at(-1)?.id;
  for (const code of ["TENOFF", "TENOFF"]) {
    expect(await checkout.types(code)).toMatchObject({ ok: true });
    expect(await checkout.does({ kind: "remove" })).toMatchObject({ ok: true });
  }
  const events = await eventsAfter(before);
  expect(events.filter(({ type }) => type === "product.created").length).toBeGreaterThanOrEqual(20);
  expect(events.filter(({ type }) => type === "price.created").length).toBeGreaterThanOrEqual(20);
  const calls = await callsOf(async () => {
    for (const event of events) expect(await receiveEvent(event)).toBe("ignored");
  });
  expect(calls).toEqual([]);
  expect(renewedTags).toEqual([]);
});

it("A product's change renews the pages that show the product once, and none when the event is repeated", async () => {
  const { slug, stripeId } = await syncedProduct(2);
  const before = (await eventsAfter()).at(-1)?.id;
  await stripe.products.update(stripeId, { name: "Better mug" });
  const [event] = await eventsAfter(before);
  if (!event) throw new Error("no event");
  const calls = await callsOf(async () => expect(await receiveEvent(event)).toBe("processed"));
  expect(calls.sort()).toEqual(["GET /v1/prices", `GET /v1/products/${stripeId}`]);
  expect(renewedTags.sort()).toEqual(["list:all", "list:category:cups", `product:${slug}`]);

  await db.update(webhookEvents).set({ processedAt: null });
  renewedTags.length = 0;
  expect(await receiveEvent(event)).toBe("processed");
  expect(renewedTags).toEqual([]);
});

const unprocessed = async () =>
  (await db.select().from(webhookEvents).where(isNull(webhookEvents.processedAt))).map(({ id }) => id);

it("One read answers all events about a product that came before it, and none that came later", async () => {
  const { stripeId, variants: own } = await syncedProduct(3);
  const other = await syncedProduct(1);
  const before = (await eventsAfter()).at(-1)?.id;
  await stripe.products.update(stripeId, { name: "Better mug" });
  for (const { id } of own) {
    const [row] = await db.select().from(variants).where(eq(variants.id, id));
    await stripe.prices.update(row?.stripePriceId ?? "", { nickname: "Edited" });
  }
  await stripe.products.update(other.stripeId, { name: "Other mug" });
  const events = await eventsAfter(before);
  const [first, second, third, late, ofOther] = events;
  if (!first || !second || !third || !late || !ofOther || events.length !== 5)
    throw new Error("not the events");
  await storeListed([second, third, ofOther]);

  const looks = async () =>
    (await requests()).filter(({ path }) => path === `/v1/products/${stripeId}`).length;
  const looksBefore = await looks();
  await control("/faults", { path: "/v1/prices", method: "GET", times: 1, kind: "slow", delay_ms: 1_500 });
  const look = receiveEvent(first);
  await expect.poll(looks, { timeout: 20_000 }).toBe(looksBefore + 1);
  await storeListed([late]);
  expect(await look).toBe("processed");
  expect((await unprocessed()).sort()).toEqual([late.id, ofOther.id].sort());

  expect(await sweepInbox("catalog")).toEqual({ processed: 2, failed: 0, left: 0 });
  const names = (await db.select().from(products)).map(({ name }) => name.en);
  expect(names).toEqual(expect.arrayContaining(["Better mug", "Other mug"]));
});
