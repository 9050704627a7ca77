import { eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { outboxJobs, products, variants, webhookEvents } from "@/lib/db/schema";
import { receiveEvent, storeListed } from "@/lib/webhooks/inbox.server";
import { EVENT_LEASE_SECONDS } from "@/lib/webhooks/retry";
import { claimEvent, sweepInbox } from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { recordOf, stockedVariants } from "@/tests/support/shop";

const { db, kind } = await testDatabase();
const local = await testStripe();
const { stripe, control, callsOf } = local;
const { paidUnheard, eventsAbout } = orderShop(db, local);

/** Long enough to outlast the SDK's own retries. */
const breakStripe = () =>
  control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });

const stored = async (id: string) => {
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  if (!row) throw new Error(`event ${id} is not in the inbox`);
  return row;
};

async function lastEvent(type: Stripe.Event.Type): Promise<Stripe.Event> {
  const [event] = (await stripe.events.list({ type, limit: 1 })).data;
  if (!event) throw new Error(`no ${type}`);
  return event;
}

const metadataOf = ({ data: { object } }: Stripe.Event) => ("metadata" in object ? object.metadata : {});

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await db.delete(webhookEvents);
});

describe("an event", () => {
  it("has its effect once, however many deliveries come at once", async () => {
    const { orderId, completed } = await paidUnheard();
    const answers = await Promise.all(Array.from({ length: 20 }, () => receiveEvent(completed)));
    expect(new Set(answers)).toEqual(
      new Set(answers.filter((a) => a === "processed" || a === "already_processed")),
    );
    expect(await receiveEvent(completed)).toBe("already_processed");
    expect((await recordOf(db, orderId)).told).toEqual(["placed", "payment_started", "paid"]);
    const jobs = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, orderId));
    expect(jobs).toHaveLength(2);
  });

  it("that could not be processed is kept, and Stripe's next delivery is not taken for a repeat", async () => {
    const { orderId, completed } = await paidUnheard();
    await breakStripe();
    expect(await receiveEvent(completed)).toBe("failed");
    expect(await stored(completed.id)).toMatchObject({ processedAt: null, tries: 1 });
    expect((await stored(completed.id)).lastError).toContain("StripeAPIError");
    expect((await recordOf(db, orderId)).order.status).toBe("open");

    expect(await receiveEvent(completed)).toBe("processed");
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
    expect(await stored(completed.id)).toMatchObject({ lastError: null, tries: 2 });
  });

  it("that could not be processed waits for its turn, then the sweep processes it", async () => {
    const { orderId, completed } = await paidUnheard();
    await breakStripe();
    await receiveEvent(completed);
    expect((await sweepInbox("payments")).processed).toBe(0);
    await db.update(webhookEvents).set({ nextTryAt: sql`now()` }).where(eq(webhookEvents.id, completed.id));
    expect((await sweepInbox("payments")).processed).toBe(1);
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  });

  it("of a type that the store does not use is acknowledged and stored", async () => {
    await stripe.customers.create({ email: "ada@example.com" });
    const event = await lastEvent("customer.created");
    expect(await receiveEvent(event)).toBe("ignored");
    expect((await stored(event.id)).processedAt).not.toBeNull();
  });

  it("about somebody else's payment on the same account is acknowledged", async () => {
    await stripe.paymentIntents.create({
      amount: 1000,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: "http://localhost",
    });
    expect(await receiveEvent(await lastEvent("payment_intent.succeeded"))).toBe("ignored");
  });
});

/** Transactions that wrote something since the database began. */
async function commits(): Promise<number> {
  const { rows } = await db.execute<{ xmax: string }>(
    sql`select pg_snapshot_xmax(pg_current_snapshot()) as xmax`,
  );
  return Number(rows[0]?.xmax);
}

