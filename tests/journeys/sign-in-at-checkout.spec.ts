import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { CARDS } from "./support/embedded-checkout";
import { signInMail } from "./support/mail";
import type { Shop } from "./support/shop";
import { asksForCode, entersCode, newAddress } from "./support/signing-in";
import { expect, test } from "./support/test";

/** A code for one use of each customer. */
async function codeForOne(shop: Shop): Promise<string> {
  const { id, code } = await shop.discount({
    conditions: { benefit: { type: "percent", percent: 10 } },
  });
  await shop.query("update discount_rules set per_customer_limit = 1 where id = $1", [id]);
  return code;
}

/** By the link on the page, with a code by e-mail. */
async function signsInFromHere(page: Page, email: string): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await asksForCode(page, email);
  await entersCode(page, (await signInMail(email)).code);
  await page.waitForURL("**/checkout/**");
}

test.describe("Signing in from the checkout", () => {
  for (const surface of ["elements", "payment"] as const) {
    test(`keeps the code and the country for a new account: ${surface}`, async ({ page, shopper, shop }) => {
      const code = await codeForOne(shop);
      const variant = await shop.variant({ below: 4900 });
      await shopper.hasCart(shop, variant, { quantity: 2 });
      await page.goto(`/checkout/${surface}`);
      const checkout = shopper[surface];
      await checkout.expectReady();
      await checkout.chooseCountry("DE");
      await checkout.applyCode(code);
      const total = await checkout.shownTotal();
      await signsInFromHere(page, newAddress());
      await checkout.expectReady();
      await checkout.expectTotal(total);
      await expect(checkout.address.locator('[name="country"]')).toHaveValue("DE");
      await expect(checkout.refused.filter({ hasText: new RegExp(code, "i") })).toHaveCount(0);
    });

    test(`says which code the account has used before, and why it no longer applies: ${surface}`, async ({
      page,
      shopper,
      shop,
      anotherShopper,
    }) => {
      const code = await codeForOne(shop);
      const variant = await shop.variant({ below: 4900 });
      const before = await anotherShopper();
      const email = await before.hasAccount(shop);
      await before.hasCart(shop, variant);
      await before.opensElements(shop, variant);
      await before.elements.applyCode(code);
      await before.elements.payByCard(CARDS.succeeds);
      await before.arrivesAtOrder();

      await shopper.hasCart(shop, variant, { quantity: 2 });
      await page.goto(`/checkout/${surface}`);
      const checkout = shopper[surface];
      await checkout.expectReady();
      await checkout.applyCode(code);
      await signsInFromHere(page, email);
      await checkout.expectReady();
      await expect(checkout.refused).toContainText("You have already used this offer.");
      await expectAccessible(page);
      await page.goto("/checkout/embedded");
      await shopper.checkout.expectReady();
      await expect(page.getByRole("region", { name: "Not applied" })).toContainText(
        "You have already used this offer.",
      );
      await expectAccessible(page);
    });
  }
});

test.describe("An e-mail address in an international domain", () => {
  test("signs in, and is shown in its own letters", async ({ page, shopper }) => {
    const name = newAddress().split("@")[0];
    const kept = `${name}@xn--bcher-kva.xn--p1ai`;
    await shopper.opens("/sign-in");
    await asksForCode(page, ` ${name}@bücher.рф`);
    await expect(page.getByText(`${name}@bücher.рф`)).toBeVisible();
    await entersCode(page, (await signInMail(kept)).code);
    await page.waitForURL("**/account");
    await expect(page.getByRole("main")).toContainText(`${name}@bücher.рф`);
  });

  test("gets another message than one that many mail servers do not accept", async ({ page, shopper }) => {
    await shopper.opens("/sign-in");
    await page.getByLabel(/^E-mail address/).fill("josé@example.com");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(page.getByText("Before the @ we can only use the letters a to z")).toBeVisible();
    await expectAccessible(page);
  });

  test("can be used for orders on the store's own pages", async ({ page, shopper, shop }) => {
    for (const surface of ["elements", "payment"] as const) {
      const variant = await shop.variant();
      await shopper.hasCart(shop, variant);
      await page.goto(`/checkout/${surface}`);
      await shopper[surface].payByCard(CARDS.succeeds, {
        ...{ name: "Ada Lovelace", line1: "12 Rue des Martyrs", city: "Paris", postalCode: "75009" },
        email: "ada@bücher.example",
      });
      const orderId = await shopper.arrivesAtOrder();
      await expect(page.getByRole("main")).toContainText("ada@bücher.example");
      const [order] = await shop.query<{ email: string }>("select email from orders where id = $1", [
        orderId,
      ]);
      expect(order?.email).toBe("ada@xn--bcher-kva.example");
    }
  });
});
