import type { Route } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS } from "./support/embedded-checkout";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

const CODE_API = "**/api/checkout/elements/discounts/promotion-code";
const REVIEW_API = "**/api/checkout/elements/review";

test.describe("Checkout Elements says so, charges nothing wrong and continues", () => {
  test("when a change meets a lost network, a broken store, a Stripe that is down, and lost answers", async ({
    page,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    const { total: full } = await shop.order(orderId);
    const tries = async (code: string, said: RegExp) => {
      await elements.code.fill("");
      await elements.expectNoError();
      await elements.code.fill(code);
      await elements.applyButton.click();
      await elements.expectError(said);
      await elements.expectSettled();
    };
    const once = (url: string, meets: (route: Route) => Promise<void>) =>
      page.route(url, meets, { times: 1 });

    await once(CODE_API, (route) => route.abort("internetdisconnected"));
    await tries("TENOFF", /couldn’t reach the store\. Check your connection/);
    await once(CODE_API, (route) => route.fulfill({ status: 500, body: "<h1>Internal Server Error</h1>" }));
    await tries("TENOFF", /couldn’t reach the store\. Check your connection/);
    await stripe.fault({ path: `/v1/checkout/sessions/${sessionId}`, method: "POST", times: 3, kind: "500" });
    await tries("TENOFF", /can’t reach our payment partner right now\. Please try again/);
    await elements.expectTotal(full);
    await expectAccessible(page);

    await once(CODE_API, async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await elements.code.fill("TENOFF");
    await elements.applyButton.click();
    await expect(elements.row("10% off")).toContainText("With code TENOFF");
    await elements.expectNoError();
    await expect(elements.code).toHaveValue("");
    const { total } = await shop.order(orderId);
    expect(total).toBe(full - Math.round(variant.unitAmount / 10));
    await elements.expectTotal(total);

    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await once(REVIEW_API, (route) => route.abort("internetdisconnected"));
    await elements.pay();
    await elements.expectError(/couldn’t reach the store\. Check your connection/);
    expect(await stripe.calls(`${sessionId}/confirm`)).toEqual([]);

    await once("**/v1/payment_pages/*/confirm", (route) => route.abort("internetdisconnected"));
    await elements.pay();
    await elements.expectError(/That did not work/);
    expect((await shop.order(orderId)).status).toBe("open");
    await elements.expectTotal(total);

    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  });

  test("when the store takes too long; its late answer still counts", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    let answer = () => {};
    const told = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(
      CODE_API,
      async (route) => {
        await told;
        await route.continue();
      },
      { times: 1 },
    );
    await elements.code.fill("TENOFF");
    await elements.applyButton.click();
    await elements.expectError(/taking too long to answer\. Look at the total/);
    answer();
    await expect(elements.row("10% off")).toContainText("With code TENOFF");
    await elements.expectNoError();
    await elements.expectTotal((await shop.order(orderId)).total);
  });

  test("when a price or the stock has changed", async ({ page, shopper, shop, stripe, elements }) => {
    const variant = await shop.variant({ onHand: 5 });
    await shopper.hasCart(shop, variant, { quantity: 2 });
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    const { total } = await shop.order(orderId);
    const told = async (why: RegExp) => {
      await elements.pay();
      await elements.expectError(why);
      await elements.expectError(/Nothing was charged/);
      await expect(
        elements.main.getByRole("alert").getByRole("link", { name: "Look at your cart" }),
      ).toHaveAttribute("href", "/cart");
    };

    await shop.query("update variants set unit_amount = unit_amount + 100 where id = $1", [variant.id]);
    await told(/A price in your cart has changed/);
    await shop.query("update variants set unit_amount = unit_amount - 100, on_hand = 1 where id = $1", [
      variant.id,
    ]);
    await told(/sold out, or there is not enough/);
    await expectAccessible(page);
    expect(await stripe.calls(`${sessionId}/confirm`)).toEqual([]);

    await shop.query("update variants set on_hand = 5 where id = $1", [variant.id]);
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  });

  test("when the session has expired: it is replaced once, with the cart, the code and what was typed", async ({
    page,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant();
    await shopper.hasCart(shop, variant);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("TENOFF");
    await elements.fillContact();
    await stripe.expire(sessionId);
    await shop.expectStatus(orderId, "expired");

    await elements.code.fill("ONCE");
    await elements.applyButton.click();
    await expect(elements.main.getByText("we opened a new one")).toBeVisible();
    await elements.expectReady();
    await expect(elements.email).toHaveValue(ADA.email);
    await expect(elements.address.locator('[name="addressLine1"]')).toHaveValue(ADA.line1);
    await expect(elements.row("10% off")).toContainText("With code TENOFF");
    const next = await shop.newestOrderOf(variant.id);
    expect(next.id).not.toBe(orderId);
    await elements.expectTotal(next.total);
    await expectAccessible(page);

    const [attempt] = await shop.attempts(next.id);
    await stripe.expire(attempt?.stripeId ?? "");
    await shop.expectStatus(next.id, "expired");
    await elements.code.fill("ONCE");
    await elements.applyButton.click();
    await elements.expectError(/This checkout has expired/);
    await expectAccessible(page);
    await elements.main.getByRole("button", { name: "Try again" }).click();
    await elements.expectReady();
    await elements.expectTotal((await shop.newestOrderOf(variant.id)).total);
    expect((await shop.newestOrderOf(variant.id)).id).not.toBe(next.id);
  });

  test("when another window has changed the total, or has paid", async ({
    page,
    context,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    const { total: full } = await shop.order(orderId);
    const other = new Shopper(await context.newPage());
    expect(await other.opensElements(shop, variant)).toEqual({ orderId, sessionId });
    await other.elements.fillContact();
    await other.elements.fillCard(CARDS.succeeds);
    await other.elements.expectTotal(full);

    await elements.applyCode("TENOFF");
    const { total } = await shop.order(orderId);
    expect(total).toBe(full - Math.round(variant.unitAmount / 10));
    await other.elements.pay();
    await other.elements.expectError(/total has changed/i);
    await expect(other.elements.row("10% off")).toContainText("With code TENOFF");
    await other.elements.expectTotal(total);
    expect(await stripe.calls(`${sessionId}/confirm`)).toEqual([]);
    await other.elements.pay();
    expect(await other.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });

    await elements.code.fill("ONCE");
    await elements.applyButton.click();
    await elements.expectError(/This order has already been placed/);
    await expectAccessible(page);
    await elements.main.getByRole("link", { name: "See your order" }).click();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
  });
});
