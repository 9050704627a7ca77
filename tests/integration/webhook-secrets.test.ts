import type Stripe from "stripe";
import { beforeEach, expect, it, vi } from "vitest";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { env } from "@/lib/config/env";
import { eventCursors, paymentAttempts, webhookEvents } from "@/lib/db/schema";
import { drainAll } from "@/lib/jobs/drain.server";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { setSettings } from "@/tests/support/settings";
import { recordOf } from "@/tests/support/shop";

// Outside of a request there is no "after".
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { paidUnheard } = orderShop(db, await testStripe());

const OLD = "whsec_before";
const NEW = "whsec_after";

/** While an endpoint's secret is rolled, Stripe signs with both: one header, one time, two signatures. */
async function deliver(event: Stripe.Event, secrets: readonly string[]): Promise<number> {
  const payload = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000);
  const signatures = secrets.map((secret) =>
    storesStripe()
      .webhooks.generateTestHeaderString({ payload, secret, timestamp })
      .replace(/^t=\d+,/, ""),
  );
  const headers = { "stripe-signature": [`t=${timestamp}`, ...signatures].join(",") };
  const url = `${env().STORE_URL}/api/webhooks/stripe`;
  return (await webhook(new Request(url, { method: "POST", headers, body: payload }))).status;
}

const believes = (...secrets: string[]) => setSettings({ STRIPE_WEBHOOK_SECRET: secrets });

beforeEach(async () => {
  vi.restoreAllMocks();
  await db.delete(eventCursors);
  await db.delete(webhookEvents);
});

it.each([
  ["before the roll", [OLD], [OLD]],
  ["while Stripe signs with both, before the store has the new secret", [OLD], [OLD, NEW]],
  ["while Stripe signs with both, and the store has both", [OLD, NEW], [OLD, NEW]],
  ["when only the new secret is left at Stripe, and the store still has both", [OLD, NEW], [NEW]],
  ["when an old delivery is sent again, and the store still has both", [OLD, NEW], [OLD]],
  ["after the roll", [NEW], [NEW]],
])("A payment is told of %s", async (_, settings, signedWith) => {
  await believes(...settings);
  const { orderId, completed } = await paidUnheard();
  expect(await deliver(completed, signedWith)).toBe(200);
  expect((await recordOf(db, orderId)).order.status).toBe("paid");
});

it("A payment that was told of with a secret that the store lacks is refused, and found by the next round", async () => {
  await believes(OLD);
  const { orderId, completed } = await paidUnheard();
  expect(await deliver(completed, [NEW])).toBe(400);
  expect((await recordOf(db, orderId)).order.status).toBe("open");
  await db.delete(paymentAttempts);
  await drainAll();
  expect((await recordOf(db, orderId)).order.status).toBe("paid");
});
