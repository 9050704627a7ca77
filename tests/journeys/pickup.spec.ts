import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import type { Shop } from "./support/shop";
import { expect, test } from "./support/test";

const NAME = "Collect from the shop";
const PLACE = /1 rue de l’Exemple, 69001 Lyon/;

/** The order says where and when, and nothing of a delivery. */
async function expectCollected(page: Page, shop: Shop, id: string): Promise<void> {
  const order = await shop.order(id);
  expect(order.status).toBe("paid");
  const rows = await shop.query<{ free: boolean }>(
    "select shipping_total = 0 and shipping_option = 'collect' as free from orders where id = $1",
    [id],
  );
  expect(rows).toEqual([{ free: true }]);
  const main = page.getByRole("main");
  const place = main.getByRole("region", { name: "Collect at" });
  await expect(place).toContainText("1 rue de l’Exemple");
  await expect(place).toContainText("Tuesday to Saturday");
  await expect(main.getByText("Delivery to")).toHaveCount(0);
  await expectAccessible(page);
}

test.describe("A shopper who collects the goods", { tag: "@phone" }, () => {
  test("chooses it on Stripe's page, and reads on the order's page and by e-mail when they are ready", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    const { id } = await shopper.opensEmbeddedWith(shop, variant);
    const offer = page.getByRole("region", { name: "You can also collect your order" });
    await expect(offer).toContainText(NAME);
    await expect(offer).toContainText(PLACE);
    await checkout.frame.getByRole("radio", { name: NAME }).check();
    await checkout.payByCard(CARDS.succeeds);
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await expectCollected(page, shop, id);
    expect(await mailAbout(id, /Collect at/)).toContain("1 rue de l’Exemple");

    await shop.query("update shipments set status = 'ready' where order_id = $1", [id]);
    await page.reload();
    await expect(page.getByText("Ready to collect", { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test("chooses it on Checkout Elements", async ({ page, shopper, shop, elements }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await expect(elements.main.getByText(PLACE)).toBeVisible();
    await elements.chooseDelivery(new RegExp(`^${NAME}`));
    await elements.expectTotal(variant.unitAmount);
    await expect(elements.main.getByText("Ready in 2 to 24 hours")).toBeVisible();
    await expect(elements.main.getByText(/^Nothing is sent to your address/)).toBeVisible();
    await expectAccessible(page);
    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    await expectCollected(page, shop, orderId);
  });

  test("chooses it on the Payment Element", async ({ page, shopper, shop, payment }) => {
    const variant = await shop.variant({ below: 9000 });
    const { id } = await shopper.opensPaymentWith(shop, variant);
    await payment.chooseDelivery(new RegExp(`^${NAME}`));
    await payment.expectTotal(variant.unitAmount);
    await payment.fillContact();
    await payment.fillCard(CARDS.succeeds);
    await payment.pay();
    expect(await shopper.arrivesAtOrder()).toBe(id);
    await expectCollected(page, shop, id);
  });

  test("is offered it in the shop's own country only", async ({ shopper, shop, payment }) => {
    await shopper.opensPaymentWith(shop, await shop.variant({ below: 9000 }));
    const option = payment.main.getByRole("radio", { name: NAME });
    await expect(option).toBeVisible();
    await payment.chooseCountry("BE");
    await expect(option).toHaveCount(0);
    await payment.chooseCountry("FR");
    await expect(option).toBeVisible();
  });
});
