import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

/** A wide table is scrolled by itself; the page never is. */
const expectPageFits = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBe(0);

test.describe("Goods, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/409/] });

  test("are found, changed only after it was shown what changes, and merged field by field where two do", {
    tag: "@phone",
  }, async ({ page, shop, context }) => {
    test.setTimeout(150_000);
    const variant = await shop.variant();
    await entersDesk(page, "manager", `/admin/goods?q=${variant.sku}`);
    await expectAccessible(page);
    await expectPageFits(page);
    await page.getByRole("rowheader").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: variant.name })).toBeVisible();
    await expectAccessible(page);
    await expectPageFits(page);

    const other = await context.newPage();
    await other.goto(page.url());
    const before = page.getByLabel(`Before (EUR), ${variant.sku}`);
    await before.fill("999.00");
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText(`Price before of ${variant.sku}: nothing → €999.00`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save this" }).click();
    const saved = () => shop.query("select compare_at_amount from variants where id = $1", [variant.id]);
    await expect.poll(saved).toEqual([{ compare_at_amount: 99_900 }]);
    await expect(page.getByLabel(`Before (EUR), ${variant.sku}`)).toHaveValue("999.00");

    // What another window was made from is older: its own field is saved beside that one.
    await other.getByLabel("Brand").fill("Another");
    await other.getByRole("button", { name: "See what changes" }).click();
    await expect(other.getByText("Changed by others meanwhile, and kept")).toBeVisible();
    const told = `Price before of ${variant.sku}: €999.00 (Demo manager, `;
    await expect(other.getByText(told)).toBeVisible();
    await expectAccessible(other);
    await expectPageFits(other);
    await other.getByRole("button", { name: "Save this" }).click();
    const brand = () => shop.query("select vendor from products where slug = $1", [variant.slug]);
    await expect.poll(brand).toEqual([{ vendor: "Another" }]);
    expect(await saved()).toEqual([{ compare_at_amount: 99_900 }]);
    await expect(other.getByRole("status").filter({ hasText: "Saved." })).toContainText(told);

    // The first window does not know of the brand, and changes it too.
    await page.getByLabel("Brand").fill("Mine");
    await page.getByLabel("Tags").fill("chosen");
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "has changed the same meanwhile" })).toBeVisible();
    const brandOf = page.getByRole("group", { name: "Which one stays: Brand?" });
    await expect(brandOf.getByText("It was: ")).toBeVisible();
    await expectAccessible(page);
    await expectPageFits(page);
    expect(await brand()).toEqual([{ vendor: "Another" }]);
    await expect(page.getByLabel("Brand")).toHaveValue("Mine");
    await brandOf.getByLabel(/^Theirs \(Demo manager, .*\): Another$/).check();
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText(/^Tags: .* → .*chosen$/)).toBeVisible();
    await expect(page.getByText(/^Brand: Another \(/)).toBeVisible();
    await page.getByRole("button", { name: "Go on editing" }).click();
    await brandOf.getByLabel("Yours: Mine").check();
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText("Brand: Another → Mine")).toBeVisible();
    await page.getByRole("button", { name: "Save this" }).click();
    await expect.poll(brand).toEqual([{ vendor: "Mine" }]);
    await expect(page.getByLabel("Brand")).toHaveValue("Mine");
    await expect(brandOf).toHaveCount(0);
    await other.close();

    await page.reload();
    await page.getByLabel(`Before (EUR), ${variant.sku}`).fill("");
    await page.getByLabel("Brand").fill("");
    await page.getByLabel("Tags").fill("");
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("button", { name: "Save this" }).click();
    await expect.poll(saved).toEqual([{ compare_at_amount: null }]);
  });

  test("take a column of a spreadsheet in the fields of their variants, and pictures that are dropped on the list", async ({
    page,
    shop,
  }) => {
    const [product] = await shop.query<{ id: string; skus: string[] }>(
      "select product_id as id, array_agg(sku order by sku) as skus from variants where active group by product_id having count(*) > 2 limit 1",
    );
    await entersDesk(page, "manager", `/admin/goods/${product?.id}`);
    const prices = page.getByLabel(/^Price \(EUR\), /);
    const befores = page.getByLabel(/^Before \(EUR\), /);
    const unchanged = await prices.nth(2).inputValue();
    await prices.first().evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "11.00\t12.00\n13.50\t14.00\n");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(page.getByText("4 fields filled.")).toBeVisible();
    await expect(prices.first()).toHaveValue("11.00");
    await expect(befores.first()).toHaveValue("12.00");
    await expect(prices.nth(1)).toHaveValue("13.50");
    await expect(befores.nth(1)).toHaveValue("14.00");
    await expect(prices.nth(2)).toHaveValue(unchanged);
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText(/→ €13\.50/)).toBeVisible();

    await page.getByRole("button", { name: "Go on editing" }).click();
    const list = page.getByText("Files of your computer can be dropped here.").locator("..");
    const pictures = list.getByRole("listitem");
    const before = await pictures.count();
    await list.evaluate(async (element) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [800, 800];
      const context = canvas.getContext("2d");
      context?.fillRect(100, 100, 300, 300);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
      const dataTransfer = new DataTransfer();
      if (blob) dataTransfer.items.add(new File([blob], "dropped.png", { type: "image/png" }));
      element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await expect(pictures).toHaveCount(before + 1);
  });

  test("have their pictures moved with the keyboard", async ({ page, shop }) => {
    const [product] = await shop.query<{ id: string }>(
      "select id from products where jsonb_array_length(pictures) > 1 order by slug limit 1",
    );
    await entersDesk(page, "owner", `/admin/goods/${product?.id}`);
    const texts = page.getByLabel(/^What it shows \(English\)/);
    const first = await texts.first().inputValue();
    await page.getByRole("button", { name: "Later: Picture 1" }).focus();
    await page.keyboard.press("Enter");
    await expect(texts.nth(1)).toHaveValue(first);
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByRole("status").getByText("Pictures", { exact: true })).toBeVisible();
    // What is changed after it was looked at has to be looked at again.
    await page.getByRole("button", { name: "Earlier: Picture 2" }).click();
    await expect(page.getByRole("button", { name: "Save this" })).toHaveCount(0);
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText("Nothing is changed.")).toBeVisible();
  });

  test("get another option, with the variants that are missing, and lose one again", async ({
    page,
    shop,
  }) => {
    const sku = `DRAFT-${Date.now().toString(36).toUpperCase()}`;
    await entersDesk(page, "manager", "/admin/goods");
    await page.getByText("New product").click();
    await page.getByLabel("Name", { exact: true }).fill(`Bowl ${sku}`);
    await page.getByLabel("SKU").fill(sku);
    await page.getByRole("textbox", { name: "Price" }).fill("18,50");
    await page.getByRole("button", { name: "Make the draft" }).click();
    await page.waitForURL(/state=draft/);
    await page.getByRole("link", { name: `Bowl ${sku}` }).click();
    await page.getByText("Add an option").click();
    await page.getByLabel("Its name").fill("Size");
    await page.getByLabel("Its values").fill("Small, Large");
    await page.getByLabel("Make the variants that are missing").check();
    await page.getByLabel(`Weight in grams, ${sku}`).fill("350");
    await expectAccessible(page);
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(page.getByText(/^New variant BOWL-.*LARGE, €18.50$/)).toBeVisible();
    await page.getByRole("button", { name: "Save this" }).click();
    await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
    const rows = () =>
      shop.query(
        "select v.sku, v.weight_grams from variants v join variants w using (product_id) where w.sku = $1 order by v.position",
        [sku],
      );
    expect((await rows()).map(({ weight_grams }) => weight_grams)).toEqual([350, 350]);
    const other = String((await rows())[1]?.sku);
    await page.getByLabel(`On sale, ${other}`).selectOption("remove");
    await page.getByRole("button", { name: "See what changes" }).click();
    await expect(
      page.getByText(`${other} is deleted, as no order and no cart has ever had it`),
    ).toBeVisible();
    await page.getByRole("button", { name: "Save this" }).click();
    await expect.poll(async () => (await rows()).length).toBe(1);
  });

  test("are counted, and the ledger says why and who", { tag: "@phone" }, async ({ page, shop }) => {
    const variant = await shop.variant();
    await entersDesk(page, "fulfilment", `/admin/goods?q=${variant.sku}`);
    await page.getByRole("rowheader").getByRole("link").first().click();
    await page.getByRole("link", { name: "Stock", exact: true }).click();
    await page.waitForURL(/\/stock$/);
    await page.goto(`${page.url()}?sku=${variant.sku}`);
    await expectAccessible(page);
    await expectPageFits(page);
    await page.getByLabel("Pieces").fill("17");
    await page.getByLabel("Why", { exact: true }).fill("Counted on the shelf");
    await page.getByRole("button", { name: "Save" }).click();
    const row = page.getByRole("row").filter({ hasText: "Counted on the shelf" }).first();
    await expect(row).toContainText("fulfilment");
    await expect(row).toContainText("17");
  });
});

