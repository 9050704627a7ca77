import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test.describe("Orders that are packed together", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/40[349]/] });

  test("are taken along the shelves, packed, and sent from one list, which tells what somebody else changed", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(180_000);
    const variant = await shop.variant();
    await shop.query("update variants set storage_place = 'A-03-2' where id = $1", [variant.id]);
    const [one, two] = [await shopper.buys(shop, variant, 1), await shopper.buys(shop, variant, 2)];

    await entersDesk(page, "fulfilment", "/admin/orders");
    for (const { number } of [one, two])
      await page.getByRole("row").filter({ hasText: number }).getByRole("checkbox").check();
    await page.getByRole("link", { name: "Pick and pack" }).last().click();
    await expect(page.getByText("2 orders, 3 pieces")).toBeVisible();
    const shelves = page.getByRole("region", { name: "Take from the shelves" });
    await expect(shelves.getByText("A-03-2")).toBeVisible();
    const taken = shelves.getByRole("checkbox");
    await expect(taken).toHaveAccessibleName(/3 ×/);
    await taken.check();
    expect((await shelves.locator("label").boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await expect(page.getByText("1 of 1 taken · 0 of 2 packed")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "the pick list");
    await page.reload();
    await expect(taken).toBeChecked();

    const query = new URL(page.url()).search;
    const sheet = await page.request.get(`/api/admin/orders/picks${query}`);
    expect((await sheet.body()).subarray(0, 5).toString()).toBe("%PDF-");
    const labels = await (await page.request.get(`/api/admin/orders/labels${query}`)).text();
    expect(labels.trim().split("\n")).toHaveLength(3);
    await page.getByRole("button", { name: "Packing slips" }).click();
    await expect(page.getByText("2 orders are in the file.")).toBeVisible();

    const parcel = await page.request.post(`/api/admin/orders/${two.number}/parcels`, {
      data: { pieces: { [variant.sku]: 1 } },
      headers: { origin: new URL(page.url()).origin },
    });
    expect(parcel.status()).toBe(200);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const told = page.getByRole("alert").filter({ hasText: "changed since you began" });
    await expect(told).toContainText(`${two.number}: ${variant.sku}, 2 before, 1 now`);
    await expect(taken).not.toBeChecked();
    await expectAccessible(page);
    await told.getByRole("button", { name: /^Put back/ }).click();
    await told.getByRole("button", { name: "Go on with what they have now" }).click();
    await expect(told).toBeHidden();
    await expect(taken).toBeChecked();

    await page.getByRole("button", { name: "Tick all as packed" }).click();
    agreesToAll(page);
    await page.getByRole("button", { name: "Report 2 packed orders as sent" }).click();
    for (const { id } of [one, two]) await shop.expectStatus(id, "shipped");
    const gone = page.getByRole("region", { name: "Not in this list" });
    await expect(gone.getByRole("listitem")).toHaveCount(2);
  });

  test("wait aside for a piece that was not found, until somebody takes them up again", {
    tag: "@phone",
  }, async ({ page, shopper, shop }) => {
    test.setTimeout(120_000);
    const variant = await shop.variant();
    const { number, id } = await shopper.buys(shop, variant, 1);
    await entersDesk(page, "fulfilment", `/admin/orders/pick?numbers=${number}`);
    await page.getByText("Not found", { exact: true }).click();
    await page.getByRole("button", { name: `Set ${number} aside` }).click();
    const left = page.getByRole("region", { name: "Not in this list" });
    await expect(left).toContainText(`${variant.sku} was not found.`);
    await expectAccessible(page);

    await page.goto("/admin");
    await page.getByRole("link", { name: /for a piece that was not found/ }).click();
    const aside = page.getByRole("region", { name: "Set aside" });
    await expect(aside).toContainText(number);
    await expectAccessible(page);
    await expectNoOverflow(page, "orders that are set aside");
    await page.goto(`/admin/orders/${number}`);
    await expect(page.getByText(`${variant.sku} was not found.`)).toBeVisible();
    await page.goto("/admin/orders/pick");
    await aside.getByRole("button", { name: `Take ${number} up again` }).click();
    await expect(page.getByRole("link", { name: number })).toHaveCount(0);

    await page.goto(`/admin/orders/pick?numbers=${number}`);
    await expect(page.getByText("1 order, 1 piece")).toBeVisible();
    await shop.expectStatus(id, "paid");
  });
});
