import { readFileSync } from "node:fs";
import Stripe from "stripe";
import { startCollector } from "../../support/collector";
import { CARDS } from "../support/embedded-checkout";
import { startInstance } from "../support/store-instance";
import { surroundings } from "../support/surroundings";
import { test as base, expect } from "../support/test";

type Told = {
  collector: Awaited<ReturnType<typeof startCollector>>;
  instance: Awaited<ReturnType<typeof startInstance>>;
};

/** A store under `next start` with a collector, which it tells everything when it stops. */
const test = base.extend<object, { told: Told }>({
  told: [
    async ({ browserName: _ }, use) => {
      const collector = await startCollector();
      const instance = await startInstance({
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_BSP_SCHEDULE_DELAY: "3600000",
        OTEL_METRIC_EXPORT_INTERVAL: "3600000",
      });
      await use({ collector, instance });
      await instance.stop();
      await collector.close();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ told }, use) => {
    await use(told.instance.url);
  },
});

test.afterEach(async ({ stripe }) => {
  await stripe.release();
});

test("A store tells its collector of a paid order as one trace, and of no person, before it ends", async ({
  page,
  request,
  told: { collector, instance },
  shopper,
  shop,
  stripe,
  checkout,
}) => {
  const { id } = await shopper.opensEmbeddedWith(shop, await shop.variant());
  await stripe.hold();
  await page.route("**/checkout/return**", (route) => route.abort());
  await checkout.payByCard(CARDS.succeeds);
  const completed = async () => {
    const { data } = await stripe.api.events.list({ type: "checkout.session.completed", limit: 20 });
    return data.find((event) => JSON.stringify(event).includes(id));
  };
  await expect.poll(completed).toBeTruthy();
  const { webhookSecret, cronSecret } = surroundings();
  const payload = JSON.stringify(await completed());
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
  const delivered = await request.post("/api/webhooks/stripe", {
    headers: { "stripe-signature": signature, "content-type": "application/json" },
    data: Buffer.from(payload),
  });
  expect(delivered.status()).toBe(200);
  await shop.expectStatus(id, "paid");
  await page.close();
  const undone = () => shop.query("select from outbox_jobs where order_id = $1 and done_at is null", [id]);
  await expect.poll(async () => (await undone()).length).toBe(0);
  for (const path of ["/api/health/ready", "/api/cron?scope=due", "/api/metrics"]) {
    const answer = await request.get(path, { headers: { authorization: `Bearer ${cronSecret}` } });
    expect(answer.status()).toBe(200);
  }
  await instance.stop();

  const spans = collector.spans();
  const trace = spans.find(({ name }) => name === "event checkout.session.completed")?.traceId;
  const trail = spans.filter(({ traceId }) => traceId === trace);
  const names = trail.map(({ name }) => name);
  const expected = [
    "POST /api/webhooks/stripe",
    "GET /v1/checkout/sessions/{id}",
    "UPDATE orders",
    "COMMIT",
    "job email.order_confirmed",
    "job shipping.request",
  ];
  expect(expected.filter((name) => !names.includes(name))).toEqual([]);
  const ids = new Set(trail.map(({ spanId }) => spanId));
  expect(trail.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? "")).map(({ name }) => name)).toEqual([
    "POST /api/webhooks/stripe",
  ]);
  expect(trail.filter(({ began, ended }) => ended < began)).toEqual([]);
  expect(readFileSync("test-results/services.log", "utf8")).toContain(`"traceId":"${trace}"`);

  const everything = collector.received.map(({ body }) => body).join("\n");
  expect(everything).not.toMatch(/@|_secret_|ada lovelace/i);
  const roots = spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name);
  expect(roots).toContain("GET /[locale]/checkout/embedded");
  expect(roots.filter((name) => !/^(?:RSC )?(?:GET|POST|HEAD) \/|^(?:job|event) /.test(name))).toEqual([]);
  expect(roots.filter((name) => /api\/(?:health|cron|metrics)|_next|\d{4}/.test(name))).toEqual([]);
  expect(collector.metrics()).toContainEqual({
    name: "store.payments",
    labels: { method: "card", outcome: "paid" },
    value: 1,
  });
});
