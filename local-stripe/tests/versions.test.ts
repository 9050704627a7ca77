import { readFileSync } from "node:fs";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_VERSIONS, EARLIER_VERSIONS } from "../src/facts/api-versions";
import { makePrice, type Started, startReceiver, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

/** A call as an SDK of that version makes it. */
async function call(version: string | null, method: string, path: string, body?: Record<string, string>) {
  const answer = await fetch(`${local.url}/v1/${path}`, {
    method,
    headers: {
      authorization: "Bearer sk_test_local_tests",
      ...(version !== null && { "stripe-version": version }),
    },
    ...(body && { body: new URLSearchParams(body) }),
  });
  return { status: answer.status, version: answer.headers.get("stripe-version"), body: await answer.json() };
}

const RETURN = { return_url: "http://localhost/back", mode: "payment" };
const DONE = { success_url: "http://localhost/done", mode: "payment" };
const PAYMENT = { amount: "2000", currency: "eur" };

async function line(): Promise<Record<string, string>> {
  return { "line_items[0][price]": (await makePrice(stripe)).id, "line_items[0][quantity]": "1" };
}

describe("the versions of the API", () => {
  it("are those that the SDK lists", () => {
    const types = new URL("../../node_modules/stripe/esm/resources/WebhookEndpoints.d.ts", import.meta.url);
    const union = /type ApiVersion = (.*);/.exec(readFileSync(types, "utf8"))?.[1] ?? "";
    const listed = union.split(" | ").map((one) => one.slice(1, -1));
    expect([...EARLIER_VERSIONS, ...API_VERSIONS]).toEqual(listed);
    expect(listed.toSorted()).toEqual(listed);
  });

  it.each(API_VERSIONS)("%s is answered, and named in the answer", async (version) => {
    expect(await call(version, "GET", "products")).toMatchObject({ status: 200, version });
  });

  it("refuses a date on which none was published, and names what is older", async () => {
    expect(await call("2021-05-05", "GET", "products")).toMatchObject({
      status: 400,
      body: { error: { message: "Invalid Stripe API version: 2021-05-05" } },
    });
    expect((await call("2025-03-31", "GET", "products")).status).toBe(400);
    expect((await call("2019-12-03", "GET", "products")).status).toBe(501);
    expect((await call("2026-08-27.preview", "GET", "products")).status).toBe(501);
  });

  it("takes a public preview as the version of its day, and names it in the answer", async () => {
    const version = "2025-06-30.preview";
    expect(await call(version, "GET", "customers")).toMatchObject({ status: 200, version });
    const session = { ...(await line()), ...RETURN };
    const made = await call(version, "POST", "checkout/sessions", { ...session, ui_mode: "embedded" });
    expect(made).toMatchObject({ status: 200, body: { ui_mode: "embedded" } });
    const refused = await call(version, "POST", "checkout/sessions", {
      ...session,
      ui_mode: "embedded_page",
    });
    expect(refused.status).toBe(400);
  });
});

describe("names by version", () => {
  it.each([
    ["custom", "elements", RETURN],
    ["embedded", "embedded_page", RETURN],
    ["hosted", "hosted_page", DONE],
  ])("a session's ui_mode %s became %s in dahlia", async (older, today, rest) => {
    const create = async (version: string, mode: string) =>
      call(version, "POST", "checkout/sessions", { ui_mode: mode, ...rest, ...(await line()) });
    const made = await create("2026-02-25.clover", older);
    expect(made.body.ui_mode).toBe(older);
    const { id } = made.body;
    expect((await call("2026-02-25.clover", "GET", `checkout/sessions/${id}`)).body.ui_mode).toBe(older);
    expect((await call("2026-03-25.dahlia", "GET", `checkout/sessions/${id}`)).body.ui_mode).toBe(today);
    expect((await create("2026-02-25.clover", today)).body.error.param).toBe("ui_mode");
    expect((await create("2026-03-25.dahlia", older)).body.error.param).toBe("ui_mode");
    expect((await create("2026-03-25.dahlia", today)).status).toBe(200);
  });

  it.each([
    ["payment_intents", PAYMENT],
    ["setup_intents", {}],
    ["checkout/sessions", RETURN],
  ])("%s took payment_method_types before endive", async (path, rest) => {
    const older = path.startsWith("checkout")
      ? { ui_mode: "embedded_page", ...(await line()), ...rest }
      : rest;
    const create = (version: string, name: string) =>
      call(version, "POST", path, { ...older, [`${name}[]`]: "card" });
    const made = await create("2026-08-26.dahlia", "payment_method_types");
    expect(made.body.payment_method_types).toEqual(["card"]);
    expect((await create("2026-09-30.endive", "payment_method_types")).body.error).toMatchObject({
      code: "parameter_unknown",
      param: "payment_method_types",
    });
    expect((await create("2026-09-30.endive", "allowed_payment_method_types")).status).toBe(200);
    expect((await create("2026-06-24.dahlia", "allowed_payment_method_types")).body.error.code).toBe(
      "parameter_unknown",
    );
  });

  it("a promotion code named its coupon directly before clover", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 10 });
    const older = await call("2025-08-27.basil", "POST", "promotion_codes", { coupon: coupon.id });
    expect(older.body).toMatchObject({ coupon: { id: coupon.id, percent_off: 10 } });
    expect(older.body).not.toHaveProperty("promotion");
    const same = await call("2025-09-30.clover", "GET", `promotion_codes/${older.body.id}`);
    expect(same.body.promotion).toEqual({ type: "coupon", coupon: coupon.id });
    const named = { "promotion[type]": "coupon", "promotion[coupon]": coupon.id };
    expect((await call("2025-08-27.basil", "POST", "promotion_codes", named)).body.error.code).toBe(
      "parameter_unknown",
    );
  });

  it("a line could say what it costs before 2022-08-01, and a payment made a customer", async () => {
    const item = {
      "line_items[0][name]": "Mug",
      "line_items[0][amount]": "2000",
      "line_items[0][currency]": "eur",
      "line_items[0][quantity]": "2",
    };
    const older = await call("2020-08-27", "POST", "checkout/sessions", { ...DONE, ...item });
    expect(older.body).toMatchObject({ amount_total: 4_000, customer_creation: "always", ui_mode: "hosted" });
    expect((await call("2022-08-01", "POST", "checkout/sessions", { ...DONE, ...item })).status).toBe(400);
  });
});

