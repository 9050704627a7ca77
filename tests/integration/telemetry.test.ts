import { context, metrics, propagation, SpanKind, trace } from "@opentelemetry/api";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as startEmbedded } from "@/app/api/checkout/embedded/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db as storeDb } from "@/lib/db/client";
import { orders, outboxJobs, webhookEvents } from "@/lib/db/schema";
import { drainAll } from "@/lib/jobs/drain.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { inPacedBackground } from "@/lib/jobs/stripe-pace.server";
import { count, limitsOf } from "@/lib/limits/count.server";
import { readGauges } from "@/lib/metrics/gauges.server";
import { countDecline } from "@/lib/orders/attempts/declines.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe as storeStripe } from "@/lib/stripe/client";
import { SPAN_FIELDS } from "@/lib/telemetry/fields";
import { startTelemetry } from "@/lib/telemetry/start.server";
import { startCollector } from "@/tests/support/collector";
import { testDatabase } from "@/tests/support/database";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
/** What the store does after its answers, as Next.js has it done: in the request's context. */
const afterwards: Promise<unknown>[] = [];
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: () => Promise<unknown>) => void afterwards.push(work()),
}));

const PERSON = {
  email: "secret.person@example.com",
  name: "Secretia Personne",
  line1: "17 Hidden Lane",
  address: "203.0.113.77",
};

const { db } = await testDatabase();
const { stripe, payByCard, eventsOf, control } = await testStripe();
await testMailbox();
const collector = await startCollector();
Object.assign(process.env, {
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  // Sent when the test asks for it.
  OTEL_BSP_SCHEDULE_DELAY: "3600000",
  OTEL_METRIC_EXPORT_INTERVAL: "3600000",
  OTEL_EXPORTER_OTLP_TIMEOUT: "2000",
});

let flush: () => Promise<void>;
beforeAll(() => {
  for (const how of ["warn", "error"] as const) vi.spyOn(console, how).mockImplementation(() => {});
  flush = startTelemetry(env(), readGauges);
});
beforeEach(async () => {
  await flush();
  collector.received.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const part of [trace, metrics, context, propagation]) part.disable();
  for (const name of ["__storeTelemetry", "__storeTraceId"]) Reflect.deleteProperty(globalThis, name);
  await collector.close();
});

/** A request inside of the span that Next.js makes of it, with all that Next.js says of it. */
function asNext<Result>(method: string, path: string, work: () => Promise<Result>): Promise<Result> {
  const attributes = { "http.method": method, "http.target": `${path}?email=${PERSON.email}` };
  const started = { kind: SpanKind.SERVER, attributes };
  return trace.getTracer("next.js").startActiveSpan(method, started, async (span) => {
    try {
      return await work();
    } finally {
      span.setAttributes({ "http.status_code": 200, "http.route": path });
      span.updateName(`${method} ${path}`);
      span.end();
    }
  });
}

async function sent() {
  await flush();
  const spans = collector.spans();
  return { spans, names: spans.map(({ name }) => name) };
}

async function shopper() {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const is = visitor(PERSON.address, { cartId: await cartWith(db, [[mug, 1]]) });
  const { body } = await asNext("POST", "/api/checkout/embedded", () => is.posts(startEmbedded, {}));
  return { orderId: String(body.orderId), clientSecret: String(body.clientSecret) };
}

const pay = ({ clientSecret }: { clientSecret: string }, card: string = CARDS.success) =>
  payByCard(clientSecret, card, { country: "FR", line1: PERSON.line1 }, PERSON.email);

/** Delivers an order's events, each as a request; what follows the answers is done when it returns. */
async function deliver(orderId: string): Promise<void> {
  const [secret = ""] = env().STRIPE_WEBHOOK_SECRET;
  for (const event of await eventsOf(orderId)) {
    const payload = JSON.stringify(event);
    const signature = storeStripe().webhooks.generateTestHeaderString({ payload, secret });
    const request = new Request(`${env().STORE_URL}/api/webhooks/stripe`, {
      method: "POST",
      headers: { "stripe-signature": signature },
      body: payload,
    });
    await asNext("POST", "/api/webhooks/stripe", () => webhook(request));
    await Promise.all(afterwards.splice(0));
  }
}

async function paidOrder() {
  const order = await shopper();
  await pay(order);
  await deliver(order.orderId);
  return order;
}

