import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { CARDS } from "../support/embedded-checkout";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("Staff find an order by its card, its person and its number, read all about it, and note what they know", {
  tag: "@phone",
}, async ({ page, shopper, shop }) => {
  test.setTimeout(180_000);
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant, 2);

  await entersDesk(page, "support", "/admin/orders");
  await expectAccessible(page);
  await expectNoOverflow(page, "the list of orders");
  const row = page.getByRole("row").filter({ hasText: order.number });
  const search = page.getByRole("searchbox");
  for (const asked of [order.number.toLowerCase(), "4242"]) {
    await page.keyboard.press("Escape");
    await search.fill(asked);
    await search.press("Enter");
    await expect(row).toBeVisible();
  }
  await search.fill("nobody.has.this@example.com");
  await search.press("Enter");
  await expect(row).toHaveCount(0);
  await page.goto(`/admin/orders?q=${order.number}`);
  await row.getByRole("checkbox").check();
  await page.getByLabel("Tag", { exact: true }).last().fill("gift");
  await page.getByRole("button", { name: "Add the tag" }).click();
  await expect(page.getByText("1 order chosen")).toBeHidden();

  await row.getByRole("link", { name: order.number }).click();
  await expect(page.getByRole("heading", { level: 1, name: order.number })).toBeVisible();
  await expect(page.getByText("4242").first()).toBeVisible();
  await expect(page.getByText("gift", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "the page of an order");
  await page.getByLabel("Note for everybody who works here").fill("<b>Called</b> on Monday");
  await page.getByRole("button", { name: "Add the note" }).click();
  await expect(page.getByText("<b>Called</b> on Monday")).toBeVisible();
  await expect(page.getByLabel("Note for everybody who works here")).toHaveValue("");
  await expect(page.getByRole("link", { name: "Refund" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Send" })).toHaveCount(0);
});

test.describe("Several orders at once", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("are printed and sent from the list, each with what became of it", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    const paid = async () => {
      const order = await shopper.buys(shop, variant);
      return order;
    };
    const [here, gone] = [await paid(), await paid()];
    await entersDesk(page, "fulfilment", "/admin/orders");
    await page.request.post("/api/admin/orders/send", {
      data: { numbers: gone.number },
      headers: { origin: new URL(page.url()).origin },
    });
    for (const { number } of [here, gone])
      await page.getByRole("row").filter({ hasText: number }).getByRole("checkbox").check();
    await expect(page.getByText("2 orders chosen")).toBeVisible();
    await page.getByRole("button", { name: "Packing slips" }).click();
    await expect(page.getByText("2 orders are in the file.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the PDF" })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "papers of several orders");

    agreesToAll(page);
    await page.getByRole("button", { name: "They have left" }).click();
    await expect(page.getByText("1 order was sent.")).toBeVisible();
    await expect(page.getByText(`${gone.number}: It has left already.`)).toBeVisible();
    await shop.expectStatus(here.id, "shipped");
  });
});

test("The list is gone through by keys, chosen with shift, and shows the columns that somebody wants", async ({
  page,
  shopper,
  shop,
}) => {
  test.setTimeout(180_000);
  const variant = await shop.variant();
  for (let bought = 0; bought < 3; bought += 1) await shopper.buys(shop, variant);
  await entersDesk(page, "manager", "/admin/orders");
  const orders = page.locator("tbody").getByRole("row");
  const link = (index: number) => orders.nth(index).getByRole("link");
  const box = (index: number) => orders.nth(index).getByRole("checkbox");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await expect(link(0)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(link(1)).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByText("1 order chosen")).toBeVisible();
  await box(1).uncheck();
  await box(0).check();
  await box(2).click({ modifiers: ["Shift"] });
  await expect(box(1)).toBeChecked();
  await expect(page.getByText("3 orders chosen")).toBeVisible();
  const all = page.getByRole("checkbox", { name: "Choose all on this page" });
  await all.check();
  await expect(page.getByText(`${await orders.count()} orders chosen`)).toBeVisible();
  await page.getByRole("button", { name: "Choose none" }).click();
  await expect(all).not.toBeChecked();
  await expect(page.getByText(/orders? chosen$/)).toHaveCount(0);

  const columns = page.getByRole("button", { name: "Columns" });
  const head = page.getByRole("columnheader", { name: "Paid with" });
  await expect(head).toBeVisible();
  await columns.press("Enter");
  const choice = page.getByRole("dialog", { name: "Columns" }).getByLabel("Paid with");
  await expect(choice).toBeChecked();
  await expectAccessible(page);
  await choice.click();
  await expect(choice).not.toBeChecked();
  await expect(head).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(columns).toBeFocused();
  await page.reload();
  await expect(head).toHaveCount(0);
  await expect(orders.first().getByText("visa")).toHaveCount(0);
});

test("A new order appears in the list by itself, told by the store", async ({
  page,
  context,
  shopper,
  shop,
}) => {
  test.setTimeout(120_000);
  const variant = await shop.variant();
  await shopper.hasCart(shop, variant);
  await page.goto("/checkout/embedded");
  await shopper.checkout.expectReady();
  const order = await shop.newestOrderOf(variant.id);
  const desk = await context.newPage();
  const stream = desk.waitForResponse((response) => response.url().endsWith("/api/admin/orders/stream"));
  await entersDesk(desk, "fulfilment", "/admin/orders");
  expect((await stream).status()).toBe(200);
  const asked: string[] = [];
  desk.on("request", (request) => {
    if (request.url().endsWith("/api/admin/orders/live")) asked.push(request.url());
  });
  await expect(desk.getByRole("row").filter({ hasText: order.number })).toHaveCount(0);
  await shopper.checkout.payByCard(CARDS.succeeds);
  await shopper.arrivesAtOrder();
  await expect(desk.getByRole("row").filter({ hasText: order.number })).toBeVisible();
  expect(asked).toEqual([]);
});
