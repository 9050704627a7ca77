import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("Without JavaScript a product goes into the cart and leaves it again, and a cart that went with the cookies is told", async ({
  page,
  context,
  shop,
}) => {
  const variant = await shop.variant();
  const add = async () => {
    await page.goto(`/products/${variant.slug}`);
    const choice = page.locator('select[name="variantId"]');
    if ((await choice.count()) > 0) await choice.selectOption(variant.id);
    await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL(/\/cart/);
    await expect(page.getByRole("main")).toContainText(variant.name);
  };
  await add();
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Remove/ })
    .first()
    .click();
  await expect(page.getByText("Your cart is empty")).toBeVisible();

  await add();
  await context.clearCookies();
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Remove/ })
    .click();
  await expect(page.getByRole("main").getByRole("status")).toContainText(
    "This browser no longer has your cart",
  );
});
