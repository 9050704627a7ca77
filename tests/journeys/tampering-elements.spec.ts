import type { APIResponse } from "@playwright/test";
import { ElementsApi } from "./support/elements-api";
import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

async function expectRefused(sent: APIResponse | Promise<APIResponse>, status: number, code: string) {
  const response = await sent;
  const body = await response.json();
  expect(body).toMatchObject({ error: { code } });
  expect(body.error.message).toMatch(/\w+.*\.$/);
  expect(JSON.stringify(body)).not.toMatch(/stack|node_modules|\.ts\b/);
  expect(response.status()).toBe(status);
}

const INTENTS = ["promotion-code", "loyalty", "region", "remove", "review"] as const;

test.describe("An open checkout refuses", () => {
  test("a body with anything that only the server decides", async ({ shopper, shop, stripe }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const api = new ElementsApi(shopper.page.request);
    const { sessionId, orderId, quote } = await api.start();
    const asks = { checkout_session_id: sessionId };
    for (const forged of [
      { discounts: [{ coupon: "free" }] },
      { discount: 100 },
      { amount_total: 1 },
      { total: 1 },
      { line_items: [{ price: "price_x", quantity: 1 }] },
      { customer: "cus_demo_grace" },
      { country: "CA" },
      { orderId },
    ]) {
      for (const intent of INTENTS) {
        const code = intent === "promotion-code" ? { code: "TENOFF" } : {};
        await expectRefused(api.update(intent, { ...asks, ...code, ...forged }), 400, "invalid_request");
      }
    }
    for (const code of ["", " ", "x".repeat(65), 7, null, ["TENOFF"], { $ne: null }]) {
      await expectRefused(api.update("promotion-code", { ...asks, code }), 400, "invalid_request");
    }
    for (const id of ["", "cs_../x", "pi_123", `${sessionId}/expire`, 1, null]) {
      await expectRefused(api.update("remove", { checkout_session_id: id }), 400, "invalid_request");
    }
    expect((await shop.order(orderId)).total).toBe(quote.total);
    expect((await stripe.api.checkout.sessions.retrieve(sessionId)).amount_total).toBe(quote.total);
  });

  test("another shopper, with the same words as for a session that does not exist", async ({
    shopper,
    shop,
    anotherShopper,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { sessionId, orderId, quote } = await new ElementsApi(shopper.page.request).start();
    const stranger = await anotherShopper();
    await stranger.hasCart(shop, variant);
    const signedIn = await anotherShopper();
    await signedIn.signsInAs("gold");
    const nobody = await anotherShopper();
    for (const { page } of [stranger, signedIn, nobody]) {
      const api = new ElementsApi(page.request);
      for (const intent of INTENTS) {
        const code = intent === "promotion-code" ? { code: "ALLFREE" } : {};
        const theirs = await api.update(intent, { checkout_session_id: sessionId, ...code });
        const none = await api.update(intent, { checkout_session_id: "cs_test_none", ...code });
        await expectRefused(theirs, 404, "not_found");
        expect(await none.json()).toEqual(await theirs.json());
      }
    }
    expect((await shop.order(orderId)).total).toBe(quote.total);
  });

  test("a session that is paid, and one that has expired", async ({ shopper, shop, stripe, elements }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const api = new ElementsApi(shopper.page.request);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    await elements.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    const { total } = await shop.order(orderId);
    for (const intent of INTENTS) {
      const code = intent === "promotion-code" ? { code: "ALLFREE" } : {};
      const answer = await api.update(intent, { checkout_session_id: sessionId, ...code });
      await expectRefused(answer, 409, "session_closed");
      expect((await answer.json()).error.orderId).toBe(orderId);
    }
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });

    await shopper.hasCart(shop, variant);
    const left = await api.start();
    await stripe.expire(left.sessionId);
    await expectRefused(api.code(left.sessionId, "TENOFF"), 409, "session_closed");
    await shop.expectStatus(left.orderId, "expired");
  });

  test("another site, other kinds of body, and a megabyte", async ({ shopper, shop }) => {
    await shopper.hasCart(shop, await shop.variant());
    const { request } = shopper.page;
    const api = new ElementsApi(request);
    const { sessionId } = await api.start();
    const asks = { checkout_session_id: sessionId };
    for (const intent of INTENTS) {
      const path = `/api/checkout/elements/${intent === "review" ? intent : `discounts/${intent}`}`;
      const send = (data: string, contentType = "application/json") =>
        request.post(path, { data: Buffer.from(data), headers: { "content-type": contentType } });
      for (const origin of ["https://evil.example", "null"]) {
        await expectRefused(api.update(intent, asks, { origin }), 403, "forbidden_origin");
      }
      await expectRefused(
        api.update(intent, asks, { "sec-fetch-site": "cross-site" }),
        403,
        "forbidden_origin",
      );
      await expectRefused(send("{"), 400, "invalid_json");
      await expectRefused(send(""), 400, "invalid_request");
      await expectRefused(send(JSON.stringify(asks), "text/plain"), 415, "unsupported_media_type");
      await expectRefused(
        send(JSON.stringify({ ...asks, code: "x".repeat(1024 * 1024) })),
        413,
        "body_too_large",
      );
      expect((await request.get(path)).status()).toBe(405);
    }
  });

  test("guessing: the number of changes is limited, for that shopper", async ({
    shopper,
    shop,
    anotherShopper,
  }) => {
    const variant = await shop.variant();
    const cartId = await shopper.hasCart(shop, variant);
    const api = new ElementsApi(shopper.page.request);
    const { sessionId } = await api.start();
    expect((await api.code(sessionId, "GUESS1")).status()).toBe(422);
    const counted = await shop.query("update rate_limits set count = 1000 where key like $1 returning key", [
      `checkoutChange:shopper:${cartId}`,
    ]);
    expect(counted).toHaveLength(1);
    // Right after, a new window may begin: it is filled as well.
    await shop.query(
      `insert into rate_limits (key, window_start, count)
       select key, window_start + interval '10 minutes', count from rate_limits where key like $1
       on conflict do nothing`,
      [`checkoutChange:shopper:${cartId}`],
    );
    for (const intent of INTENTS) {
      const code = intent === "promotion-code" ? { code: "GUESS2" } : {};
      await expectRefused(
        api.update(intent, { checkout_session_id: sessionId, ...code }),
        429,
        "rate_limited",
      );
    }
    const other = await anotherShopper();
    await other.hasCart(shop, variant);
    const theirs = new ElementsApi(other.page.request);
    expect((await theirs.code((await theirs.start()).sessionId, "TENOFF")).status()).toBe(200);
  });
});

