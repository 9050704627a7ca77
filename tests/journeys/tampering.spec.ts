import { createHmac } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { surroundings } from "./support/surroundings";
import { expect, test } from "./support/test";
import { Wallet } from "./support/wallet";

const MEGABYTE = "x".repeat(1024 * 1024);

async function expectRefused(
  sent: ReturnType<APIRequestContext["post"]>,
  status: number,
  code: string,
): Promise<void> {
  const response = await sent;
  expect(await response.json()).toMatchObject({ error: { code } });
  expect(response.status()).toBe(status);
}

function signed(body: string, secret: string, time = Math.floor(Date.now() / 1000)): string {
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}

test.describe("The checkout refuses", () => {
  const path = "/api/checkout/embedded";
  const json = { "content-type": "application/json" };

  test("a price, an amount, lines or anything else that only the server decides", async ({ request }) => {
    for (const data of [
      { price: 1 },
      { amount: 1 },
      { lines: [{ variantId: "var_x", quantity: 1, unitAmount: 1 }] },
      { currency: "jpy" },
      { locale: "xx" },
    ]) {
      await expectRefused(request.post(path, { data, headers: json }), 400, "invalid_request");
    }
  });

  test("broken JSON, other kinds of body, and a megabyte", async ({ request }) => {
    await expectRefused(request.post(path, { data: Buffer.from("{"), headers: json }), 400, "invalid_json");
    await expectRefused(
      request.post(path, { data: "{}", headers: { ...json, "content-type": "text/plain" } }),
      415,
      "unsupported_media_type",
    );
    const large = Buffer.from(JSON.stringify({ locale: MEGABYTE }));
    await expectRefused(request.post(path, { data: large, headers: json }), 413, "body_too_large");
  });

  test("another site", async ({ request }) => {
    for (const origin of ["https://evil.example", "null"]) {
      await expectRefused(
        request.post(path, { data: {}, headers: { ...json, origin } }),
        403,
        "forbidden_origin",
      );
    }
  });

  test("a visitor without a cart, and a cart cookie that the store did not sign", async ({ request }) => {
    await expectRefused(request.post(path, { data: {}, headers: json }), 409, "cart_empty");
    const cookie = `cart=cart_${"a".repeat(24)}.${"A".repeat(43)}`;
    await expectRefused(request.post(path, { data: {}, headers: { ...json, cookie } }), 409, "cart_empty");
  });

  test("another shopper's order and session", async ({ shopper, shop, anotherShopper }) => {
    const variant = await shop.variant();
    const { id: orderId } = await shopper.opensEmbeddedWith(shop, variant);
    const [attempt] = await shop.attempts(orderId);

    const stranger = await anotherShopper();
    await stranger.hasCart(shop, variant);
    await expectRefused(
      stranger.page.request.post(path, { data: { orderId }, headers: json }),
      404,
      "not_found",
    );
    await stranger.page.goto(`/checkout/return?session_id=${attempt?.stripeId}`);
    await expect(stranger.page.getByText("This payment was not made")).toBeVisible();
    expect(await stranger.page.content()).not.toContain(orderId);
    expect((await stranger.page.request.get(`/api/orders/${orderId}`)).status()).toBe(404);
  });
});

