import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expect, test } from "../support/test";

test("The desk is gone through by keys: the palette, letters after g, and their help, where they are turned off", async ({
  page,
}) => {
  await entersDesk(page, "manager", "/admin");
  const field = page.getByRole("combobox", { name: "Find or go to" });
  // A key that is pressed before the page's script runs does nothing.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
  await field.fill("disp");
  await expect(
    page.getByRole("group", { name: "Pages" }).getByRole("option", { selected: true }),
  ).toContainText("Disputes");
  await field.fill("qqqqqq");
  await expect(page.getByText("Nothing is like this.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Find" }).press("Enter");
  await field.fill("disp");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Find" })).toBeFocused();
  await page.keyboard.press("Control+k");
  await field.fill("disp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/disputes$/);

  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/admin\/orders$/);

  await page.keyboard.press("g");
  await page.keyboard.press("g");
  await expect(page).toHaveURL(/\/admin\/goods$/);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(page.getByRole("rowheader").first().getByRole("link")).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeFocused();
  await page.keyboard.press("Control+k");
  await field.fill("vat");
  await page.getByRole("option", { name: "VAT report" }).click();
  await expect(page).toHaveURL(/\/admin\/books\/vat$/);
  // It has nothing to search in.
  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await field.fill("orders");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/orders$/);

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Keys without Ctrl work").uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await expect(page.getByRole("dialog", { name: "Keys" })).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/orders$/);
});

test("Somebody on a phone opens the palette by its button, and goes to a product @phone", async ({
  page,
}) => {
  await entersDesk(page, "manager", "/admin/orders");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("combobox", { name: "Find or go to" }).fill("stoneware mug");
  await page
    .getByRole("group", { name: "Goods" })
    .getByRole("option", { name: /Stoneware mug/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/admin\/goods\/./);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("A question that somebody leaves by going back is no yes, and is asked again", async ({ page }) => {
  await entersDesk(page, "owner", "/admin/settings");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!["GET", "HEAD"].includes(request.method())) asked.push(request.url());
  });
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Staff" }).click();
  const lost = page.getByRole("button", { name: "Phone lost: set up a new app" }).first();
  await lost.click();
  const question = page.getByRole("alertdialog", { name: "Phone lost: set up a new app" });
  await expect(question).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/admin\/settings$/);
  await expect(question).toHaveCount(0);
  await page.goForward();
  await lost.click();
  await question.getByRole("button", { name: "Go back" }).click();
  await expect(question).toHaveCount(0);
  expect(asked).toEqual([]);
});