test("100 changes at once: Stripe, the order and the page agree at the end, and that is what is paid", async ({
  shopper,
  shop,
  stripe,
  elements,
}) => {
  const variant = await shop.variant({ below: 9000 });
  await shopper.hasCart(shop, variant);
  const api = new ElementsApi(shopper.page.request);
  const { orderId, sessionId } = await shopper.opensElements(shop, variant);
  const changes = [
    () => api.code(sessionId, "TENOFF"),
    () => api.code(sessionId, "FRANCE15"),
    () => api.code(sessionId, "BYGONE"),
    () => api.update("remove", { checkout_session_id: sessionId }),
    () => api.update("review", { checkout_session_id: sessionId }),
  ];
  const answers = await Promise.all(
    Array.from({ length: 20 }).flatMap(() => changes.map((change) => change())),
  );
  const codes = await Promise.all(
    answers.map(async (answer) => (answer.ok() ? "accepted" : (await answer.json()).error.code)),
  );
  expect(codes).toContain("accepted");
  // Sixty codes at once are more than a shopper types: some are not even looked at.
  const expected = ["accepted", "expired", "checkout_busy", "not_combinable", "rate_limited"];
  expect(codes.filter((code) => !expected.includes(code))).toEqual([]);

  const { total } = await shop.order(orderId);
  expect((await stripe.api.checkout.sessions.retrieve(sessionId)).amount_total).toBe(total);
  await elements.fillContact();
  await elements.expectTotal(total);
  await elements.fillCard(CARDS.succeeds);
  await elements.pay();
  expect(await shopper.arrivesAtOrder()).toBe(orderId);
  expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
});
