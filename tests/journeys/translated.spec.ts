import type { Page } from "@playwright/test";
import type { ElementsCheckout } from "./support/elements-checkout";
import { CARDS } from "./support/embedded-checkout";
import { PaymentMethods } from "./support/payment-methods";
import { Shopper } from "./support/shopper";
import { newAddress, signsIn } from "./support/signing-in";
import { test as base, expect } from "./support/test";
import { Translator } from "./support/translator";

/** A shopper whose browser translates what it shows. Nothing may break in it unseen. */
const test = base.extend<{ translator: Translator }>({
  translator: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await use(await Translator.on(page));
    expect(errors).toEqual([]);
  },
});

const LOCALES = ["en", "fr"] as const;
const WORDS = {
  en: { declined: /declined/, tenOff: "10% off", express: /^Express/, more: /^One more/, less: /^One fewer/ },
  fr: {
    declined: /refusée/,
    tenOff: "10 % de remise",
    express: /express/i,
    more: /^Un de plus/,
    less: /^Un de moins/,
  },
};

for (const locale of LOCALES) {
  const words = WORDS[locale];
  const path = (to: string) => (locale === "fr" ? `/fr${to}` : to);

  test.describe(`A page that the browser translates from ${locale}`, () => {
    for (const surface of ["elements", "payment"] as const) {
      test(`is paid on ${surface}: codes come and go, a card is declined, another pays what is shown`, async ({
        page,
        shop,
        translator,
      }) => {
        const shopper = new Shopper(page, locale);
        const form: ElementsCheckout = shopper[surface];
        const variant = await shop.variant({ below: 9000 });
        await shopper.hasCart(shop, variant, { quantity: 2 });
        await page.goto(path(`/checkout/${surface}`));
        await form.expectReady();
        await translator.expectCurrent();
        const { id } = await shop.newestOrderOf(variant.id);
        const total = async () => (await shop.order(id)).total;

        await form.applyCode("NOSUCHCODE");
        await translator.expectCurrent();
        await form.applyCode("TENOFF");
        await expect(form.row(words.tenOff)).toBeVisible();
        await form.expectTotal(await total());
        await translator.expectCurrent();
        await form.chooseDelivery(words.express);
        await form.chooseCountry("US");
        await translator.expectCurrent();
        await form.chooseCountry("FR");
        await form.removeDiscounts();
        await expect(form.row(words.tenOff)).toHaveCount(0);
        await form.applyCode("TENOFF");
        await translator.expectCurrent();

        await form.fillContact();
        await form.fillCard(CARDS.declined);
        await form.pay();
        await form.expectError(words.declined);
        await translator.expectCurrent();
        await form.fillCard(CARDS.succeeds);
        const shown = await form.shownTotal();
        await form.pay();
        await page.waitForURL(/\/orders\/ord_/, { timeout: 30_000 });
        await shopper.seesThanks();
        await translator.expectCurrent();
        expect(await shop.order(id)).toMatchObject({ status: "paid", total: shown });
      });
    }

    test("is paid on Stripe’s embedded form, after the cart was changed", async ({
      page,
      shop,
      translator,
    }) => {
      const shopper = new Shopper(page, locale);
      const [variant, other] = [await shop.variant({ below: 9000 }), await shop.variant()];
      const cartId = await shopper.hasCart(shop, variant);
      await shop.query(
        "insert into cart_lines (cart_id, variant_id, quantity, seen_unit_amount) values ($1, $2, 1, 1)",
        [cartId, other.id],
      );
      await page.goto(path("/cart"));
      await translator.expectCurrent();
      const main = page.getByRole("main");
      await main.getByRole("button", { name: /^(Accept the changes|Accepter les changements)$/ }).click();
      await expect(shopper.checkoutLink).toBeVisible();
      await translator.expectCurrent();
      for (const [step, subtotal] of [
        [words.more, 2 * variant.unitAmount + other.unitAmount],
        [words.less, variant.unitAmount + other.unitAmount],
      ] as const) {
        await main.getByRole("button", { name: step }).first().click();
        await expectAmount(page, subtotal);
        await translator.expectCurrent();
      }
      await main.getByRole("combobox").selectOption("CA");
      await expect(page).toHaveURL(path("/cart"));
      await translator.expectCurrent();
      await main.getByRole("combobox").selectOption("FR");
      await main
        .getByRole("button", { name: /^(Remove|Retirer) / })
        .last()
        .click();
      await expect(page).toHaveURL(/notice=removed/);
      await expectAmount(page, variant.unitAmount);
      await translator.expectCurrent();

      await shopper.checkoutLink.click();
      await shopper.checkout.payByCard(CARDS.declined);
      await shopper.checkout.expectError(/declined|refusée/);
      await translator.expectCurrent();
      await shopper.checkout.fillCard(CARDS.succeeds);
      await shopper.checkout.pay();
      await page.waitForURL(/\/orders\/ord_/, { timeout: 30_000 });
      await translator.expectCurrent();
      const { id } = await shop.newestOrderOf(variant.id);
      await shop.expectStatus(id, "paid");
    });

    test("shows the shop: search, a category, a product’s options, and the cart beside it", async ({
      page,
      shop,
      translator,
    }) => {
      const variant = await shop.variant();
      await page.goto(path("/"));
      await translator.expectCurrent();
      const search = page.getByRole("banner").getByRole("combobox");
      const choice = page.getByRole("option");
      for (const letters of ["la", "lamp", "a"]) {
        await search.fill(letters);
        await expect(choice.first()).toBeVisible();
        await translator.expectCurrent();
      }
      await search.press("Enter");
      await page.waitForURL(/\/search/);
      await translator.expectCurrent();

      await page.goto(path("/categories/ceramics"));
      const main = page.getByRole("main");
      await main.getByRole("checkbox").first().check({ force: true });
      await expect(page).toHaveURL(/[?&]in-stock=/);
      await translator.expectCurrent();
      await main.getByRole("combobox").selectOption("price-desc");
      // Else the list comes after the click below, and takes its place.
      await expect(page).toHaveURL(/[?&]sort=price-desc/);
      await translator.expectCurrent();
      await main.getByRole("heading", { level: 2 }).getByRole("link").first().click();
      await page.waitForURL(/\/products\//);
      await translator.expectCurrent();

      await page.goto(path(`/products/${variant.slug}?${new URLSearchParams(variant.options)}`));
      for (const option of await main.getByRole("radio").all()) {
        await option.check({ force: true });
        await translator.expectCurrent();
      }
      await page.goto(path(`/products/${variant.slug}?${new URLSearchParams(variant.options)}`));
      await main.getByRole("button", { name: /^(Add to cart|Ajouter au panier)$/ }).click();
      const drawer = page.getByRole("dialog");
      await expect(drawer.getByRole("listitem")).toHaveCount(1);
      for (const step of [words.more, words.more, words.less]) {
        await drawer.getByRole("button", { name: step }).click();
        await translator.expectCurrent();
      }
      await expectAmount(page, 2 * variant.unitAmount);
      await drawer.getByRole("button", { name: /^(Remove|Retirer) / }).click();
      await expect(drawer.getByText(/^(Your cart is empty|Votre panier est vide)/)).toBeVisible();
      await translator.expectCurrent();
    });
  });
}

test("An account that the browser translates can be filled in and changed", async ({ page, translator }) => {
  await page.goto("/sign-in");
  await translator.expectCurrent();
  await signsIn(page, newAddress());
  await page.goto("/account");
  await translator.expectCurrent();
  const main = page.getByRole("main");
  await page.goto("/account/profile");
  await main.getByLabel("Name").fill("Ada Lovelace");
  await main.getByRole("button", { name: "Save" }).click();
  await expect(main.getByText("Saved.", { exact: false })).toBeVisible();
  await translator.expectCurrent();

  await page.goto("/account/addresses/new");
  for (const [label, text] of [
    ["Full name", "Ada Lovelace"],
    ["Street and number", "12 Rue des Martyrs"],
    ["Postal code", "75009"],
    ["Town", "Paris"],
    ["Phone (optional)", "not a number"],
  ] as const) {
    await main.getByLabel(label).fill(text);
  }
  await main.getByRole("button", { name: "Save" }).click();
  await expect(main.getByRole("alert")).toBeVisible();
  await translator.expectCurrent();
  await main.getByLabel("Phone (optional)").fill("+33 1 42 00 00 00");
  await main.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**/account/addresses");
  await translator.expectCurrent();

  const methods = new PaymentMethods(page);
  await page.goto("/account/payment-methods");
  await methods.saves(CARDS.declined);
  await expect(methods.main.getByRole("alert")).toBeVisible();
  await translator.expectCurrent();
  await methods.saves(CARDS.succeeds);
  await expect(methods.card("4242")).toBeVisible();
  await translator.expectCurrent();
  await methods.removes("4242");
  await translator.expectCurrent();
});

test("A translation that comes after the page has changed does not bring back old texts", async ({
  page,
  shopper,
  shop,
  translator,
}) => {
  const variant = await shop.variant({ below: 9000 });
  await shopper.hasCart(shop, variant);
  await shopper.opensElements(shop, variant);
  await translator.expectCurrent();
  await translator.hold();
  await shopper.elements.applyCode("NOSUCHCODE");
  await shopper.elements.applyCode("TENOFF");
  await shopper.elements.applyCode("FRANCE15");
  await shopper.elements.chooseCountry("US");
  await shopper.elements.chooseDelivery(/^Express/);
  await translator.release();
  await translator.expectCurrent();

  await page.goto("/cart");
  await translator.expectCurrent();
  await translator.hold();
  const more = page.getByRole("main").getByRole("button", { name: /^One more/ });
  for (const quantity of [2, 3]) {
    await more.click();
    await expectAmount(page, quantity * variant.unitAmount);
  }
  await translator.release();
  await translator.expectCurrent();
});

test.describe("Pages that are translated before their JavaScript runs", () => {
  // React finds other texts than the server wrote, says so, and renders the page anew.
  test.use({ expectedErrors: [/^uncaught: Minified React error #418;/] });

  test("still work", async ({ page, shop }) => {
    await Translator.on(page, "other");
    const shopper = new Shopper(page);
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await shopper.signsInAs("gold");
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      // The code comes after the translation.
      await expect(page.locator("font font").first()).toBeVisible();
      await route.continue();
    });
    for (const path of [
      "/",
      "/categories/textiles",
      `/products/${variant.slug}`,
      "/cart",
      "/orders",
      "/account",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("link", { name: /^Cart, [1-9]/ })).toBeVisible();
      await expect(page.locator("main h1 font").first()).toBeVisible();
    }
    for (const surface of ["elements", "payment"] as const) {
      await page.goto(`/checkout/${surface}`);
      await expect(page.getByTestId("checkout-total")).toBeVisible({ timeout: 30_000 });
      await page.locator('input[name="promotion-code"]').fill("TENOFF");
      await page.locator('form button[type="submit"]').click();
      await expect(page.locator("dt", { hasText: "TENOFF" })).toBeVisible();
      await shopper.elements.expectSettled();
      const { id } = await shop.newestOrderOf(variant.id);
      await expect
        .poll(async () =>
          Number((await page.getByTestId("checkout-total").textContent())?.replace(/\D/g, "")),
        )
        .toBe((await shop.order(id)).total);
    }
  });
});

/** Somewhere on the page, as it is shown. */
async function expectAmount(page: Page, amount: number): Promise<void> {
  const digits = (amount / 100).toFixed(2);
  const shown = page.getByText(new RegExp(`^(€${digits}|${digits.replace(".", ",")}\\s€)$`));
  await expect(shown.filter({ visible: true }).first()).toBeVisible();
}
