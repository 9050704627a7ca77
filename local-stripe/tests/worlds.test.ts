import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser, client, failure, makeSession, type Started, startReceiver, startStripe } from "./support";

let local: Started;
beforeAll(async () => {
  local = await startStripe();
});
afterAll(() => local.close());

/** The SDK with another key. */
function as(key: string, stripeAccount?: string): Stripe {
  return client(local.url, { key, ...(stripeAccount && { stripeAccount }) });
}

async function control(path: string, key: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${local.url}/_local/${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${local.url}${path}`, { headers });
  return { status: answer.status, body: await answer.text(), cookie: answer.headers.get("set-cookie") };
}

describe("keys", () => {
  it("are taken whatever their ending, secret and restricted ones alike", async () => {
    for (const key of ["sk_test_123", "rk_test_123", "sk_test_with-dash", `sk_test_51${"N".repeat(97)}`]) {
      expect((await as(key).customers.create({ name: "Ada" })).name).toBe("Ada");
    }
  });

  it("of live mode are refused as no key at all would be, and not repeated", async () => {
    for (const key of ["sk_live_51Habcdefgh12345", "rk_live_51Habcdefgh12345"]) {
      const error = await failure(as(key).customers.list());
      expect(error).toMatchObject({ statusCode: 401, type: "StripeAuthenticationError" });
      expect(error.message).toMatch(/live key: .k_live_\*+2345\. It was not used/);
    }
    const answer = await fetch(`${local.url}/v1/elements/sessions?key=pk_live_51Habcdefgh12345`);
    expect(answer.status).toBe(401);
  });

  it("that are no keys are refused", async () => {
    for (const key of ["sk_test_", "sk_prod_abc", "secret", "sk_test_a/acct_1"]) {
      expect(await failure(as(key).customers.list())).toMatchObject({ statusCode: 401 });
    }
  });

  it("with the same ending belong to one account", async () => {
    const customer = await as("sk_test_abc").customers.create({});
    expect((await as("rk_test_abc").customers.retrieve(customer.id)).id).toBe(customer.id);
    const intent = await as("sk_test_abc").paymentIntents.create({ amount: 2_000, currency: "eur" });
    const url = `${local.url}/v1/payment_intents/${intent.id}?client_secret=${intent.client_secret}`;
    expect((await fetch(`${url}&key=pk_test_abc`)).status).toBe(200);
    expect((await fetch(`${url}&key=pk_test_other`)).status).toBe(404);
  });

  it("of a Stripe account belong together although their endings differ", async () => {
    const account = "51HabcDEFghiJKLmn";
    const made = await as(`sk_test_${account}${"x".repeat(82)}`).customers.create({});
    const same = as(`rk_test_${account}${"y".repeat(82)}`);
    expect((await same.customers.retrieve(made.id)).id).toBe(made.id);
  });

  it("that begin with local_ share one account", async () => {
    const made = await as("sk_test_local_one").customers.create({});
    expect((await as("sk_test_local_two").customers.retrieve(made.id)).id).toBe(made.id);
  });
});

describe("an account", () => {
  it("has objects of its own", async () => {
    const customer = await as("sk_test_a1").customers.create({ email: "a@example.com" });
    const error = await failure(as("sk_test_a2").customers.retrieve(customer.id));
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing" });
    expect(error.message).toBe(`No such customer: '${customer.id}'`);
    expect((await as("sk_test_a2").customers.list()).data).toEqual([]);
  });

  it("has idempotency keys of its own", async () => {
    const create = (key: string) => as(key).customers.create({ name: key }, { idempotencyKey: "same" });
    expect((await create("sk_test_i1")).id).not.toBe((await create("sk_test_i2")).id);
    expect((await create("sk_test_i1")).lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  it("has a clock of its own", async () => {
    const before = (await control("clock", "sk_test_c2")).body.now;
    await control("clock", "sk_test_c1", { advance_seconds: 86_400 });
    expect((await control("clock", "sk_test_c1")).body.offset_seconds).toBe(86_400);
    expect((await control("clock", "sk_test_c2")).body.now - before).toBeLessThan(60);
  });

  it("has faults and a request log of its own, and a request is found without a key", async () => {
    await control("faults", "sk_test_f1", { kind: "429" });
    expect((await as("sk_test_f2").customers.list()).data).toEqual([]);
    const error = await failure(as("sk_test_f1").customers.list());
    expect(error.statusCode).toBe(429);
    const log = (await control("requests", "sk_test_f1")).body.data;
    expect(log).toMatchObject([{ path: "/v1/customers", status: 429 }]);
    expect((await get(`/_local/requests/${log[0].id}`)).status).toBe(200);
  });

  it("has webhook endpoints and holds of its own", async () => {
    const receiver = await startReceiver();
    await as("sk_test_w1").webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    await control("events/hold", "sk_test_w2", {});
    await as("sk_test_w2").customers.create({ name: "other" });
    const made = await as("sk_test_w1").customers.create({ name: "own" });
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received[0]?.event.data.object).toMatchObject({ id: made.id });
    await receiver.close();
  });

  it("is reset alone", async () => {
    const kept = await as("sk_test_r1").customers.create({});
    await as("sk_test_r2").customers.create({});
    await control("reset", "sk_test_r2", {});
    expect((await as("sk_test_r2").customers.list()).data).toEqual([]);
    expect((await as("sk_test_r1").customers.retrieve(kept.id)).id).toBe(kept.id);
  });

  it("gets the endpoint of the start options when it is used first", async () => {
    const receiver = await startReceiver();
    const started = await startStripe({ webhook: { url: receiver.url, secret: "whsec_start" } });
    await client(started.url, { key: "sk_test_new" }).customers.create({});
    await expect.poll(() => receiver.types()).toEqual(["customer.created"]);
    await started.close();
    await receiver.close();
  });
});

describe("the account of a key", () => {
  it("says who it is, and who is connected to it", async () => {
    const own = await as("sk_test_who").accounts.retrieveCurrent();
    expect(own).toMatchObject({ id: "acct_who", charges_enabled: true });
    expect((await as("sk_test_who").accounts.retrieve("acct_shop")).id).toBe("acct_shop");
    expect((await as("sk_test_who", "acct_shop").accounts.retrieveCurrent()).id).toBe("acct_shop");
    const others = as("sk_test_who", "acct_shop").accounts.retrieve("acct_who");
    expect((await failure(others)).statusCode).toBe(403);
  });
});

describe("Stripe-Account", () => {
  it("chooses an account of its own under each key", async () => {
    const made = await as("sk_test_platform", "acct_shop").customers.create({});
    expect(await failure(as("sk_test_platform").customers.retrieve(made.id))).toMatchObject({
      statusCode: 404,
    });
    expect(await failure(as("sk_test_stranger", "acct_shop").customers.retrieve(made.id))).toMatchObject({
      statusCode: 404,
    });
    expect((await as("sk_test_platform", "acct_shop").customers.retrieve(made.id)).id).toBe(made.id);
  });

  it("with the key's own account changes nothing", async () => {
    const made = await as("sk_test_own").customers.create({});
    expect((await as("sk_test_own", "acct_own").customers.retrieve(made.id)).id).toBe(made.id);
  });

  it("is refused as Stripe refuses it when it is none, or when access was taken away", async () => {
    const refused = { statusCode: 403, code: "account_invalid" };
    expect(await failure(as("sk_test_p1", "shop").customers.list())).toMatchObject(refused);
    await control("accounts/acct_left", "sk_test_p1", { access: false });
    expect(await failure(as("sk_test_p1", "acct_left").customers.list())).toMatchObject(refused);
    expect((await as("sk_test_p2", "acct_left").customers.list()).data).toEqual([]);
    await control("accounts/acct_left", "sk_test_p1", { access: true });
    expect((await as("sk_test_p1", "acct_left").customers.list()).data).toEqual([]);
  });

  it("comes from Stripe.js behind the publishable key", async () => {
    const intent = await as("sk_test_js", "acct_of_js").paymentIntents.create({
      amount: 2_000,
      currency: "eur",
    });
    const path = `/v1/payment_intents/${intent.id}?client_secret=${intent.client_secret}`;
    expect((await get(path, { authorization: "Bearer pk_test_js/acct_of_js" })).status).toBe(200);
    expect((await get(path, { authorization: "Bearer pk_test_js" })).status).toBe(404);
  });

  it("has no other name", async () => {
    const answer = await get("/v1/customers", {
      authorization: "Bearer sk_test_ctx",
      "stripe-context": "acct_1",
    });
    expect(answer.status).toBe(501);
    expect(answer.body).toContain("Stripe-Context");
  });
});

describe("pages and control calls without a key", () => {
  it("find the account by an object in the path", async () => {
    const stripe = as("sk_test_path");
    const session = await makeSession(stripe);
    const answer = await fetch(`${local.url}/_local/checkout/sessions/${session.id}/expire`, {
      method: "POST",
    });
    expect(answer.status).toBe(200);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired");
  });

  it("find it at the bank's page", async () => {
    const stripe = as("sk_test_bank");
    const intent = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method_data: { type: "ideal" },
      confirm: true,
      return_url: "http://localhost:3000/back",
    });
    const page = new URL(intent.next_action?.redirect_to_url?.url ?? "");
    expect((await get(page.pathname)).status).toBe(200);
    const source = page.pathname.split("/").at(-1);
    const answer = await fetch(`${local.url}/v1/redirects/${source}/complete`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ result: "authorize" }),
    });
    expect(answer.status).toBe(200);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it("are given a key of the account when they are hosted", async () => {
    const urls = [as("sk_test_page"), as("sk_test_page", "acct_shop")].map(async (stripe) => {
      const { url } = await makeSession(stripe, {
        ui_mode: "hosted_page",
        return_url: undefined as never,
        success_url: "http://localhost:3000/done",
      });
      return new URLSearchParams(new URL(url ?? "").hash.slice(1)).get("key");
    });
    expect(await Promise.all(urls)).toEqual(["pk_test_page", "pk_test_page/acct_shop"]);
  });

  it("take ?account=, by key or ending", async () => {
    await control("clock", "sk_test_q1", { advance_seconds: 50 });
    for (const account of ["q1", "sk_test_q1", "pk_test_q1"]) {
      expect(JSON.parse((await get(`/_local/clock?account=${account}`)).body).offset_seconds).toBe(50);
    }
    expect((await get("/_local/clock?account=sk_live_q1")).status).toBe(401);
    expect((await get("/_local/clock?account=no%20name")).status).toBe(400);
  });

  it("are else for the account of keys local_…", async () => {
    expect(JSON.parse((await get("/_local/clock")).body).offset_seconds).toBe(0);
    expect((await browser(local.url).get("/v1/customers")).status).toBe(403);
  });

  it("let the dashboard choose an account and stay there", async () => {
    await as("sk_test_dash").paymentIntents.create({ amount: 4_711, currency: "eur" });
    const chosen = await get("/?account=dash");
    expect(chosen.body).toContain("47.11");
    const cookie = chosen.cookie?.split(";")[0] ?? "";
    expect((await get("/", { cookie })).body).toContain("47.11");
    expect((await get("/")).body).not.toContain("47.11");
    const pressed = await fetch(`${local.url}/dashboard/clock/3600`, {
      method: "POST",
      headers: { cookie, origin: local.url },
      redirect: "manual",
    });
    expect(pressed.status).toBe(303);
    expect((await control("clock", "sk_test_dash")).body.offset_seconds).toBe(3_600);
  });

  it("list the accounts", async () => {
    await as("sk_test_listed").customers.create({});
    const { data } = JSON.parse((await get("/_local/accounts")).body);
    expect(data).toContainEqual(
      expect.objectContaining({ id: "acct_listed", key: "sk_test_listed", connected: false }),
    );
  });
});

describe("ten accounts at once", () => {
  it("pay, move their clocks, break and hear of it without meeting", { timeout: 20_000 }, async () => {
    const work = Array.from({ length: 10 }, async (_, at) => {
      const key = `sk_test_ten${at}`;
      const stripe = as(key);
      const receiver = await startReceiver();
      await stripe.webhookEndpoints.create({
        url: receiver.url,
        enabled_events: ["payment_intent.succeeded"],
      });
      await control("clock", key, { advance_seconds: at * 1_000 });
      await control("faults", key, { kind: "500", times: at + 1, path: "/v1/customers" });
      const paid: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        const intent = await stripe.paymentIntents.create({
          amount: 1_000 + at,
          currency: "eur",
          confirm: true,
          payment_method: "pm_card_visa",
          allowed_payment_method_types: ["card"],
        });
        paid.push(intent.id);
      }
      let refused = 0;
      while ((await failure(stripe.customers.list()).catch(() => null)) !== null) refused += 1;
      await expect.poll(() => receiver.received.length).toBe(5);
      const heard = receiver.received.map(({ event }) => (event.data.object as { id: string }).id);
      await receiver.close();
      const listed = (await stripe.paymentIntents.list()).data;
      return {
        own:
          [...paid].sort().join() ===
          listed
            .map(({ id }) => id)
            .sort()
            .join(),
        heard: heard.join() === paid.join(),
        amounts: [...new Set(listed.map(({ amount }) => amount))],
        refused,
        offset: (await control("clock", key)).body.offset_seconds,
      };
    });
    expect(await Promise.all(work)).toEqual(
      Array.from({ length: 10 }, (_, at) => ({
        own: true,
        heard: true,
        amounts: [1_000 + at],
        refused: at + 1,
        offset: at * 1_000,
      })),
    );
  });
});

describe("events of a connected account", () => {
  it("go with its id to the platform's endpoints for connected accounts, and to no others of it", async () => {
    const [own, connected, direct] = [await startReceiver(), await startReceiver(), await startReceiver()];
    const platform = as("sk_test_platform");
    const shop = as("sk_test_platform", "acct_shop1");
    await platform.webhookEndpoints.create({ url: own.url, enabled_events: ["*"] });
    await platform.webhookEndpoints.create({
      url: connected.url,
      enabled_events: ["customer.created"],
      connect: true,
      api_version: "2024-06-20",
    });
    await shop.webhookEndpoints.create({ url: direct.url, enabled_events: ["customer.created"] });
    await platform.customers.create({ name: "of the platform" });
    const customer = await shop.customers.create({ name: "of the shop" });
    await shop.products.create({ name: "not asked for" });
    await expect
      .poll(() => [own, connected, direct].map(({ received }) => received.length))
      .toEqual([1, 1, 1]);
    expect(own.received[0]?.event.data.object).toMatchObject({ name: "of the platform" });
    expect(own.received[0]?.event.account).toBeUndefined();
    expect(connected.received[0]?.event).toMatchObject({
      account: "acct_shop1",
      api_version: "2024-06-20",
      data: { object: { id: customer.id } },
    });
    expect(direct.received[0]?.event.account).toBeUndefined();
    await Promise.all([own, connected, direct].map(({ close }) => close()));
  });
});
