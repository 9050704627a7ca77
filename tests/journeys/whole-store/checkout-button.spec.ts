import { expectAccessible } from "../support/accessibility";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";

/** A shop in business: the shoppers of a demonstration are not here. */
const test = base.extend<object, { shopUrl: string }>({
  shopUrl: [
    async ({ browserName: _ }, use) => {
      const instance = await startInstance({ LOCAL_DEMO: "off", CHECKOUT_SURFACE: "payment" });
      await use(instance.url);
      await instance.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ shopUrl }, use) => {
    await use(shopUrl);
  },
});

test("A shop has one button to pay, “Checkout”, in the cart and in the drawer", { tag: "@phone" }, async ({
  page,
  shopper,
  shop,
  payment,
}) => {
  const variant = await shop.variant();
  await shopper.hasCart(shop, variant);
  await shopper.opensCart();
  await expect(page.getByRole("link", { name: /check/i })).toHaveText(["Checkout"]);
  await expect(page.getByText("Try the other checkouts")).toHaveCount(0);

  await shopper.opens("/orders");
  await page.getByRole("link", { name: /^Cart, / }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("link", { name: /check/i })).toHaveText(["Checkout"]);
  await expectAccessible(page);
  await drawer.getByRole("link", { name: "Checkout" }).click();
  await payment.expectReady();
});
