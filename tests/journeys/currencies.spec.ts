import type { Page } from "@playwright/test";
import { currency, formatMoney } from "../../lib/base/money";
import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

const plain = (text: string) => text.replaceAll(/\s/g, " ");
const money = (amount: number, code: string, locale: string) => formatMoney(amount, currency(code), locale);

async function choosesCurrency(page: Page, label: string, code: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/currency"));
  await page.getByRole("contentinfo").getByLabel(label).selectOption(code);
  expect((await answered).status()).toBe(303);
  await expect(page.getByRole("contentinfo").getByLabel(label)).toHaveValue(code);
}

test.describe("A shopper in another currency", () => {
  test("sees yen everywhere in the shop, pays them on Stripe's page, and sees euros again", {
    tag: "@phone",
  }, async ({ page, shopper, shop, checkout }) => {
    test.slow();
    const variant = await shop.variant({ below: 9000 });
    const yen = money(variant.unitAmount * 1.6, "jpy", "en");
    await shopper.opensProduct(variant);
    await choosesCurrency(page, "Currency", "jpy");
    await expect(page.getByRole("main").getByText(yen).first()).toBeVisible();
    await page.getByRole("navigation", { name: "Categories" }).getByRole("link").first().click();
    await page.waitForURL(/\/categories\//);
    await expect(
      page
        .getByRole("main")
        .getByText(/^(From )?¥[\d,]+$/)
        .first(),
    ).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("€");
    await shopper.opens(`/search?q=${encodeURIComponent(variant.name)}`);
    await expect(
      page
        .getByRole("main")
        .getByText(/¥[\d,]+$/)
        .first(),
    ).toBeVisible();

    await shopper.addsToCart(variant);
    await expect(page.getByRole("dialog")).toContainText(yen);
    await shopper.goesToCheckout();
    // Yen can be paid by card alone, so there is nothing to choose.
    await checkout.fillContact(ADA);
    await checkout.fillCard(CARDS.succeeds);
    await checkout.pay();
    const orderId = await shopper.arrivesAtOrder();
    const { total, status } = await shop.order(orderId);
    expect(status).toBe("paid");
    // 4.90 euros are 784 yen.
    expect(total).toBe(variant.unitAmount * 1.6 + 784);
    await expect(page.getByRole("main")).toContainText(money(total, "jpy", "en"));
    expect(plain(await mailAbout(orderId, /Thank you/))).toContain(money(total, "jpy", "en"));

    await shopper.opensProduct(variant);
    await choosesCurrency(page, "Currency", "eur");
    await expect(
      page
        .getByRole("main")
        .getByText(money(variant.unitAmount, "eur", "en"))
        .first(),
    ).toBeVisible();
  });

  for (const [surface, locale, label] of [
    ["elements", "fr", "Devise"],
    ["payment", "de", "Währung"],
  ] as const) {
    test(`pays dinars with a code on the store's own page: ${surface}`, async ({ page, shop }) => {
      test.slow();
      const shopper = new Shopper(page, locale);
      const variant = await shop.variant({ below: 9000 });
      await shopper.opensProduct(variant);
      await choosesCurrency(page, label, "kwd");
      if (surface === "elements") await shopper.goesToElementsWith(variant);
      else await shopper.goesToPaymentWith(variant);
      const form = shopper[surface];
      await form.applyCode("TENOFF");
      const { id } = await shop.newestOrderOf(variant.id);
      const { total } = await shop.order(id);
      await form.expectTotal(total);
      await form.fillContact(ADA);
      await form.fillCard(CARDS.succeeds);
      await form.pay();
      expect(await shopper.arrivesAtOrder()).toBe(id);
      expect(await shop.order(id)).toMatchObject({ status: "paid", total });
      const [stored] = await shop.query<{ currency: string }>("select currency from orders where id = $1", [
        id,
      ]);
      expect(stored?.currency).toBe("kwd");
      expect(plain((await page.getByRole("main").textContent()) ?? "")).toContain(
        plain(money(total, "kwd", locale)),
      );
    });
  }

  test("has a country taken that was chosen before the page's scripts ran", async ({
    page,
    shopper,
    shop,
  }) => {
    await shopper.hasCart(shop, await shop.variant({ below: 9000 }));
    let run = () => {};
    const held = new Promise<void>((resolve) => {
      run = resolve;
    });
    await page.route(/\.js(\?|$)/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/cart", { waitUntil: "commit" });
    const country = page.getByRole("main").getByRole("combobox");
    await country.selectOption("US");
    run();
    await expect(page.getByRole("main")).toContainText(/\$\d+\.99/);
    await expect(country).toHaveValue("US");
  });

  test("sees the currency of the country that the goods go to, and keeps one of their own choice", async ({
    page,
    shopper,
    shop,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.addsToCart(variant);
    await shopper.opensCart();
    const main = page.getByRole("main");
    await main.getByRole("combobox").selectOption("US");
    await expect(main).toContainText(/\$\d+\.99/);
    await expect(page.getByRole("contentinfo").getByLabel("Currency")).toHaveValue("usd");
    await expect(main.getByRole("combobox")).toHaveValue("US");
    await choosesCurrency(page, "Currency", "gbp");
    await expect(main).toContainText(/£\d+\.\d\d/);
    await expect(main.getByRole("combobox")).toHaveValue("US");
    await main.getByRole("combobox").selectOption("FR");
    await expect(main).toContainText(/€\d+\.\d\d/);
    await expectAccessible(page);
  });
});

test.describe("Without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the currency is chosen with a button, and the cart follows", async ({ page, shop }) => {
    const variant = await shop.variant({ below: 9000 });
    await page.goto(`/products/${variant.slug}`);
    const foot = page.getByRole("contentinfo");
    await foot.getByLabel("Currency").selectOption("gbp");
    await foot.getByRole("button", { name: "Change currency" }).click();
    await page.waitForURL(new RegExp(`/products/${variant.slug}`));
    await expect(page.getByRole("main")).toContainText("£");
    await page.getByRole("main").getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL(/\/cart/);
    await expect(page.getByRole("main")).toContainText("£");
  });
});
