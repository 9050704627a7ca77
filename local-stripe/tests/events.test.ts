import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSession, payer, type Started, startReceiver, startStripe, WEBHOOK_SECRET } from "./support";

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

let local: Started;
let receiver: Receiver;
let answer: (count: number) => number;

beforeEach(async () => {
  answer = () => 200;
  receiver = await startReceiver((count) => answer(count));
  local = await startStripe({
    webhook: { url: receiver.url, secret: WEBHOOK_SECRET },
    retryDelaysMs: [20, 40, 80],
  });
});
afterEach(async () => {
  await local.close();
  await receiver.close();
});

const buy = async () => {
  const session = await makeSession(local.stripe);
  await payer(local.url).card(session, "4242424242424242");
  return session;
};
type EventType = ReturnType<Receiver["types"]>[number];
const position = (type: EventType) => receiver.types().indexOf(type);
const arrived = (type: EventType) => expect.poll(() => position(type)).toBeGreaterThan(-1);

describe("delivery", () => {
  it("signs complete envelopes that the SDK accepts", async () => {
    const session = await buy();
    await arrived("checkout.session.completed");
    const got = receiver.received[position("checkout.session.completed")];
    const event = local.stripe.webhooks.constructEvent(got?.raw ?? "", got?.signature ?? "", WEBHOOK_SECRET);
    expect(event).toMatchObject({
      object: "event",
      api_version: "2026-10-28.endive",
      livemode: false,
      pending_webhooks: 1,
      type: "checkout.session.completed",
      data: { object: { id: session.id, status: "complete" } },
    });
    expect(event.request?.id).toMatch(/^req_/);
    expect(() =>
      local.stripe.webhooks.constructEvent(`${got?.raw} `, got?.signature ?? "", WEBHOOK_SECRET),
    ).toThrow();
    await expect.poll(async () => (await local.stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  });

  it.each([
    ["completed_first", ["checkout.session.completed", "payment_intent.succeeded"]],
    ["payment_intent_first", ["payment_intent.succeeded", "checkout.session.completed"]],
  ])("sends the events of a purchase %s", async (mode, order) => {
    await local.control("events/order", { mode });
    await buy();
    await arrived("charge.updated");
    const types = receiver.types().filter((type) => !/^(product|price)\./.test(type));
    expect(types).toEqual(["payment_intent.created", "charge.succeeded", ...order, "charge.updated"]);
  });

  it("retries with the same event until it is accepted", async () => {
    answer = (count) => (count < 3 ? 500 : 200);
    await local.stripe.products.create({ name: "Retry" });
    await expect.poll(() => receiver.received.length).toBe(3);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    const { body } = await local.control("events/deliveries", {}, "GET");
    await expect
      .poll(async () => (await local.control("events/deliveries", {}, "GET")).body.data[0].state)
      .toBe("delivered");
    expect(body.data[0].attempts.length).toBeGreaterThan(1);
  });

  it("sends only the types that an endpoint selected, and shows its secret once", async () => {
    const other = await startReceiver();
    const endpoint = await local.stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ["product.created"],
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect((await local.stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    await makeSession(local.stripe);
    await expect.poll(() => other.types()).toEqual(["product.created"]);
    await local.stripe.webhookEndpoints.del(endpoint.id);
    await other.close();
  });

  it("refuses a type that Stripe does not have, so that nobody waits for it", async () => {
    const refused = local.stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/hook",
      // @ts-expect-error: it is `product.created`.
      enabled_events: ["product.create"],
    });
    await expect(refused).rejects.toMatchObject({ statusCode: 400, param: "enabled_events[0]" });
  });
});

describe("control of events", () => {
  it("holds events, then releases them in the requested order", async () => {
    await local.control("events/hold", { types: ["checkout.session.completed", "payment_intent.succeeded"] });
    await buy();
    await arrived("charge.updated");
    expect(position("checkout.session.completed")).toBe(-1);
    await local.control("events/release", {
      order: ["payment_intent.succeeded", "checkout.session.completed"],
    });
    expect(receiver.types().slice(-2)).toEqual(["payment_intent.succeeded", "checkout.session.completed"]);
  });

  it("leaves events out of the list for a while, then lists them in their place", async () => {
    await buy();
    const listed = async () => (await local.stripe.events.list({ limit: 100 })).data.map(({ id }) => id);
    const whole = await listed();
    await local.control("events/unlist", { types: ["charge.*"] });
    const left = await local.stripe.events.list({ limit: 100 });
    expect(left.data.filter(({ type }) => type.startsWith("charge."))).toEqual([]);
    expect(left.data.length).toBeLessThan(whole.length);
    await local.control("events/list");
    expect(await listed()).toEqual(whole);
  });

  it("duplicates and drops events", async () => {
    await local.control("events/drop", { types: ["payment_intent.*"] });
    await buy();
    await arrived("charge.updated");
    expect(position("payment_intent.succeeded")).toBe(-1);
    const [event] = (await local.stripe.events.list({ type: "checkout.session.completed" })).data;
    await local.control(`events/${event?.id}/duplicate`, { times: 2 });
    expect(receiver.types().filter((type) => type === "checkout.session.completed")).toHaveLength(3);
    const [dropped] = (await local.stripe.events.list({ type: "payment_intent.succeeded" })).data;
    await local.control(`events/${dropped?.id}/deliver`);
    expect(position("payment_intent.succeeded")).toBeGreaterThan(-1);
  });

  it("drops no more events once drops are ended", async () => {
    await local.control("events/drop", { types: ["payment_intent.*"] });
    await local.control("events/drop", {}, "DELETE");
    await buy();
    await arrived("payment_intent.succeeded");
  });

  it("refuses calls from pages of other origins", async () => {
    const foreign = await fetch(`${local.url}/_local/reset`, {
      method: "POST",
      headers: { origin: "https://elsewhere.test" },
    });
    expect(foreign.status).toBe(403);
  });

  it("keeps only the endpoints on reset, and logs API calls", async () => {
    await buy();
    const { body } = await local.control("requests", {}, "GET");
    expect(body.data.at(-1)).toMatchObject({ method: "POST", status: 200 });
    await local.control("reset");
    expect((await local.stripe.checkout.sessions.list()).data).toEqual([]);
    expect((await local.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  });
});

describe("state", () => {
  it("is kept after a restart, with clock and idempotency keys", async () => {
    const statePath = join(mkdtempSync(join(tmpdir(), "local-stripe-")), "state.json");
    const first = await startStripe({ statePath });
    const session = await makeSession(first.stripe);
    const product = await first.stripe.products.create({ name: "Kept" }, { idempotencyKey: "once" });
    await first.control("clock", { advance_seconds: 600 });
    await first.close();
    const second = await startStripe({ statePath });
    expect((await second.stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(5_000);
    expect((await second.stripe.products.create({ name: "Kept" }, { idempotencyKey: "once" })).id).toBe(
      product.id,
    );
    expect((await second.control("clock", {}, "GET")).body.offset_seconds).toBe(600);
    const paid = await payer(second.url).card(session, "4242424242424242");
    expect(paid.body.session.status).toBe("complete");
    await second.close();
  });
});
