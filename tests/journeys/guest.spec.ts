import { readdir } from "node:fs/promises";
import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS } from "./support/embedded-checkout";
import { surroundings } from "./support/surroundings";
import { expect, test } from "./support/test";

test.describe("A guest", () => {
  test("finds a product, buys it with 4242 and holds a paid order", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant();

    await shopper.opens("/");
    await page.getByRole("navigation", { name: "Categories" }).getByRole("link").first().click();
    await page.waitForURL(/\/categories\//);
    await expectAccessible(page);
    await shopper.addsToCart(variant);
    await expect(page.getByRole("dialog").getByText(variant.name)).toBeVisible();
    await expectAccessible(page);

    await shopper.goesToCheckout();
    await checkout.payByCard(CARDS.succeeds);
    const orderId = await shopper.arrivesAtOrder();

    await shopper.isThanked();
    const order = await shop.order(orderId);
    expect(order.status).toBe("paid");
    const main = page.getByRole("main");
    await expect(main).toContainText(order.number);
    await expect(main).toContainText(variant.name);
    await expect(main).toContainText(ADA.line1);

    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
    expect(await shop.jobs(orderId)).toEqual([
      "email.merchant_order_paid",
      "email.order_confirmed",
      "shipping.request",
    ]);
    await expect.poll(async () => (await readdir(surroundings().mail)).length).toBeGreaterThan(0);

    await shopper.opensCart();
    await expect(page.getByText("Your cart is empty")).toBeVisible();
  });

  test("reads the order as JSON; a stranger finds nothing", async ({
    page,
    shopper,
    shop,
    checkout,
    anotherShopper,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.goesToCheckoutWith(variant);
    await checkout.payByCard(CARDS.succeeds);
    const orderId = await shopper.arrivesAtOrder();

    const own = await page.request.get(`/api/orders/${orderId}`);
    expect(own.status()).toBe(200);
    const order = await own.json();
    expect(order).toMatchObject({
      id: orderId,
      status: "paid",
      currency: "eur",
      subtotal: variant.unitAmount,
    });
    expect(order.total).toBe(order.subtotal + order.shipping);
    expect(order.lines).toMatchObject([
      { unitAmount: variant.unitAmount, quantity: 1, total: variant.unitAmount },
    ]);

    const stranger = await anotherShopper();
    expect((await stranger.page.request.get(`/api/orders/${orderId}`)).status()).toBe(404);
    expect((await stranger.page.goto(`/orders/${orderId}`))?.status()).toBe(404);
  });

  test("comes back to the same checkout after a reload, and pays once", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant();
    await shopper.goesToCheckoutWith(variant);
    const { id } = await shop.newestOrderOf(variant.id);
    await page.reload();
    await checkout.expectReady();
    expect(await shop.attempts(id)).toHaveLength(1);

    await checkout.payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(id);
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
  });

  test("closes the tab right after paying, and the order is paid all the same", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant();
    await shopper.goesToCheckoutWith(variant);
    const { id } = await shop.newestOrderOf(variant.id);
    const leaving = new Promise<void>((resolve) => {
      page.route("**/checkout/return**", async (route) => {
        await route.abort();
        resolve();
      });
    });
    await checkout.payByCard(CARDS.succeeds);
    await leaving;
    await page.close();

    await shop.expectStatus(id, "paid");
  });
});