describe("shapes and defaults by version", () => {
  it("of a payment: its charges, its methods and how it is captured", async () => {
    const paid = { ...PAYMENT, payment_method: "pm_card_visa", confirm: "true" };
    const { body } = await call("2020-08-27", "POST", "payment_intents", paid);
    expect(body.charges).toMatchObject({ object: "list", total_count: 1, data: [{ object: "charge" }] });
    expect(body.charges.data[0].refunds).toMatchObject({ object: "list", data: [] });
    expect(body).toMatchObject({
      payment_method_types: ["card"],
      capture_method: "automatic",
      invoice: null,
    });
    const today = await call(null, "GET", `payment_intents/${body.id}`);
    expect(today.body).not.toHaveProperty("charges");
    const later = await call("2023-08-16", "POST", "payment_intents", PAYMENT);
    expect(later.body.payment_method_types).toContain("ideal");
    expect(later.body.capture_method).toBe("automatic");
    expect((await call("2024-04-10", "POST", "payment_intents", PAYMENT)).body.capture_method).toBe(
      "automatic_async",
    );
  });

  it("of lists, but not of the events in them", async () => {
    const sessions = await call("2025-08-27.basil", "GET", "checkout/sessions");
    expect(sessions.body.data[0].ui_mode).toMatch(/^(custom|embedded|hosted)$/);
    expect(sessions.body.data[0]).not.toHaveProperty("shipping_details");
    const oldest = await call("2020-08-27", "GET", "checkout/sessions");
    expect(oldest.body.data[0].shipping_details).toBeNull();
    const events = await call("2020-08-27", "GET", "events?type=payment_intent.created");
    expect(events.body.data[0].data.object).not.toHaveProperty("charges");
  });
});

describe("a webhook endpoint's api_version", () => {
  it("decides what it is sent, and must have been published", async () => {
    const receiver = await startReceiver();
    const endpoint: Stripe.WebhookEndpointCreateParams = {
      url: receiver.url,
      enabled_events: ["payment_intent.created"],
    };
    await stripe.webhookEndpoints.create({ ...endpoint, api_version: "2020-08-27" });
    await stripe.webhookEndpoints.create(endpoint);
    await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    await expect.poll(() => receiver.received.length).toBe(2);
    const byVersion = (version: string) => {
      const found = receiver.received.find(({ event }) => event.api_version === version);
      return found?.event.data.object;
    };
    expect(byVersion("2020-08-27")).toHaveProperty("charges");
    expect(byVersion("2026-10-28.endive")).not.toHaveProperty("charges");
    await receiver.close();
    const body = { url: receiver.url, "enabled_events[]": "*", api_version: "2021-01-01" };
    expect((await call(null, "POST", "webhook_endpoints", body)).body.error.param).toBe("api_version");
  });
});
