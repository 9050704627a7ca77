import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { env } from "@/lib/config/env";
import { products } from "@/lib/db/schema";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { stockedVariants } from "@/tests/support/shop";

const { db, url: DATABASE_URL } = await testDatabase();
const { stripe, url: STRIPE_API_BASE } = await testStripe();

const PROGRAM = ["--import", "tsx", "scripts/setup-stripe.ts"];

/** Runs `npm run setup:stripe` with a store's settings. */
async function setUp(STORE_URL = "https://shop.test") {
  const { PATH, HOME } = process.env;
  const { STRIPE_SECRET_KEY } = env();
  const variables = { DATABASE_URL, STRIPE_API_BASE, STRIPE_SECRET_KEY, STORE_URL, ENV_FILE: "/dev/null" };
  const child = spawn(process.execPath, PROGRAM, {
    env: { NODE_ENV: "test", PATH, HOME, TSX_TSCONFIG_PATH: "tsconfig.scripts.json", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code, out, err };
}

const endpoints = async () => (await stripe.webhookEndpoints.list()).data;

it("makes the endpoint with the pinned version and all events, and the catalogue; a second time it changes nothing", async () => {
  await stockedVariants(db, stripe, [10]);
  await db.update(products).set({ stripeProductId: null });
  const first = await setUp();
  expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^STRIPE_WEBHOOK_SECRET=whsec_\w+\n$/) });
  expect(await endpoints()).toMatchObject([
    {
      url: "https://shop.test/api/webhooks/stripe",
      api_version: STRIPE_API_VERSION,
      enabled_events: [...HANDLED_EVENTS],
    },
  ]);
  const [product] = await db.select().from(products);
  expect(product?.stripeProductId).toMatch(/^prod_/);

  const second = await setUp();
  expect(second).toMatchObject({ code: 0, out: "", err: expect.stringContaining("0 created, 0 updated") });
  expect(await endpoints()).toHaveLength(1);
});

it("switches an endpoint on and gives it missing events; beside one of another version it makes a new one", async () => {
  const [known] = await endpoints();
  if (!known) throw new Error("no endpoint");
  await stripe.webhookEndpoints.update(known.id, { disabled: true, enabled_events: ["charge.refunded"] });
  expect((await setUp()).out).toBe("");
  expect(await endpoints()).toMatchObject([{ status: "enabled", enabled_events: [...HANDLED_EVENTS] }]);

  await stripe.webhookEndpoints.del(known.id);
  const old = await stripe.webhookEndpoints.create({ url: known.url, enabled_events: ["*"] });
  const { out, err } = await setUp();
  expect(out).toMatch(/^STRIPE_WEBHOOK_SECRET=/);
  expect(err).toContain(`${old.id} has the same address`);
  expect((await endpoints()).map(({ api_version }) => api_version)).toContain(STRIPE_API_VERSION);
});

it("makes no endpoint that Stripe can't reach, but the catalogue", async () => {
  const before = (await endpoints()).length;
  const { code, out, err } = await setUp("http://localhost:3000");
  expect({ code, out }).toEqual({ code: 0, out: "" });
  expect(err).toMatch(/can't reach http:\/\/localhost:3000[\s\S]*Stripe's catalogue/);
  expect(await endpoints()).toHaveLength(before);
});
