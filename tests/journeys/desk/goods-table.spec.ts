import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expect, test } from "../support/test";

const cell = (page: Page, row: number, column: number) => page.locator(`[data-cell="${row}:${column}"]`);

async function columnOf(page: Page, label: string): Promise<number> {
  const heads = await page.getByRole("columnheader").allTextContents();
  return heads.indexOf(label) - 1;
}

test.describe("The table of goods", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/409/] });

  test("takes a pasted column, says what it changes, refuses one product and saves the others", async ({
    page,
    shop,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await entersDesk(page, "manager", "/admin/goods/edit");
    await expect(page.getByRole("grid")).toBeVisible();
    await expectAccessible(page);
    const column = await columnOf(page, "Before EUR");
    const ids = await page
      .locator("tbody th a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const [one, other] = ids.map((href) => href?.split("/").at(-1) ?? "");
    const rowsOfOne = await shop.query("select id from variants where product_id = $1", [one]);
    const before = "select compare_at_amount from variants where product_id = $1 order by position limit 1";

    // A column over both products, whose last cell is no amount.
    const [first, second] = [0, rowsOfOne.length];
    const block = [...Array<string>(second).fill("777.00"), "many"].join("\n");
    await page.evaluate((text) => navigator.clipboard.writeText(text), block);
    await cell(page, first, column).click();
    await page.keyboard.press("Control+V");
    await expect(cell(page, first, column)).toContainText("777.00");
    await expect(page.getByText(`2 products, ${second + 1} cells changed`)).toBeVisible();
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(cell(page, second, column)).toContainText("price_invalid");
    await expect(cell(page, second, column)).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("→ €777.00").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save these 1" }).click();
    await expect(page.getByText("1 products are saved.")).toBeVisible();
    await expect.poll(() => shop.query(before, [one])).toEqual([{ compare_at_amount: 77_700 }]);
    const stored = await shop.query(before, [other]);
    expect(stored).not.toEqual([{ compare_at_amount: 77_700 }]);

    // What was refused is still there, is mended with the keyboard, and saved.
    await expect(cell(page, second, column)).toContainText("many");
    await cell(page, second, column).click();
    await page.keyboard.press("Control+Z");
    await page.keyboard.type("778");
    await page.keyboard.press("Enter");
    await expect(cell(page, second, column)).toContainText("778");
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("button", { name: "Save these 1" }).click();
    await expect.poll(() => shop.query(before, [other])).toEqual([{ compare_at_amount: 77_800 }]);

    // Somebody else is faster. Another field of theirs stays; the same one is overwritten by nobody who has not seen it.
    await cell(page, first, column).click();
    await page.keyboard.press("Delete");
    await shop.query("update products set vendor = 'Elsewhere' where id = $1", [one]);
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText("Changed by others meanwhile, and kept")).toBeVisible();
    await expect(page.getByText(/^Brand: Elsewhere \(/)).toBeVisible();
    await shop.query("update variants set compare_at_amount = 66600 where product_id = $1", [one]);
    await page.getByRole("button", { name: "Save these 1" }).click();
    await expect(page.getByText("has changed the same meanwhile")).toBeVisible();
    await expect(cell(page, first, column)).toContainText("Changed meanwhile: €666.00");
    await expectAccessible(page);
    expect(await shop.query(before, [one])).toEqual([{ compare_at_amount: 66_600 }]);
    await page.getByRole("button", { name: "Lay mine over what others changed" }).click();
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("button", { name: "Save these 1" }).click();
    await expect.poll(() => shop.query(before, [one])).toEqual([{ compare_at_amount: null }]);
    await shop.query("update variants set compare_at_amount = null where product_id = any($1)", [
      [one, other],
    ]);
  });

  test("is worked with the keyboard alone", async ({ page }) => {
    await entersDesk(page, "owner", "/admin/goods/edit");
    await cell(page, 0, 0).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(cell(page, 1, 1)).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(cell(page, 1, 2)).toBeFocused();
    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.locator("td[aria-selected=true]")).toHaveCount(2);
    await page.keyboard.type("5");
    await expect(page.locator("[data-editor]")).toHaveValue("5");
    await page.keyboard.press("Escape");
    await expect(page.locator("[data-editor]")).toHaveCount(0);
    await expect(page.getByText("Nothing is changed yet.")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(page.locator("td:focus")).toHaveCount(0);
  });

  test("shows the columns that somebody wants, and a hidden one again whose cell is refused", async ({
    page,
  }) => {
    await entersDesk(page, "manager", "/admin/goods/edit");
    const head = page.getByRole("columnheader", { name: "Before EUR" });
    const column = await columnOf(page, "Before EUR");
    await cell(page, 0, column).click();
    await page.keyboard.type("many");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 products, 1 cells changed")).toBeVisible();
    const columns = page.getByRole("button", { name: "Columns" });
    await columns.click();
    await page.getByRole("dialog", { name: "Columns" }).getByLabel("Before EUR").click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(columns).toBeFocused();
    await expect(head).toHaveCount(0);
    const next = await columnOf(page, "Cost EUR");
    expect(next).toBe(column);
    await cell(page, 0, next).click();
    await page.keyboard.press("ArrowDown");
    await expect(cell(page, 1, next)).toBeFocused();
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(head).toBeVisible();
    await expect(cell(page, 0, column)).toContainText("price_invalid");
    await page.getByRole("button", { name: "Discard all" }).click();
    await page.reload();
    await expect(head).toHaveCount(0);
  });

  test("is edited with a finger", { tag: "@phone" }, async ({ page, shop }) => {
    const variant = await shop.variant();
    await entersDesk(page, "manager", `/admin/goods/edit?q=${variant.sku}`);
    await expectAccessible(page);
    await expect
      .poll(() =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      )
      .toBe(0);
    const column = await columnOf(page, "Price EUR");
    await cell(page, 0, column).dblclick();
    await page.locator("[data-editor]").fill("1.234");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(cell(page, 0, column)).toContainText("price_decimals");
    await page.getByRole("button", { name: "Discard all" }).click();
    await expect(page.getByText("Nothing is changed yet.")).toBeVisible();
  });
});