describe("the inbox", () => {
  it("holds nothing about the person who paid", async () => {
    const { orderId } = await paidUnheard();
    const events = await eventsAbout(orderId);
    expect(JSON.stringify(events)).toContain("Ada Lovelace");
    expect(JSON.stringify(events)).toContain("ada@example.com");
    for (const event of events) await receiveEvent(event);
    const rows = await db.select().from(webhookEvents);
    expect(rows.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
    expect(JSON.stringify(rows)).not.toMatch(/Ada|@|4242|Rue|Paris/);
  });
});

describe("an event that is not about the store", () => {
  const sharedAccount: [string, () => Promise<Stripe.Event>][] = [
    [
      "a product that other software made",
      async () => {
        await stripe.products.create({ name: "Course", metadata: { slug: "no-such-product" } });
        return lastEvent("product.created");
      },
    ],
    [
      "a price that was made for one line of one session",
      async () => {
        await stripe.checkout.sessions.create({
          mode: "payment",
          success_url: "http://localhost",
          line_items: [
            { quantity: 1, price_data: { currency: "eur", unit_amount: 100, product_data: { name: "Mug" } } },
          ],
        });
        return lastEvent("price.created");
      },
    ],
    [
      "somebody else's payment",
      async () => {
        await stripe.paymentIntents.create({
          amount: 1000,
          currency: "eur",
          payment_method: "pm_card_visa",
          confirm: true,
          return_url: "http://localhost",
          metadata: { order_id: "their-own" },
        });
        return lastEvent("payment_intent.succeeded");
      },
    ],
    [
      "a customer of theirs",
      async () => {
        await stripe.customers.del((await stripe.customers.create({})).id);
        return lastEvent("customer.deleted");
      },
    ],
  ];

  it.each(sharedAccount)("costs one commit and no call to Stripe: %s", async (_, happens) => {
    const event = await happens();
    const before = await commits();
    expect(await callsOf(async () => expect(await receiveEvent(event)).toBe("ignored"))).toEqual([]);
    // The server's other databases count as well.
    if (kind === "pglite") expect((await commits()) - before).toBe(1);
    expect((await stored(event.id)).processedAt).not.toBeNull();
    expect(await receiveEvent(event)).toBe("already_processed");
  });
});

describe("an event with letters that PostgreSQL does not store", () => {
  it.each([
    ["NUL", "Ada\0"],
    ["half an emoji", "Ada \ud83d"],
  ])("is processed: %s", async (_, name) => {
    const { orderId, completed } = await paidUnheard();
    const event = structuredClone(completed);
    Object.assign(event.data.object, { description: name, metadata: { ...metadataOf(event), [name]: name } });
    expect(await receiveEvent(event)).toBe("processed");
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
    expect(await stored(event.id)).toMatchObject({ parkedReason: null, type: event.type });
  });

  it("is processed although Stripe's answers contain them too", async () => {
    const variant = await soldVariant();
    const { product } = await stripe.prices.retrieve(variant.stripePriceId);
    const productId = String(product);
    await db.update(products).set({ stripeProductId: productId }).where(eq(products.id, variant.productId));
    await stripe.products.update(productId, { name: "Mu\0g" });
    expect(await receiveEvent(await lastEvent("product.updated"))).toBe("processed");
    const [row] = await db.select().from(products).where(eq(products.id, variant.productId));
    expect(row?.name.en).toBe("Mu\uFFFDg");
  });
});

describe("an event that fails again and again", () => {
  it("comes after those that were never tried", async () => {
    const [old, fresh] = [await paidUnheard(), await paidUnheard()];
    await breakStripe();
    await receiveEvent(old.completed);
    await storeListed([fresh.completed]);
    await db
      .update(webhookEvents)
      .set({ nextTryAt: sql`now() - interval '1 hour'` })
      .where(eq(webhookEvents.id, old.completed.id));
    expect((await claimEvent("payments"))?.id).toBe(fresh.completed.id);
    expect((await claimEvent("payments"))?.id).toBe(old.completed.id);
    expect(await claimEvent("payments")).toBeNull();
  });
});

describe("a sweep", () => {
  it("leaves an event to the request that processes it", async () => {
    const { completed } = await paidUnheard();
    await control("/faults", {
      path: "/v1/checkout/sessions/*",
      method: "GET",
      times: 1,
      kind: "slow",
      delay_ms: 2_000,
    });
    const request = receiveEvent(completed);
    await expect
      .poll(async () => (await db.select().from(webhookEvents)).length, { timeout: 20_000 })
      .toBe(1);
    expect(await sweepInbox("payments")).toEqual({ processed: 0, failed: 0, left: 0 });
    expect(await request).toBe("processed");
  });

  it("takes over an event from a process that died, after its lease", async () => {
    const { completed } = await paidUnheard();
    await storeListed([completed]);
    expect((await claimEvent("payments"))?.id).toBe(completed.id);
    expect(await claimEvent("payments")).toBeNull();
    await db
      .update(webhookEvents)
      .set({ nextTryAt: sql`next_attempt_at - make_interval(secs => ${EVENT_LEASE_SECONDS})` });
    expect((await sweepInbox("payments")).processed).toBe(1);
  });

  it("processes each event once, in any number of processes", async () => {
    const paid = [await paidUnheard(), await paidUnheard(), await paidUnheard()];
    await storeListed(paid.map(({ completed }) => completed));
    const calls = await callsOf(async () => {
      const swept = await Promise.all(Array.from({ length: 5 }, () => sweepInbox("payments")));
      expect(swept.reduce((sum, { processed }) => sum + processed, 0)).toBe(3);
    });
    expect(calls).toHaveLength(3);
  });

  it("stops when its time is over, and reports what is left", async () => {
    const paid = [await paidUnheard(), await paidUnheard()];
    await storeListed(paid.map(({ completed }) => completed));
    expect(await sweepInbox("payments", Date.now())).toEqual({ processed: 0, failed: 0, left: 2 });
    expect(await sweepInbox("payments")).toEqual({ processed: 2, failed: 0, left: 0 });
  });

  it("of payments never waits for the catalogue", async () => {
    const variant = await soldVariant();
    await stripe.prices.update(variant.stripePriceId, { nickname: "Edited" });
    const { completed } = await paidUnheard();
    await storeListed([await lastEvent("price.updated"), completed]);
    const calls = await callsOf(() => sweepInbox("payments"));
    expect(calls).toEqual(["GET /v1/checkout/sessions/:id"]);
    expect((await sweepInbox("catalog")).processed).toBe(1);
  });
});

async function soldVariant() {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const [variant] = await db.select().from(variants).where(eq(variants.id, mug));
  if (!variant?.stripePriceId) throw new Error("no price");
  return { ...variant, stripePriceId: variant.stripePriceId };
}

describe("a merchant's edit in Stripe", () => {
  const now = async (id: string) => (await db.select().from(variants).where(eq(variants.sku, id)))[0];

  it("of a price, by a new one that takes over the lookup key, becomes the store's price", async () => {
    const variant = await soldVariant();
    const old = await stripe.prices.retrieve(variant.stripePriceId);
    const price = await stripe.prices.create({
      product: String(old.product),
      currency: "eur",
      unit_amount: 2600,
      lookup_key: variant.sku,
      transfer_lookup_key: true,
    });
    expect(await receiveEvent(await lastEvent("price.created"))).toBe("processed");
    expect(await now(variant.sku)).toMatchObject({ unitAmount: 2600, stripePriceId: price.id });
  });

  it("of a product's name becomes the store's name, even when the event is outdated", async () => {
    const variant = await soldVariant();
    const { product } = await stripe.prices.retrieve(variant.stripePriceId);
    const productId = String(product);
    await db.update(products).set({ stripeProductId: productId }).where(eq(products.id, variant.productId));
    await stripe.products.update(productId, { name: "First name" });
    const old = await lastEvent("product.updated");
    await stripe.products.update(productId, { name: "Second name" });
    await receiveEvent(await lastEvent("product.updated"));
    await receiveEvent(old);
    const [row] = await db.select().from(products).where(eq(products.id, variant.productId));
    expect(row?.name.en).toBe("Second name");
  });

  it("that archives a price takes the variant off sale", async () => {
    const variant = await soldVariant();
    await stripe.prices.update(variant.stripePriceId, { active: false });
    await receiveEvent(await lastEvent("price.updated"));
    expect(await now(variant.sku)).toMatchObject({ active: false });
  });
});
