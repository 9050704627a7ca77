import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

const HEAD = "Handle,Title,Type,Variant SKU,Variant Price,Variant Inventory Qty,Status";

test.describe("Import and export, in the desk", () => {
  test("a file is refused with line and column, mended, looked at, imported, and taken out again", {
    tag: "@phone",
  }, async ({ page, shop }) => {
    const mark = Date.now().toString(36);
    const [category] = await shop.query<{ slug: string }>(
      "select category_slug as slug from products limit 1",
    );
    const file = (price: string) => ({
      name: `goods-${mark}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(
        `${HEAD}\nin-${mark},Imported ${mark},${category?.slug},IN-${mark},${price},3,draft`,
      ),
    });
    await entersDesk(page, "manager", "/admin/goods");
    await page.getByRole("link", { name: "Import and export" }).click();
    await expectAccessible(page);
    await expectNoOverflow(page, "import and export");
    await page.getByLabel("File", { exact: true }).setInputFiles(file("cheap"));
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.waitForURL(/import\/\d+$/);
    const refused = page.getByRole("row").filter({ hasText: "price_invalid" });
    await expect(refused).toContainText("Variant Price");
    await expect(refused.getByRole("cell").first()).toHaveText("2");
    await expectAccessible(page);
    await expectNoOverflow(page, "a refused file");

    await page.goto("/admin/goods/import");
    await page.getByLabel("File", { exact: true }).setInputFiles(file("24.00"));
    await page.getByRole("button", { name: "Check the file" }).click();
    await expect(page.getByText(`New product in-${mark}, 1 variant`)).toBeVisible();
    expect(await shop.query("select 1 from products where slug = $1", [`in-${mark}`])).toEqual([]);
    await expectAccessible(page);
    const here = page.url();
    await page.getByRole("button", { name: "Import it" }).click();
    await expect(
      page
        .getByText("Being imported")
        .or(page.getByText("Imported", { exact: true }))
        .first(),
    ).toBeVisible();
    // It is left and looked at again.
    await page.goto("/admin/goods");
    await page.goto(here);
    await expect(page.getByText("Imported", { exact: true })).toBeVisible({ timeout: 60_000 });
    expect(await shop.query("select on_hand from variants where sku = $1", [`IN-${mark}`])).toEqual([
      { on_hand: 3 },
    ]);

    await page.goto("/admin/goods/import");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Everything (JSON Lines)" }).click();
    const path = await (await download).path();
    expect(await readFile(path, "utf8")).toContain(`"IN-${mark}"`);
  });
});
