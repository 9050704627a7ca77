import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("iDEAL", () => {
  test.beforeEach(async ({ page, shopper, shop, checkout }) => {
    await shopper.opensEmbeddedWith(shop, await shop.variant());
    await checkout.fillContact();
    await checkout.choose("ideal");
    await checkout.pay();
    await page.waitForURL(/redirect\/authorize/);
    await expectAccessible(page);
  });

  test("pays when the bank authorizes", async ({ shopper, shop, checkout }) => {
    await checkout.answerRedirect("authorize");
    const id = await shopper.arrivesAtOrder();
    await shopper.seesThanks();
    expect((await shop.order(id)).status).toBe("paid");
  });

  test("leads back to paying when the bank refuses", async ({ page, shopper, shop, checkout }) => {
    await checkout.answerRedirect("fail");
    await page.waitForURL(/\/checkout\/embedded/);
    await checkout.payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();
    expect((await shop.order(id)).status).toBe("paid");
  });
});
