import { entersDesk } from "../support/desk";
import { guidePicture } from "../support/guide-picture";
import type { Shop } from "../support/shop";
import type { Shopper } from "../support/shopper";
import { expect, test } from "../support/test";

/** What docs/merchant tells a merchant to do is done here, and its pictures are taken. */

type Buyer = { shopper: Shopper; shop: Shop };

const DAY = 24 * 60 * 60;

async function buys({ shopper, shop }: Buyer, quantity = 1) {
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant, quantity);
  await shop.expectStatus(order.id, "paid");
  return { variant, order };
}

test("The first day: people, goods, and whether all is well", async ({ page, shop }) => {
  await entersDesk(page, "owner", "/admin/staff");
  await expect(page.getByRole("button", { name: "Send the invitation" })).toBeVisible();
  await guidePicture(page, "staff");

  const { sku, name } = await shop.variant();
  await page.goto(`/admin/goods?q=${sku}`);
  await page.getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("button", { name: "See what changes" })).toBeVisible();
  await guidePicture(page, "product");

  await page.goto("/admin/doctor");
  await expect(page.getByRole("status").filter({ hasText: /wrong/ })).toBeVisible();
});

test("An order's day: it comes in, is looked at, and leaves", async ({ page, shopper, shop }) => {
  const { order, variant } = await buys({ shopper, shop }, 2);
  await shop.query("update variants set storage_place = 'A-03-2' where id = $1", [variant.id]);
  await entersDesk(page, "fulfilment", "/admin/orders");
  await expect(page.getByRole("row").filter({ hasText: order.number })).toBeVisible();
  await guidePicture(page, "orders");

  await page.getByRole("link", { name: order.number }).first().click();
  await expect(page.getByRole("region", { name: "History" })).toBeVisible();
  await guidePicture(page, "order");

  await page.goto(`/admin/orders/pick?numbers=${order.number}`);
  await page.getByRole("region", { name: "Take from the shelves" }).getByRole("checkbox").check();
  await guidePicture(page, "pick");

  await page.goto(`/admin/orders/${order.number}/ship`);
  await page.getByLabel("Carrier").fill("DHL");
  await page.getByLabel("Tracking number").fill("JD0140001");
  await guidePicture(page, "send");
  await page.getByRole("button", { name: "It has left" }).click();
  await shop.expectStatus(order.id, "shipped");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or go to" }).fill(order.number);
  await expect(page.getByRole("option").filter({ hasText: order.number }).first()).toBeVisible();
  await guidePicture(page, "find");
});

test("A refund: looked at, given back, and seen on the order", async ({ page, shopper, shop }) => {
  const { variant, order } = await buys({ shopper, shop }, 3);
  await entersDesk(page, "support", `/admin/orders/${order.number}/edit`);
  await page.getByLabel(/how many of 3 stay$/).fill("2");
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.getByRole("row", { name: /^To give back/ })).toBeVisible();
  await guidePicture(page, "change");

  await page.goto(`/admin/orders/${order.number}/refund`);
  await page.getByRole("textbox", { name: /to give back/ }).fill("1");
  await page.getByRole("textbox", { name: /to give back/ }).press("Enter");
  const comesTo = page.locator("#comes-to");
  await expect(comesTo.getByRole("row", { name: /^Given back/ })).toBeVisible();
  await page.evaluate(() => document.getElementById("comes-to")?.scrollIntoView());
  await guidePicture(page, "refund");
  await comesTo.getByRole("button", { name: /^Give back/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "were given back" })).toBeVisible();
  await guidePicture(page, "given-back");
  await shop.expectStatus(order.id, "partially_refunded");
  expect((await shop.stock(variant.id)).held).toBe(0);
});

test("A dispute: found by its date, with the evidence ready", async ({ page, shopper, shop, stripe }) => {
  const { order } = await buys({ shopper, shop });
  const paid = (await shop.attempts(order.id)).find(({ status }) => status === "paid");
  await stripe.dispute(paid?.paymentIntentId ?? "", { reason: "product_not_received" });
  await shop.expectStatus(order.id, "disputed");
  await entersDesk(page, "support", "/admin/disputes");
  const row = page.getByRole("row").filter({ hasText: order.number });
  await expect(row).toBeVisible();
  await guidePicture(page, "disputes");
  await row.getByRole("link", { name: "Goods not received" }).click();
  await expect(page.getByLabel("What happened")).toHaveValue(new RegExp(order.number));
  await guidePicture(page, "dispute");
});

test.describe("The end of a month", () => {
  // A comparison that another journey began is refused, and the browser logs that.
  test.use({ expectedErrors: [/409/] });
  test.afterEach(({ stripe }) => stripe.resetClock());

  test("has how it went, a statement that adds up, the tax, and a comparison with Stripe", async ({
    page,
    shopper,
    shop,
    stripe,
  }) => {
    test.setTimeout(120_000);
    const { order } = await buys({ shopper, shop }, 2);
    await stripe.advanceClock(3 * DAY);
    await stripe.advanceClock(DAY / 12);
    await entersDesk(page, "manager", "/admin/overview");
    await expect(page.getByRole("img", { name: "Sales: the table has the figures" })).toBeVisible();
    await guidePicture(page, "overview");

    await page.goto("/admin/books");
    await page.getByRole("button", { name: "Read on now" }).click();
    await expect(page.getByText(/and so is the sum of all movements/).first()).toBeVisible();
    await page.getByRole("row").filter({ hasText: "€" }).getByRole("link").first().click();
    await expect(page.getByText("The movements below add up to the payout, to the cent.")).toBeVisible();
    await guidePicture(page, "payout");

    await page.goto("/admin/books/statement");
    await expect(page.getByText("Closing balance").first()).toBeVisible();
    await guidePicture(page, "statement");
    await page.goto("/admin/books/vat");
    await expect(page.getByRole("row", { name: /France/ }).first()).toBeVisible();
    await guidePicture(page, "tax");

    await page.goto("/admin/reconciliation");
    await expect(async () => {
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await expect(page.getByText(/^All was compared/).first()).toBeVisible({ timeout: 10_000 });
    }).toPass({ timeout: 60_000 });
    await guidePicture(page, "reconciliation");
    await shop.expectStatus(order.id, "paid");
  });
});