test.describe("Saved cards are refused to", () => {
  const json = { "content-type": "application/json" };
  const MASTERCARD = "5555555555554444";

  test("guests, other sites, and requests for another customer's", async ({ request, shopper }) => {
    await expectRefused(
      request.post("/api/customer-session", { data: {}, headers: json }),
      401,
      "sign_in_required",
    );
    await shopper.signsInAs("new");
    const own = shopper.page.request;
    await expectRefused(
      own.post("/api/customer-session", { data: {}, headers: { ...json, origin: "https://evil.example" } }),
      403,
      "forbidden_origin",
    );
    for (const data of [{ customer: "cus_1" }, { customerId: "cus_demo_grace" }]) {
      await expectRefused(own.post("/api/customer-session", { data, headers: json }), 400, "invalid_request");
    }
  });

  test("a stranger who knows a card, a customer session or a token that names it", async ({
    page,
    shopper,
    shop,
    anotherShopper,
  }) => {
    await shopper.signsInAs("new");
    const wallet = new Wallet(page, shop);
    const card = await wallet.adds(MASTERCARD);
    const opened = await page.request.post("/api/customer-session", { data: {}, headers: json });
    const { clientSecret } = await opened.json();

    const stranger = await anotherShopper();
    await stranger.signsInAs("new");
    await stranger.hasCart(shop, await shop.variant());
    const theirs = stranger.page.request;
    const started = await (await theirs.post("/api/checkout/payment", { data: {}, headers: json })).json();
    const ownSession = await (await theirs.post("/api/customer-session", { data: {}, headers: json })).json();

    // With their own customer session Stripe does not know the card; with the owner's the customer is another's.
    expect(await wallet.token(started.elements, card, ownSession.clientSecret)).toBeNull();
    const stolen = await wallet.token(started.elements, card, clientSecret);
    const paying = theirs.post("/api/checkout/payment/confirm", {
      data: { confirmationTokenId: stolen, orderId: started.orderId, quote: started.signedQuote },
      headers: json,
    });
    await expectRefused(paying, 409, "token_mismatched");
    expect((await shop.order(started.orderId)).status).toBe("open");
    expect(await shop.attempts(started.orderId)).toEqual([]);

    await expectRefused(theirs.delete(`/api/account/payment-methods/${card}`), 404, "not_found");
    await expectRefused(theirs.post(`/api/account/payment-methods/${card}/default`), 404, "not_found");
    await expectRefused(
      theirs.post("/api/account/payment-methods", { data: { confirmationTokenId: stolen }, headers: json }),
      409,
      "token_mismatched",
    );
    // The owner still has it, and pays with it.
    await shopper.opensPaymentWith(shop, await shop.variant());
    await expect(shopper.payment.saved).toContainText("4444");
  });
});

test.describe("The cart refuses", () => {
  test("more than the stock", async ({ page, shopper, shop }) => {
    const variant = await shop.variant({ onHand: 3 });
    await shopper.opensProduct(variant);
    await page
      .locator("form", { has: page.getByRole("button", { name: "Add to cart" }) })
      .evaluate((form) => {
        const quantity = document.createElement("input");
        Object.assign(quantity, { type: "hidden", name: "quantity", value: "4" });
        form.append(quantity);
      });
    await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByText("We only have 3 of it.")).toBeVisible();
  });

  test("a price invented by the shopper: the shop's own is charged", async ({ page, shopper, shop }) => {
    const variant = await shop.variant();
    await shopper.opensProduct(variant);
    await page.locator('input[name="seenUnitAmount"]').evaluate((input) => {
      input.setAttribute("value", "1");
    });
    await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
    await expect
      .poll(async () => (await (await page.request.get("/api/cart")).json()).lines?.length)
      .toBeGreaterThan(0);
    await shopper.opensCart();
    await expect(shopper.cartMessage(variant, "now costs")).toBeVisible();
  });
});

test.describe("The webhook refuses", () => {
  const path = "/api/webhooks/stripe";
  const event = JSON.stringify({
    id: "evt_forged",
    object: "event",
    type: "checkout.session.completed",
    data: { object: { id: "cs_test_forged", object: "checkout.session" } },
  });
  const send = (request: APIRequestContext, body: string, signature?: string) =>
    request.post(path, {
      data: Buffer.from(body),
      headers: { "content-type": "application/json", ...(signature && { "stripe-signature": signature }) },
    });

  test("an event without a signature, with another's, with an old one, or of another body", async ({
    request,
  }) => {
    const { webhookSecret } = surroundings();
    const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
    for (const signature of [
      undefined,
      "t=1,v1=00",
      signed(event, "whsec_of_someone_else"),
      signed(event, webhookSecret, anHourAgo),
      signed(`${event} `, webhookSecret),
    ]) {
      await expectRefused(send(request, event, signature), 400, "invalid_signature");
    }
  });

  test("a megabyte", async ({ request }) => {
    const { webhookSecret } = surroundings();
    const large = JSON.stringify({ id: "evt_large", padding: MEGABYTE });
    await expectRefused(send(request, large, signed(large, webhookSecret)), 413, "body_too_large");
  });
});
