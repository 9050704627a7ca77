import { eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { startSession } from "@/lib/checkout/start-session.server";
import { outboxJobs, products, variants, webhookEvents } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { stripe as storeStripe } from "@/lib/stripe/client";
import { receiveEvent, replayEvents, sweepInbox, verifyDelivery } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, control, payByCard, eventsOf } = await testStripe();

/** Long enough to outlast the SDK's own retries. */
const breakStripe = () =>
  control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });

const stored = async (id: string) => {
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  if (!row) throw new Error(`event ${id} is not in the inbox`);
  return row;
};

async function paidOrder() {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const started = await startSession({
    surface: "embedded",
    shopper: shopperOf(await cartWith(db, [[mug, 1]])),
    locale: "en",
  });
  if (!started.ok) throw new Error(started.code);
  await payByCard(started.clientSecret);
  const completed = (await eventsOf(started.orderId)).find(
    ({ type }) => type === "checkout.session.completed",
  );
  if (!completed) throw new Error("no event");
  return { orderId: started.orderId, completed };
}

async function lastEvent(type: Stripe.Event.Type): Promise<Stripe.Event> {
  const [event] = (await stripe.events.list({ type, limit: 1 })).data;
  if (!event) throw new Error(`no ${type}`);
  return event;
}

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("a delivery", () => {
  const [secret = ""] = env().STRIPE_WEBHOOK_SECRET;
  const body = JSON.stringify({ id: "evt_1", object: "event", type: "ping" });
  const sign = (payload: string, key: string, timestamp?: number) =>
    storeStripe().webhooks.generateTestHeaderString({
      payload,
      secret: key,
      ...(timestamp && { timestamp }),
    });

  it("is believed when one of the endpoint's secrets signed exactly this body", () => {
    expect(verifyDelivery(body, sign(body, secret))).toMatchObject({ id: "evt_1" });
  });

  it("is not believed without a signature, with another's, for another body, or from long ago", () => {
    expect(verifyDelivery(body, null)).toBeNull();
    expect(verifyDelivery(body, "t=1,v1=00")).toBeNull();
    expect(verifyDelivery(body, sign(body, "whsec_of_somebody_else"))).toBeNull();
    expect(verifyDelivery(`${body} `, sign(body, secret))).toBeNull();
    expect(verifyDelivery(body, sign(body, secret, Math.floor(Date.now() / 1000) - 600))).toBeNull();
  });
});

describe("an event", () => {
  it("has its effect once, however many deliveries of it come at once", async () => {
    const { orderId, completed } = await paidOrder();
    const answers = await Promise.all(Array.from({ length: 20 }, () => receiveEvent(completed)));
    expect(new Set(answers)).toEqual(
      new Set(answers.filter((a) => a === "processed" || a === "already_processed")),
    );
    expect(await receiveEvent(completed)).toBe("already_processed");
    expect((await recordOf(db, orderId)).told).toEqual(["placed", "payment_started", "paid"]);
    const jobs = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, orderId));
    expect(jobs).toHaveLength(2);
  });

  it("that could not be processed is kept, and Stripe's next delivery of it is not mistaken for a repetition", async () => {
    const { orderId, completed } = await paidOrder();
    await breakStripe();
    expect(await receiveEvent(completed)).toBe("failed");
    expect(await stored(completed.id)).toMatchObject({ processedAt: null, attempts: 1 });
    expect((await stored(completed.id)).lastError).toContain("StripeAPIError");
    expect((await recordOf(db, orderId)).order.status).toBe("open");

    expect(await receiveEvent(completed)).toBe("processed");
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
    expect(await stored(completed.id)).toMatchObject({ lastError: null, attempts: 2 });
  });

  it("that could not be processed waits for its turn, then the sweep does it", async () => {
    const { orderId, completed } = await paidOrder();
    await breakStripe();
    await receiveEvent(completed);
    expect(await sweepInbox()).toBe(0);
    await db
      .update(webhookEvents)
      .set({ nextAttemptAt: sql`now()` })
      .where(eq(webhookEvents.id, completed.id));
    expect(await sweepInbox()).toBe(1);
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  });

  it("can be replayed at once by a person", async () => {
    const { orderId, completed } = await paidOrder();
    await breakStripe();
    await receiveEvent(completed);
    expect(await replayEvents()).toBe(1);
    await sweepInbox();
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  });

  it("of a type the store has no use for is acknowledged and kept", async () => {
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
    expect(await receiveEvent(await lastEvent("payment_intent.succeeded"))).toBe("processed");
  });
});

describe("a merchant's edit in Stripe", () => {
  async function soldVariant() {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    const [variant] = await db.select().from(variants).where(eq(variants.id, mug));
    if (!variant?.stripePriceId) throw new Error("no price");
    return { ...variant, stripePriceId: variant.stripePriceId };
  }
  const now = async (id: string) => (await db.select().from(variants).where(eq(variants.sku, id)))[0];

  it("of a price, by a new one that takes over the lookup key, is the store's price", async () => {
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

  it("of a product's name is the store's name, even when the event is old news", async () => {
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

  it("that takes a price out of sale takes the variant out of sale", async () => {
    const variant = await soldVariant();
    await stripe.prices.update(variant.stripePriceId, { active: false });
    await receiveEvent(await lastEvent("price.updated"));
    expect(await now(variant.sku)).toMatchObject({ active: false });
  });
});