describe("A paid order", () => {
  it("is one trace from Stripe's event to the e-mail, with each call, statement and job in it", async () => {
    const { orderId } = await paidOrder();
    const { spans } = await sent();
    const [event] = spans.filter(({ name }) => name === "event checkout.session.completed");
    const trail = spans.filter(({ traceId }) => traceId === event?.traceId);
    const find = (name: string) => trail.find((span) => span.name === name);
    expect(event?.fields).toMatchObject({
      "store.event.id": expect.stringMatching(/^evt_/),
      "store.event.type": "checkout.session.completed",
      "store.event.result": "processed",
    });
    expect(find("POST /api/webhooks/stripe")).toMatchObject({
      scope: "next.js",
      spanId: event?.parentSpanId,
      fields: { "http.request.method": "POST", "http.response.status_code": 200 },
    });
    expect(find("GET /v1/checkout/sessions/{id}")?.fields).toEqual({
      "http.request.method": "GET",
      "url.template": "/v1/checkout/sessions/{id}",
      "http.response.status_code": 200,
      "stripe.request_id": expect.stringMatching(/^req_/),
    });
    expect(find("UPDATE orders")?.fields).toEqual({
      "db.system.name": "postgresql",
      "db.operation.name": "UPDATE",
      "db.collection.name": "orders",
    });
    expect(find("COMMIT")).toBeDefined();
    expect(find("job email.order_confirmed")?.fields).toEqual({
      "store.job.id": expect.any(Number),
      "store.job.effect": "email.order_confirmed",
      "store.job.tries": 1,
      "store.job.result": "done",
      "store.order.id": orderId,
    });
    const ids = new Set(trail.map(({ spanId }) => spanId));
    const orphans = trail.filter(({ parentSpanId }) => parentSpanId && !ids.has(parentSpanId));
    expect(orphans.map(({ name }) => name)).toEqual([]);
  });

  it("says nothing of its person, in whatever was sent, and has the listed fields alone", async () => {
    const { orderId } = await paidOrder();
    const again = await shopper();
    await pay(again);
    await control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });
    const mail = vi.spyOn(await import("@/lib/email/send-mail.server"), "sendMail");
    mail.mockRejectedValueOnce(new Error(`550 no mailbox of ${PERSON.name} ${PERSON.email}`));
    await deliver(again.orderId);
    // What a package may write into a span of its own.
    trace.getTracer("some-package").startActiveSpan(`find ${PERSON.email}`, (span) => {
      span.recordException(new Error(PERSON.name));
      span.setAttributes({ email: PERSON.email, "http.route": PERSON.email, "url.template": PERSON.address });
      span.setStatus({ code: 2, message: PERSON.name });
      span.end();
    });
    await asNext("GET", `/orders/${PERSON.email}`, async () => null);
    await flush();
    const everything = collector.received.map(({ body }) => body).join("\n");
    expect(everything).toContain(orderId);
    const secrets = [...Object.values(PERSON), "Secretia", "Ada Lovelace", '"75002"', "_secret_"];
    expect(secrets.filter((secret) => everything.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
    const spans = collector.spans();
    expect([...new Set(spans.flatMap(({ fields }) => Object.keys(fields)))].sort()).toEqual(
      SPAN_FIELDS.filter((field) => spans.some(({ fields }) => field in fields)).sort(),
    );
    expect(spans.filter(({ events, message }) => events > 0 || message)).toEqual([]);
    expect(spans.filter(({ name }) => /(?:ord|cs|pi|evt)_\w*\d/.test(name))).toEqual([]);
  });
});

describe("A failure", () => {
  it("marks its span with a code, and each try of a call says how often it was sent before", async () => {
    const order = await shopper();
    await pay(order);
    await control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });
    await deliver(order.orderId);
    const { spans } = await sent();
    const [failed] = spans.filter((span) => span.failed && span.name.startsWith("event "));
    expect(failed?.fields).toMatchObject({ "store.event.result": "failed", "error.type": "StripeAPIError" });
    const tries = spans.filter(
      ({ traceId, name }) => traceId === failed?.traceId && name === "GET /v1/checkout/sessions/{id}",
    );
    expect(
      tries.map(({ fields }) => [fields["http.request.resend_count"] ?? 0, fields["error.type"]]),
    ).toEqual([
      [0, "500"],
      [1, "500"],
      [2, "500"],
    ]);
  });

  it("of a statement has PostgreSQL's code", async () => {
    await asNext("GET", "/api/cart", async () => {
      const [order] = await storeDb().select().from(orders).limit(1);
      if (!order) throw new Error("no order");
      await expect(storeDb().insert(orders).values(order)).rejects.toThrow();
    });
    const { spans } = await sent();
    expect(spans.find(({ name }) => name === "INSERT orders")).toMatchObject({
      failed: true,
      fields: { "db.response.status_code": "23505", "error.type": "23505" },
    });
  });
});

