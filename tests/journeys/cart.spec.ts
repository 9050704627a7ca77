import { expectAccessible } from "./support/accessibility";
import { expect, test } from "./support/test";

/** From here on the automatic discount for a full basket applies. */
const FULL_BASKET = 10_000;

test.describe("The cart", () => {
  test("shows its discounts, and so does the checkout beside Stripe's form", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant({ below: 4000 });
    const quantity = Math.ceil(FULL_BASKET / variant.unitAmount);
    await shopper.hasCart(shop, variant, { quantity });
    await shopper.opensCart();
    const summary = page.getByRole("region", { name: "Summary" });
    const subtotal = variant.unitAmount * quantity;
    const off = Math.min(Math.round(subtotal / 10), 2000);
    await expect(summary).toContainText("10% off a full basket");
    await expect(summary).toContainText(`Total before delivery${euros(subtotal - off)}`);

    await page.goto("/checkout/embedded");
    await checkout.expectReady();
    await expect(page.getByRole("region", { name: "Your order", exact: true })).toContainText(
      `10% off a full basket-${euros(off)}`,
    );
  });

  test("accepts a discount code, which Stripe's form then charges for, and says at the field why it refuses one", async ({
    page,
    shopper,
    shop,
    checkout,
  }) => {
    const variant = await shop.variant({ below: 4000 });
    await shopper.hasCart(shop, variant);
    await shopper.opensCart();
    const field = page.getByRole("textbox", { name: "Discount code" });
    const summary = page.getByRole("region", { name: "Summary" });
    await field.fill("NOSUCH");
    await field.press("Enter");
    await expect(field).toHaveAccessibleDescription("We don’t know this code. Check how it is spelt.");
    await expect(field).toBeFocused();
    await expect(field).toHaveValue("NOSUCH");
    await expectAccessible(page);

    await field.fill("FIVEOFF50");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(summary.getByRole("status")).toContainText("FIVEOFF50 is saved in your cart");
    await expect(summary.getByRole("list", { name: "Discounts that are not applied" })).toContainText(
      "to go",
    );
    await page.getByRole("button", { name: "Remove code FIVEOFF50" }).click();
    await expect(page.getByRole("main")).toContainText("The code has been removed.");

    await field.fill("tenoff");
    await field.press("Enter");
    const off = Math.round(variant.unitAmount / 10);
    await expect(summary).toContainText(`With code TENOFFRemove-${euros(off)}`);
    await expect(summary).toContainText(`Total before delivery${euros(variant.unitAmount - off)}`);
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
    await expectAccessible(page);

    await shopper.checkoutLink.click();
    await checkout.expectReady();
    await expect(page.getByRole("region", { name: "Your order", exact: true })).toContainText(
      `-${euros(off)}`,
    );
    const { total } = await shop.newestOrderOf(variant.id);
    await expect(checkout.frame.getByText(euros(total)).first()).toBeVisible();
  });

  test("of the demonstration offers the other checkouts, separately from the shop’s own and explained", async ({
    page,
    shopper,
    shop,
  }) => {
    await shopper.hasCart(shop, await shop.variant());
    await shopper.opensCart();
    const summary = page.getByRole("region", { name: "Summary" });
    await expect(summary.getByRole("link")).toHaveText(["Checkout"]);
    const others = page.getByRole("region", { name: "Try the other checkouts" });
    await expect(others).toContainText("Only this demonstration offers them.");
    await expect(others.getByRole("link")).toHaveText([
      "Try the one-page checkout",
      "Try the page with saved cards",
    ]);
    for (const surface of ["embedded", "elements", "payment"] as const) {
      await expect(shopper.checkoutLinkTo(surface)).toHaveAttribute("href", `/checkout/${surface}`);
    }
  });

  test("contains what was added, however slow the store and quick the shopper", { tag: "@phone" }, async ({
    page,
    shopper,
    shop,
  }) => {
    const variant = await shop.variant();
    await shopper.opensProduct(variant);
    let answer = () => {};
    const waited = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/products/**", async (route) => {
      if (route.request().method() === "POST") await waited;
      await route.continue();
    });
    await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
    const way = page.getByRole("dialog").getByRole("link", { name: "View cart" });
    await way.click();
    await expect(way).toHaveAttribute("aria-busy", "true");
    await expectAccessible(page);
    answer();
    await page.waitForURL("**/cart");
    await expect(page.getByRole("main")).toContainText(variant.name);
  });

  test.describe("whose words do not come from the store", () => {
    test.use({ expectedErrors: [/503/] });

    test("is shown by its page, once the store has what was added", async ({ page, shopper, shop }) => {
      const variant = await shop.variant();
      await shopper.opensProduct(variant);
      await page.route("**/api/cart/texts*", (route) => route.fulfill({ status: 503 }));
      const refused = page.waitForResponse("**/api/cart/texts*");
      let answer = () => {};
      const waited = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await page.route("**/products/**", async (route) => {
        if (route.request().method() === "POST") await waited;
        await route.continue();
      });
      await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
      await refused;
      answer();
      await page.waitForURL("**/cart");
      await expect(page.getByRole("main")).toContainText(variant.name);
    });
  });

  test("ends as the shopper’s last click says, although answers to earlier clicks come in between", async ({
    page,
    shopper,
    shop,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await page.goto("/");
    await page.getByRole("link", { name: "Cart, 1 item" }).click();
    const line = page.getByRole("dialog").getByRole("listitem");
    const sent: (() => void)[] = [];
    await page.route("**/*", async (route) => {
      if (route.request().method() === "POST") await new Promise<void>((resolve) => sent.push(resolve));
      await route.continue();
    });
    const more = line.getByRole("button", { name: /^One more/ });
    await more.click();
    await more.click();
    await expect(line).toContainText("Quantity: 3");
    await expect.poll(() => sent.length).toBe(1);
    sent[0]?.();
    // The second change is sent when the first has its answer.
    await expect.poll(() => sent.length).toBe(2);
    await line.getByRole("button", { name: /^One fewer/ }).click();
    await expect(line).toContainText("Quantity: 2");
    sent[1]?.();
    await expect.poll(() => sent.length).toBe(3);
    sent[2]?.();
    await expect(page.getByRole("dialog")).toContainText(euros(2 * variant.unitAmount));
    await expect(page.getByRole("dialog").getByRole("link", { name: "View cart" })).toHaveAttribute(
      "aria-busy",
      "false",
    );
    await page.goto("/cart");
    await expect(page.getByRole("main")).toContainText("Quantity: 2");
  });

  test("that was lost with the browser’s cookies is reported in the open drawer, and restored", {
    tag: "@phone",
  }, async ({ page, context, shopper, shop, checkout }) => {
    const variant = await shop.variant();
    const drawer = page.getByRole("dialog");
    const lines = drawer.getByRole("listitem");
    await shopper.hasCart(shop, variant, { quantity: 2 });
    await page.goto("/");
    await page.getByRole("link", { name: "Cart, 2 items" }).click();
    const ways = [
      drawer.getByRole("link", { name: "View cart" }),
      drawer.getByRole("button", { name: /^One more/ }),
      drawer.getByRole("button", { name: /^Remove/ }),
      drawer.getByRole("link", { name: "Checkout" }),
    ];
    for (const way of ways) {
      await expect(lines).toHaveCount(1);
      await context.clearCookies();
      await way.click();
      await expect(drawer.getByRole("alert")).toContainText("This browser no longer has your cart");
      await expect(lines).toHaveCount(0);
      await expectAccessible(page);
      await drawer.getByRole("button", { name: "Add them again" }).click();
      await expect(drawer.getByRole("alert")).toHaveCount(0);
      await expect(lines).toContainText([variant.name]);
      await expect(page.getByRole("link", { name: "Cart, 2 items", includeHidden: true })).toBeAttached();
    }
    await drawer.getByRole("link", { name: "Checkout" }).click();
    await checkout.expectReady();
  });

  test("that was lost with the browser’s cookies is reported on its page too, also when an account may have it", async ({
    page,
    context,
    shopper,
    shop,
  }) => {
    await shopper.hasCart(shop, await shop.variant());
    await shopper.opensCart();
    await context.clearCookies();
    const main = page.getByRole("main");
    await main.getByRole("button", { name: /^One more/ }).click();
    await expect(main.getByRole("alert")).toContainText("This browser no longer has your cart");
    await expectAccessible(page);
    await main.getByRole("button", { name: "Add them again" }).click();
    await expect(main.getByRole("list", { name: "In your cart" }).getByRole("listitem")).toHaveCount(1);
    await expect(main.getByText("This browser no longer has your cart")).toHaveCount(0);

    await shopper.signsInAs("new");
    await page.goto("/");
    await page.getByRole("link", { name: "Cart, 1 item" }).click();
    await context.clearCookies();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("link", { name: "View cart" }).click();
    await expect(drawer.getByRole("alert")).toContainText("Sign in to find your cart again");
    await expectAccessible(page);
    await drawer.getByRole("link", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=%2F$/);
  });

  test("is loaded again when its page turns out to be old", async ({ page, shopper, shop }) => {
    const [first, second] = [await shop.variant(), await shop.variant()];
    const cartId = await shopper.hasCart(shop, first);
    await page.route("**/api/cart?*", async (route) => {
      await shop.query(
        `insert into cart_lines (cart_id, variant_id, quantity, seen_unit_amount) values ($1, $2, 1, $3)
           on conflict do nothing`,
        [cartId, second.id, second.unitAmount],
      );
      await route.continue();
    });
    await page.goto("/cart");
    const lines = page.getByRole("list", { name: "In your cart" }).getByRole("listitem");
    await expect(lines).toHaveCount(2);
    await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
  });
});

const euros = (amount: number) => `€${(amount / 100).toFixed(2)}`;
