import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test.describe("Categories and collections, in the desk", () => {
  // What the store refuses, the browser logs.
  test.use({ expectedErrors: [/409/] });

  test("a category is made, moved, renamed with its old address kept, and deleted", {
    tag: "@phone",
  }, async ({ page, shop }) => {
    const mark = Date.now().toString(36);
    await entersDesk(page, "manager", "/admin/goods");
    await page.getByRole("link", { name: "Categories" }).click();
    await expectAccessible(page);
    // On a phone the table is moved sideways by itself; the page never is.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
      .toBeLessThanOrEqual(0);
    for (const name of [`Trays ${mark}`, `Lids ${mark}`]) {
      await page.getByText("New category").click();
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByRole("button", { name: "Make it" }).click();
      await expect(page.getByRole("link", { name })).toBeVisible();
      await page.getByText("New category").click();
    }
    const order = () =>
      shop.query("select slug from categories where slug like $1 order by position", [`%${mark}%`]);
    await page.getByRole("button", { name: `Up: Lids ${mark}` }).click();
    await expect.poll(order).toEqual([{ slug: `lids-${mark}` }, { slug: `trays-${mark}` }]);

    await page.getByRole("link", { name: `Lids ${mark}` }).click();
    await expectAccessible(page);
    await expectNoOverflow(page, "a category");
    await page.getByLabel("Address").fill(`covers-${mark}`);
    await page.getByLabel("Below").selectOption({ label: `Trays ${mark}` });
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(new RegExp(`covers-${mark}$`));
    await expect(page.getByLabel("Address")).toHaveValue(`covers-${mark}`);
    expect(await shop.query(`select "to" from slug_redirects where slug = $1`, [`lids-${mark}`])).toEqual([
      { to: `covers-${mark}` },
    ]);

    agreesToAll(page);
    await page.goto(`/admin/goods/categories/trays-${mark}`);
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "move them first" })).toBeVisible();
    for (const slug of [`covers-${mark}`, `trays-${mark}`]) {
      await page.goto(`/admin/goods/categories/${slug}`);
      await page.getByRole("button", { name: "Delete" }).click();
      await page.waitForURL(/categories$/);
    }
    await expect.poll(order).toEqual([]);
  });

  test("a collection is filled by hand, then by a rule that shows first what it takes", {
    tag: "@phone",
  }, async ({ page, shop }) => {
    const name = `Picks ${Date.now().toString(36)}`;
    const slug = name.toLowerCase().replace(" ", "-");
    const goods = await shop.query<{ slug: string; sku: string }>(
      "select distinct on (p.slug) p.slug, v.sku from products p join variants v on v.product_id = p.id join listings l on l.product_id = p.id where l.list = 'all' order by p.slug limit 2",
    );
    await entersDesk(page, "manager", "/admin/goods/collections");
    await expectAccessible(page);
    await page.getByText("New collection").click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    for (const { sku } of goods) {
      await page.getByLabel("Add goods").fill(sku);
      await page.getByRole("button", { name: /^Add / }).first().click();
    }
    await page.getByRole("button", { name: /^Up: / }).nth(1).click();
    await page.getByLabel("State").selectOption("on");
    await expectAccessible(page);
    await expectNoOverflow(page, "a collection");
    await page.getByRole("button", { name: "Save" }).click();
    const listed = () =>
      shop.query(
        "select p.slug from listings l join products p on p.id = l.product_id where l.list = $1 order by l.rank",
        [`collection:${slug}`],
      );
    await expect.poll(listed).toEqual(goods.map((one) => ({ slug: one.slug })).toReversed());

    await page.getByLabel("By a rule").check();
    await page.getByLabel("Costs at least (EUR)").fill("0");
    await page.getByLabel("Costs at most (EUR)").fill("20");
    await page.getByRole("button", { name: "See what it takes" }).click();
    await expect(page.getByText(/^It takes \d+ now:$/)).toBeVisible();
    await expectAccessible(page);
    const shown = await page.getByRole("status").getByRole("listitem").count();
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(async () => (await listed()).length).toBe(shown);
    agreesToAll(page);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(/collections$/);
    expect(await listed()).toEqual([]);
  });
});
