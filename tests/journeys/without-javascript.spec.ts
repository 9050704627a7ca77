import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("Without JavaScript a product is added to the cart and removed again, and a cart that was lost with the cookies is reported", {
  tag: "@phone",
}, async ({ page, context, shop }) => {
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

test("Without JavaScript a discount code is refused with its reason, applied, and removed again", async ({
  page,
  shop,
}) => {
  const variant = await shop.variant({ below: 4000 });
  await page.goto(`/products/${variant.slug}`);
  const choice = page.locator('select[name="variantId"]');
  if ((await choice.count()) > 0) await choice.selectOption(variant.id);
  await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
  await page.waitForURL(/\/cart/);
  const field = page.getByRole("textbox", { name: "Discount code" });
  const summary = page.getByRole("region", { name: "Summary" });
  const apply = async (code: string) => {
    await field.fill(code);
    await page.getByRole("button", { name: "Apply" }).click();
  };
  await apply("NOSUCH");
  await expect(field).toHaveAccessibleDescription("We don’t know this code. Check how it is spelt.");
  await expect(field).toHaveValue("NOSUCH");
  await apply("tenoff");
  await expect(summary).toContainText("With code TENOFF");
  await expect(field).toHaveValue("");
  await page.getByRole("button", { name: "Remove code TENOFF" }).click();
  await expect(page.getByText("The code has been removed.")).toBeVisible();
  await expect(summary).not.toContainText("TENOFF");
});
