import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { client, makePrice, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${local.url}${path}`, {
    method: "POST",
    headers: {
      authorization: "Bearer sk_test_local_tests",
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body,
  });

describe("keys and versions", () => {
  it("refuses a missing key and a key that is not its own", async () => {
    expect((await fetch(`${local.url}/v1/products`)).status).toBe(401);
    const answer = await post("/v1/products", "name=x", {
      authorization: "Bearer sk_live_someones_real_key",
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("someones_real");
  });

  it("refuses a publishable key where a secret one is needed", async () => {
    const answer = await post("/v1/products", "name=x", { authorization: "Bearer pk_test_local_tests" });
    expect(answer.status).toBe(403);
  });

  it("refuses unknown versions and betas, and lets any account use the preview", async () => {
    const status = async (version: string) =>
      (await post("/v1/products", "name=x", { "stripe-version": version })).status;
    const preview = "2025-03-31.basil; checkout_server_update_beta=v1";
    expect(await status("soon")).toBe(400);
    expect(await status("2026-10-28.endive; other=v1")).toBe(400);
    expect(await status(preview)).toBe(200);
    expect(await status(`${preview};`)).toBe(200);
    expect(await status("2026-10-28.endive; checkout_server_update_beta=v1;")).toBe(200);
  });

  it("records the version that each call used", async () => {
    await local.control("requests", {}, "DELETE");
    await stripe.products.list();
    await stripe.products.list({}, { apiVersion: "2026-10-28.endive; checkout_server_update_beta=v1" });
    await fetch(`${local.url}/v1/products`, { headers: { authorization: "Bearer sk_test_local_tests" } });
    const { body } = await local.control("requests", {}, "GET");
    expect(body.data.map(({ version }: { version: string | null }) => version)).toEqual([
      "2026-10-28.endive",
      "2026-10-28.endive; checkout_server_update_beta=v1",
      null,
    ]);
  });

  it("names a call that is not supported", async () => {
    await expect(stripe.quotes.list()).rejects.toMatchObject({
      statusCode: 501,
      message: "The local Stripe does not model GET /v1/quotes.",
    });
  });

  it.each([
    ["GET", "/v1/quote"],
    ["DELETE", "/v1/customers"],
    ["GET", "/v1/quotes/qt_1/lines"],
    ["GET", "/v1/payment_intents/"],
    ["PUT", "/v1/customers/cus_1"],
  ])("does not know %s %s, which Stripe has not either", async (method, path) => {
    const answer = await fetch(`${local.url}${path}`, {
      method,
      headers: { authorization: "Bearer sk_test_local_tests" },
    });
    expect(answer.status).toBe(404);
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message).toMatch(`Unrecognized request URL (${method}: ${path}).`);
  });

  it("names a call of an object that is not supported", async () => {
    await expect(stripe.quotes.listLineItems("qt_1")).rejects.toMatchObject({
      statusCode: 501,
      message: "The local Stripe does not model GET /v1/quotes/qt_1/line_items.",
    });
  });

  it("tells SDKs not to try again what is not modelled", async () => {
    const answer = await post("/v1/topups", "amount=5", { "idempotency-key": "key-501" });
    expect(answer.status).toBe(501);
    expect(answer.headers.get("stripe-should-retry")).toBe("false");
    // Nothing was begun, so the key is still free.
    expect((await post("/v1/topups", "amount=6", { "idempotency-key": "key-501" })).status).toBe(501);
    await local.control("requests", {}, "DELETE");
    const retrying = client(local.url, { maxNetworkRetries: 2 });
    await expect(retrying.topups.create({ amount: 5, currency: "eur" })).rejects.toMatchObject({
      statusCode: 501,
    });
    expect((await local.control("requests", {}, "GET")).body.data).toHaveLength(1);
  });
});

describe("parameters", () => {
  it("are form-encoded; JSON is refused", async () => {
    const answer = await post("/v1/products", JSON.stringify({ name: "x" }), {
      "content-type": "application/json",
    });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.message).toContain("application/json");
  });

  it("take True and False, as Python writes them", async () => {
    const product = await (await post("/v1/products", "name=x&active=False")).json();
    expect(product.active).toBe(false);
    expect((await post("/v1/products", "name=x&active=no")).status).toBe(400);
  });

  it("name a currency that there is, and an amount of eight digits", async () => {
    const error = async (body: string) => (await (await post("/v1/payment_intents", body)).json()).error;
    expect(await error("amount=500&currency=xyz")).toMatchObject({
      param: "currency",
      message: expect.stringContaining("Invalid currency: xyz. Stripe currently supports"),
    });
    expect(await error("amount=100000000&currency=eur")).toMatchObject({
      code: "amount_too_large",
      param: "amount",
    });
    const price = await makePrice(stripe, 60_000_000);
    await expect(
      stripe.checkout.sessions.create({
        mode: "payment",
        success_url: "http://localhost/done",
        line_items: [{ price: price.id, quantity: 2 }],
      }),
    ).rejects.toMatchObject({ code: "amount_too_large" });
  });
});

describe("errors", () => {
  it.each([
    ["unknown parameter", "name=x&colour=red", "parameter_unknown", "colour"],
    ["missing parameter", "active=true", "parameter_missing", "name"],
    ["empty string", "name=", "parameter_invalid_empty", "name"],
  ])("reports an %s", async (_case, body, code, param) => {
    const answer = await post("/v1/products", body);
    const { error } = await answer.json();
    expect(answer.status).toBe(400);
    expect(error).toMatchObject({ type: "invalid_request_error", code, param });
    expect(error.doc_url).toBe(`https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`);
    expect(Object.keys(error)).toEqual(Object.keys(error).toSorted());
    const logged = await (await fetch(error.request_log_url)).json();
    expect(logged).toMatchObject({ id: answer.headers.get("request-id"), status: 400 });
  });

  it("reports a wrong integer and an unknown id", async () => {
    const answer = await post("/v1/prices", "currency=eur&unit_amount=12.5&product_data[name]=x");
    expect((await answer.json()).error).toMatchObject({
      code: "parameter_invalid_integer",
      param: "unit_amount",
    });
    await expect(stripe.products.retrieve("prod_none")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
      message: "No such product: 'prod_none'",
    });
  });
});

describe("idempotency", () => {
  it("repeats the first answer and says so", async () => {
    const send = () => post("/v1/products", "name=Once", { "idempotency-key": "key-1" });
    const first = await send();
    const second = await send();
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(
      (await stripe.products.list({ limit: 100 })).data.filter(({ name }) => name === "Once"),
    ).toHaveLength(1);
  });

  it("refuses the key for other parameters", async () => {
    await post("/v1/products", "name=A", { "idempotency-key": "key-2" });
    const other = await post("/v1/products", "name=B", { "idempotency-key": "key-2" });
    expect(other.status).toBe(400);
    expect((await other.json()).error.type).toBe("idempotency_error");
  });

  it("takes the same parameters in another order, but not a list's", async () => {
    const send = async (body: string) =>
      (await post("/v1/products", body, { "idempotency-key": "key-order" })).status;
    expect(await send("name=A&metadata[a]=1&images[]=https://a.test/1&images[]=https://a.test/2")).toBe(200);
    expect(await send("metadata[a]=1&images[]=https://a.test/1&images[]=https://a.test/2&name=A")).toBe(200);
    expect(await send("name=A&metadata[a]=1&images[]=https://a.test/2&images[]=https://a.test/1")).toBe(400);
  });

  it("does not store the answer to refused parameters", async () => {
    expect((await post("/v1/products", "nam=A", { "idempotency-key": "key-3" })).status).toBe(400);
    expect((await post("/v1/products", "name=A", { "idempotency-key": "key-3" })).status).toBe(200);
  });

  it("answers 409 while the first call is under way", async () => {
    await local.control("faults", { kind: "slow", delay_ms: 400, path: "/v1/products" });
    const slow = post("/v1/products", "name=Slow", { "idempotency-key": "key-4" });
    await expect.poll(async () => (await local.control("faults", {}, "GET")).body.faults.length).toBe(0);
    const second = await post("/v1/products", "name=Slow", { "idempotency-key": "key-4" });
    expect(second.status).toBe(409);
    expect((await slow).status).toBe(200);
  });
});

describe("lists and expansion", () => {
  it("are paged newest first, in both directions, and through the SDK's iterator", async () => {
    const created: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      created.unshift((await stripe.coupons.create({ percent_off: 10, name: `c${index}` })).id);
    }
    const first = await stripe.coupons.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(created.slice(0, 2));
    expect(first).toMatchObject({ object: "list", has_more: true, url: "/v1/coupons" });
    const second = await stripe.coupons.list({ limit: 2, starting_after: created[1] });
    expect(second.data.map(({ id }) => id)).toEqual(created.slice(2, 4));
    const back = await stripe.coupons.list({ limit: 2, ending_before: created[2] });
    expect(back.data.map(({ id }) => id)).toEqual(created.slice(0, 2));
    const all: string[] = [];
    for await (const coupon of stripe.coupons.list({ limit: 2 })) all.push(coupon.id);
    expect(all).toEqual(created);
    await expect(
      stripe.coupons.list({ starting_after: created[0], ending_before: created[1] }),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.coupons.list({ limit: 101 })).rejects.toMatchObject({ param: "limit" });
  });

  it("expands references, also inside lists, to four levels", async () => {
    const price = await makePrice(stripe);
    const list = await stripe.prices.list({ expand: ["data.product"], limit: 1 });
    expect(list.data[0]?.product).toMatchObject({ object: "product", id: price.product });
    await expect(stripe.prices.retrieve(price.id, { expand: ["a.b.c.d.e"] })).rejects.toMatchObject({
      code: "property_expansion_max_depth",
    });
    await expect(stripe.prices.retrieve(price.id, { expand: ["colour"] })).rejects.toMatchObject({
      statusCode: 400,
      param: "expand",
    });
  });
});

describe("faults", () => {
  it("makes the next calls fail, and the SDK's retries succeed", async () => {
    await local.control("faults", { kind: "500", times: 1, method: "POST" });
    const retrying = client(local.url, { maxNetworkRetries: 2 });
    expect((await retrying.products.create({ name: "After 500" })).name).toBe("After 500");
    await local.control("faults", { kind: "429" });
    await expect(stripe.products.list()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  });

  it("cuts the connection after the effect, and the retry gets the first answer", async () => {
    await local.control("faults", { kind: "cut_after", times: 1, path: "/v1/products", method: "POST" });
    const retrying = client(local.url, { maxNetworkRetries: 2 });
    const product = await retrying.products.create({ name: "Cut" });
    const same = (await stripe.products.list({ limit: 100 })).data.filter(({ name }) => name === "Cut");
    expect(same.map(({ id }) => id)).toEqual([product.id]);
  });
});
