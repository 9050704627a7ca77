import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

/** Minor units. Of goods that cost less, a few pieces get no discount, so that each gives back what it costs. */
const CHEAP = 2_500;

const euros = (amount: number) => (amount / 100).toFixed(2);

test.describe("Changing the goods of a paid order", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("for cheaper ones gives the rest back, and both orders lead to each other", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant({ below: CHEAP });
    const order = await shopper.buys(shop, variant, 2);
    agreesToAll(page);
    await entersDesk(page, "support", `/admin/orders/${order.number}`);
    await page.getByRole("link", { name: "Change the goods" }).click();
    await page.getByLabel(/how many of 2 stay$/).fill("1");
    await page.getByRole("button", { name: "Add a line of your own" }).click();
    await page.getByLabel("What it is").fill("Gift wrapping");
    await page.getByLabel("Price of one").fill("5");
    await page.getByRole("button", { name: "See what changes" }).click();
    const shown = page.getByRole("region", { name: "What changes" });
    const back = euros(variant.unitAmount - 500);
    await expect(shown.getByRole("row", { name: /^To give back/ })).toContainText(back);
    await expectAccessible(page);
    await expectNoOverflow(page, "what a change of goods comes to");
    // Nothing has changed before the button.
    await shop.expectStatus(order.id, "paid");
    await shown.getByRole("button", { name: /^Change the goods and give back/ }).click();
    const part = page.getByRole("region", { name: "Changed goods" });
    await expect(part.getByText("Done")).toBeVisible();
    await expect(part).toContainText(back);
    await shop.expectStatus(order.id, "partially_refunded");
    await expectAccessible(page);
    await expectNoOverflow(page, "an order whose goods were changed");
    await part.getByRole("link", { name: /^Order / }).click();
    await expect(page.getByText("Gift wrapping").first()).toBeVisible();
    await expect(page.getByText(`Paid with order ${order.number}`).first()).toBeVisible();
    await page.getByRole("link", { name: `Added to order ${order.number}` }).click();
    await expect(page.getByRole("region", { name: "Changed goods" })).toBeVisible();

    await page.goto(`/orders/${order.id}`);
    const together = page.getByRole("region", { name: "Orders that belong together" });
    await expectAccessible(page);
    await expectNoOverflow(page, "the shopper's page of an order whose goods were changed");
    await together.getByRole("link").click();
    await expect(together.getByRole("link", { name: order.number })).toBeVisible();
  });

  test("for dearer ones asks for the difference, and can be taken back until it is paid", async ({
    page,
    shopper,
    shop,
    anotherShopper,
  }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant({ below: CHEAP });
    const order = await shopper.buys(shop, variant, 2);
    const staff = (await anotherShopper()).page;
    agreesToAll(staff);
    await entersDesk(staff, "manager", `/admin/orders/${order.number}/edit`);
    const stock = await shop.stock(variant.id);
    const asks = async (button: RegExp) => {
      await staff.goto(`/admin/orders/${order.number}/edit`);
      await staff.getByLabel(/how many of 2 stay$/).fill("1");
      await staff.getByRole("button", { name: "Add a line of your own" }).click();
      await staff.getByLabel("What it is").fill("The large one");
      await staff.getByLabel("Price of one").fill("90");
      await staff.getByRole("button", { name: "See what changes" }).click();
      await staff.getByRole("button", { name: button }).click();
      await expect(staff.getByText("Waits for its payment")).toBeVisible();
    };
    const part = staff.getByRole("region", { name: "Changed goods" });
    await asks(/^Make the link/);
    await part.getByRole("button", { name: "Take it back" }).click();
    await expect(part.getByText("Taken back")).toBeVisible();
    await staff.goto(`/admin/orders/${order.number}/ship`);
    await expect(staff.getByLabel(/of 2/).first()).toBeVisible();

    await asks(/^Ask for /);
    await staff.goto("/admin");
    await staff.getByRole("link", { name: /^\d+ orders? waits? until/ }).click();
    await expect(staff.getByRole("row").filter({ hasText: order.number })).toBeVisible();
    await staff.goto(`/admin/orders/${order.number}/edit`);
    await expect(staff.getByText("waits for its payment")).toBeVisible();
    await staff.goto(`/admin/orders/${order.number}`);
    await part.getByRole("link", { name: "The request" }).first().waitFor();
    await part.getByRole("link", { name: "The request" }).last().click();
    const link = await staff.getByLabel("Link", { exact: true }).inputValue();
    await page.goto(link);
    await expect(page.getByText(`Paid with order ${order.number}`).first()).toBeVisible();
    await page.getByRole("button", { name: "Go to the payment" }).click();
    await shopper.checkout.expectReady();
    await shopper.checkout.payByCard(CARDS.succeeds);
    await shopper.arrivesAtOrder();
    await expect.poll(async () => (await shop.stock(variant.id)).onHand).toBe(stock.onHand + 1);
    await staff.goto(`/admin/orders/${order.number}`);
    await expect(part.getByText("Done")).toBeVisible();
    await shop.expectStatus(order.id, "paid");
  });
});
