import { expectAccessible } from "../support/accessibility";
import { entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { expect, test } from "../support/test";

test("On a phone the menu is one line, which opens over all pages and closes on the next one", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await entersDesk(page, "owner", "/admin/orders");
  const menu = page.getByRole("navigation", { name: "Menu" });
  const goods = menu.getByRole("link", { name: "Goods" });
  await expect(goods).toBeHidden();
  expect((await menu.boundingBox())?.height).toBeLessThan(60);

  await menu.getByText("Menu").press("Enter");
  await expect(menu.getByRole("link", { name: "Orders" })).toHaveAttribute("aria-current", "page");
  await expectAccessible(page);
  await expectNoOverflow(page, "the menu of a phone");
  await goods.click();
  await expect(page.getByRole("heading", { name: "Goods", level: 1 })).toBeVisible();
  await expect(goods).toBeHidden();

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(goods).toBeVisible();
  await expect(menu.getByText("Menu")).toBeHidden();
});
