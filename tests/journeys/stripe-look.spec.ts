import { PaymentMethods } from "./support/payment-methods";
import { expect, test } from "./support/test";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`In a ${colorScheme} browser`, () => {
    test.use({ colorScheme });

    test("Stripe's fields look like the store's own, at both checkouts and in the account", async ({
      page,
      shopper,
      shop,
      elements,
      payment,
    }) => {
      const methods = new PaymentMethods(page);
      await shopper.signsInAs("new");
      const pages = [
        ["/checkout/elements", elements.email, elements.address.locator('[name="addressLine1"]')],
        ["/checkout/payment", payment.email, payment.address.locator('[name="addressLine1"]')],
        ["/account/payment-methods", methods.holder, methods.payment.locator('[name="number"]')],
      ] as const;
      for (const [path, own, stripes] of pages) {
        await shopper.hasCart(shop, await shop.variant());
        await page.goto(path);
        await expect(stripes).toBeVisible();
        const look = await own.evaluate((field) => {
          const { backgroundColor, color, borderTopLeftRadius, fontSize } = getComputedStyle(field);
          return { backgroundColor, color, borderTopLeftRadius, fontSize };
        });
        await expect(stripes).toHaveCSS("background-color", look.backgroundColor);
        await expect(stripes).toHaveCSS("color", look.color);
        await expect(stripes).toHaveCSS("border-top-left-radius", look.borderTopLeftRadius);
        await expect(stripes).toHaveCSS("font-size", look.fontSize);
      }
    });
  });
}