test.describe("Discounts, in the desk", () => {
  test("are made, tried on a cart, and ended", { tag: "@phone" }, async ({ page, shop }) => {
    const variant = await shop.variant();
    const code = `DESK${Date.now().toString(36).toUpperCase()}`;
    await entersDesk(page, "manager", "/admin/discounts");
    await expectAccessible(page);
    await expectPageFits(page);
    await page.getByRole("link", { name: "New discount" }).click();
    await expectAccessible(page);
    await page.getByLabel("Code", { exact: true }).fill(code);
    await page.getByLabel("Name (English)").fill("From the desk");
    await page.getByLabel("How much").fill("33");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1, name: code })).toBeVisible();
    await expectNoOverflow(page, "the page of a discount");
    const rule = page.url();

    await page.goto("/admin/discounts/try");
    await page.getByLabel("Goods").fill(`2 x ${variant.sku}`);
    await page.getByLabel("Codes").fill(code);
    await page.getByRole("button", { name: "Show the price" }).click();
    await expect(page.getByRole("term").filter({ hasText: code })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page, "a cart that is tried");

    await page.getByLabel("An order’s number").fill("ZZZZ-ZZZZ");
    await page.getByRole("button", { name: "Take its cart" }).click();
    await expect(page.getByText("There is no order of this number.")).toBeVisible();
    await expectAccessible(page);

    await page.goto(rule);
    agreesToAll(page);
    await page.getByRole("button", { name: "End now" }).click();
    await expect(page.getByRole("button", { name: "End now" })).toHaveCount(0);
    await page.goto(`/admin/discounts/try?goods=${variant.sku}&codes=${code}`);
    await expect(page.getByText("What does not apply, and why")).toBeVisible();
  });

  test("are made as one-time codes in bulk, with a file", async ({ page }) => {
    await entersDesk(page, "manager", "/admin/discounts");
    await page.getByLabel("Begins with").fill("FAIR");
    await page.getByLabel("How many").fill("3");
    await page.getByLabel("Name", { exact: true }).fill("Fair");
    await page.getByLabel("How much").fill("10");
    await page.getByRole("button", { name: "Make the codes" }).click();
    const file = page.waitForEvent("download");
    await page.getByRole("link", { name: "Get the file (CSV)" }).click();
    expect((await file).suggestedFilename()).toBe("codes.csv");
  });
});