describe("A round of background work", () => {
  const round = () => asNext("GET", "/api/cron", () => drainAll("due"));

  it("that finds nothing sends nothing, as health checks and files", async () => {
    // What earlier tests left to be tried again.
    await db.delete(webhookEvents);
    await db.delete(outboxJobs);
    await drainAll();
    await sent();
    collector.received.length = 0;
    await round();
    for (const path of ["/api/health/ready", "/api/metrics", "/_next/static/a.js", "/art/mug.svg"]) {
      await asNext("GET", path, () => storeDb().select().from(orders).limit(1));
    }
    expect((await sent()).spans).toEqual([]);
  });

  it("has a trace for each job that it does", async () => {
    await db
      .insert(outboxJobs)
      .values([1, 2].map((index) => ({ effect: "stripe.forget_cards" as const, occurrence: `${index}` })));
    await round();
    const { spans } = await sent();
    const jobs = spans.filter(({ name }) => name === "job stripe.forget_cards");
    expect(new Set(jobs.map(({ traceId }) => traceId)).size).toBe(2);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === jobs[0]?.spanId).length).toBeGreaterThan(0);
    await db.delete(outboxJobs);
  });
});

describe("Metrics", () => {
  const metric = (name: string, labels: object = {}) =>
    collector
      .metrics()
      .filter(
        (one) =>
          one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
      )
      .map(({ value }) => value);

  it("count payments by method and outcome once, however often Stripe tells", async () => {
    await flush();
    const [before = 0] = metric("store.payments", { method: "card", outcome: "paid" });
    const declinedBefore = metric("store.payments", { outcome: "declined" })[0] ?? 0;
    const order = await shopper();
    await pay(order, CARDS.declined);
    await deliver(order.orderId);
    await pay(order);
    await deliver(order.orderId);
    // The return page and rounds settle the order again, and Stripe's answer may tell of a decline before its event does.
    const orderId = order.orderId as OrderId;
    await settleOrder(orderId);
    const failed = (await eventsOf(orderId)).find(({ type }) => type === "payment_intent.payment_failed");
    if (failed?.type !== "payment_intent.payment_failed") throw new Error("no decline");
    await countDecline(orderId, failed.data.object, new Date(failed.created * 1000));
    await flush();
    expect(metric("store.payments", { method: "card", outcome: "paid" })).toEqual([before + 1]);
    expect(metric("store.payments", { method: "card", outcome: "declined" })).toEqual([declinedBefore + 1]);
  });

  it("count what limits refuse, and what Stripe refuses in the background", async () => {
    await control("/faults", { path: "/v1/products", times: 1, kind: "429" });
    await expect(inPacedBackground(() => storeStripe().products.list())).rejects.toThrow();
    const limits = limitsOf("accountMail", { shopper: ["somebody"], from: null });
    for (let asked = 0; asked < 8; asked += 1) await count(limits);
    await flush();
    expect(metric("store.limits.hit", { limit: "accountMail" })).toEqual([2]);
    expect(metric("store.stripe.refused", { reason: "global-rate" })).toEqual([1]);
    expect(metric("store.stripe.wait")[0]).toBeGreaterThan(1);
    expect(collector.received.map(({ body }) => body).join()).toContain('"explicitBounds":[0.1,');
  });

  it("give the figures of the database, as the address for Prometheus does", async () => {
    await db.update(orders).set({ status: "needs_attention" }).where(eq(orders.status, "paid"));
    await db.insert(outboxJobs).values({
      effect: "stripe.forget_cards",
      occurrence: "old",
      createdAt: new Date(Date.now() - 600_000),
      runAt: new Date(Date.now() - 300_000),
    });
    await flush();
    const [attention = 0] = metric("store.orders", { state: "needs_attention" });
    expect(attention).toBeGreaterThan(2);
    // With modules of its own, as another process has it: the ages are kept for five seconds.
    vi.resetModules();
    const { GET: getMetrics } = await import("@/app/api/metrics/route");
    const authorization = `Bearer ${env().CRON_SECRET}`;
    const scrape = (headers: Record<string, string>) =>
      getMetrics(new Request(`${env().STORE_URL}/api/metrics`, { headers }));
    expect((await scrape({})).status).toBe(401);
    const answer = await scrape({ authorization });
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain(`store_orders{state="needs_attention"} ${attention}\n`);
    expect(text).not.toContain('state="shipped"');
    expect(text).toMatch(
      /^# TYPE store_jobs_overdue_seconds gauge\nstore_jobs_overdue_seconds (?:29|30)\d$/m,
    );
    await db.delete(outboxJobs);
  });
});

it("A collector that hangs holds up no request", async () => {
  collector.behaviour.answers = "hangs";
  await asNext("GET", "/api/cart", async () => null);
  const flushed = vi.fn();
  const flushing = flush().then(flushed);
  await vi.waitFor(() => expect(collector.received.length).toBeGreaterThan(0));
  const { orderId } = await shopper();
  expect(orderId).toMatch(/^ord_/);
  await drainOutbox();
  expect(flushed).not.toHaveBeenCalled();
  await collector.close();
  await flushing;
});
