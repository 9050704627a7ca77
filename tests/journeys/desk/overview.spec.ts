import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("How the shop goes is seen by day, week and month, and taken out as CSV", {
  tag: "@phone",
}, async ({ page, shopper, shop }) => {
  const variant = await shop.variant();
  const order = await shopper.buys(shop, variant);
  await shop.expectStatus(order.id, "paid");

  await entersDesk(page, "read_only", "/admin/overview");
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await expect(page.getByRole("img", { name: "Sales: the table has the figures" })).toBeVisible();
  await expectAccessible(page);
  await page.getByText("As a table").first().click();
  const sales = page.getByRole("region", { name: "Sales by day" });
  await expect(sales.getByRole("row")).toHaveCount(31);
  const today = sales.getByRole("row").last();
  await expect(today).not.toContainText("€0.00 €0.00 0");
  await expectAccessible(page);
  await expectNoOverflow(page, "the overview");

  await page.getByRole("link", { name: "12 months" }).click();
  await expect(page).toHaveURL(/step=month/);
  await expect(page.getByRole("region", { name: "Sales by month" }).getByRole("row")).toHaveCount(13);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "As CSV" }).first().click();
  const text = await readFile(await (await coming).path(), "utf8");
  expect(text.split("\n")[0]).toContain("From,To,Currency,Sales,Paid orders");
  expect(text.trim().split("\n")).toHaveLength(13);

  await expect(page.getByRole("region", { name: "Best goods" }).getByRole("row")).not.toHaveCount(0);
  await expect(page.getByRole("row", { name: /^card / })).toBeVisible();
  await expectNoOverflow(page, "the overview by month");

  await page.getByLabel("By", { exact: true }).selectOption("Week");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/step=week/);
  await page.goto("/admin/overview?from=2026-02-30&step=year");
  await expect(page.getByText("Not possible, and therefore left out or changed: From, By.")).toBeVisible();
  await expectAccessible(page);
});
