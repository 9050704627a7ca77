import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("Without JavaScript a product goes into the cart, its quantity changes, and it leaves again", async ({
  page,
  shop,
}) => {
  const variant = await shop.variant();
  await page.goto(`/products/${variant.slug}?${new URLSearchParams(variant.options)}`);
  await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
  await page.waitForURL(/\/cart/);
  await expect(page.getByRole("main")).toContainText(variant.name);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Remove/ })
    .first()
    .click();
  await expect(page.getByText("Your cart is empty")).toBeVisible();
});
