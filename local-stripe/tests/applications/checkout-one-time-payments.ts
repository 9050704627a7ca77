import { expect } from "@playwright/test";
import type { Application } from "./application";
import { payOnHostedPage } from "./shopper";

export const checkoutOneTime: Application = {
  name: "stripe-samples/checkout-one-time-payments",
  folder: "checkout-one-time-payments",
  server: { command: ["node", "server.js"], in: "server/node", fixedPort: 4242 },
  webhook: "/webhook",
  prepare: async ({ stripe, url }) => {
    const product = await stripe.products.create({ name: "A photo" });
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 1000 });
    return { STATIC_DIR: "../../client/html", PRICE: price.id, DOMAIN: url };
  },
  drives: [
    {
      what: "three copies, paid on the hosted page with a card",
      run: async (shop) => {
        await shop.page.goto(shop.url);
        await shop.page.locator("#add").click();
        await shop.page.locator("#add").click();
        await shop.page.locator("#submit").click();
        await payOnHostedPage(shop.page);
        await shop.page.waitForURL(/success\.html\?session_id=cs_test_/);
        await expect(shop.page.locator("pre")).toContainText('"amount_total": 3000');
        await shop.webhookTook("checkout.session.completed");
      },
    },
  ],
};
