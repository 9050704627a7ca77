import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import { expect, test } from "./support/test";

test.describe("A guest", () => {
  test("finds a product, buys it with 4242, gets a paid order and reads it as JSON; a stranger finds nothing", {
    tag: "@phone",
  }, async ({ page, shopper, shop, checkout, anotherShopper }) => {
    test.slow();
    const variant = await shop.variant({ below: 9000 });

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

    await shopper.seesThanks();
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
    expect(await mailAbout(orderId, /Thank you/)).toContain(order.number);

    const own = await page.request.get(`/api/orders/${orderId}`);
    expect(own.status()).toBe(200);
    const told = await own.json();
    expect(told).toMatchObject({
      id: orderId,
      status: "paid",
      currency: "eur",
      subtotal: variant.unitAmount,
    });
    expect(told.total).toBe(told.subtotal + told.shipping);
    expect(told.lines).toMatchObject([
      { unitAmount: variant.unitAmount, quantity: 1, total: variant.unitAmount },
    ]);
    const stranger = await anotherShopper();
    expect((await stranger.page.request.get(`/api/orders/${orderId}`)).status()).toBe(404);
    expect((await stranger.page.goto(`/orders/${orderId}`))?.status()).toBe(404);

    await shopper.opensCart();
    await expect(page.getByText("Your cart is empty")).toBeVisible();
  });

  test("comes back to the same checkout after a reload, closes the tab right after paying, and has paid once", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant();
    const { id } = await shopper.opensEmbeddedWith(shop, variant);
    await page.reload();
    await checkout.expectReady();
    expect(await shop.attempts(id)).toHaveLength(1);

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
    expect(await shop.attempts(id)).toHaveLength(1);
    expect(await shop.stock(variant.id)).toEqual({ onHand: variant.onHand - 1, held: 0 });
  });
});
