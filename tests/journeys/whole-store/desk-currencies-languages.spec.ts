import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { agreesToAll, entersDesk } from "../support/desk";
import { expectNoOverflow } from "../support/layout";
import { test } from "../support/settings-store";
import { targetOfJourneys } from "../support/target";
import { expect } from "../support/test";

// What the store refuses, the browser logs.
test.use({ expectedErrors: [/422/] });
test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

/** The first product's address, seen once, so that its page is kept. */
async function keptProduct(page: Page): Promise<string> {
  await page.goto("/");
  const href = await page.getByRole("main").locator('a[href^="/products/"]').first().getAttribute("href");
  await page.goto(href ?? "/");
  return href ?? "/";
}

const currencySelect = (page: Page) => page.getByRole("contentinfo").getByLabel("Currency");

/** What is below the form says "in force" of an earlier change as well, so the answer is waited for. */
async function saves(page: Page): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) => response.url().endsWith("/settings/currencies") && response.request().method() === "POST",
    ),
    page.getByRole("button", { name: "Save this" }).click(),
  ]);
  expect(answer.ok()).toBe(true);
}

async function addsACurrencyAndEndsIt(page: Page): Promise<void> {
  const product = await keptProduct(page);
  await expect(currencySelect(page).locator("option", { hasText: "SEK" })).toHaveCount(0);

  await entersDesk(page, "manager", "/admin/settings");
  await page.getByRole("link", { name: "Change: Currencies" }).click();
  await expect(page.getByRole("heading", { name: "Currencies", level: 1 })).toBeVisible();
  await page.getByLabel("Add a currency").selectOption("sek");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const krona = page.getByRole("group", { name: "Swedish Krona (SEK)" });
  await krona.getByLabel("Units for 1 EUR").fill("eleven");
  await krona.getByLabel("Shown first in").fill("SE");
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The marked fields are not right" })).toBeVisible();
  await expect(krona).toContainText("the rate has to be a number above 0");
  await expect(krona.getByLabel("Units for 1 EUR")).toBeFocused();
  await expect(krona.getByLabel("Units for 1 EUR")).toHaveAttribute("aria-invalid", "true");

  await krona.getByLabel("Units for 1 EUR").fill("11,5");
  await krona.getByLabel("Prices are rounded").selectOption("whole");
  await page.getByRole("button", { name: "See what changes" }).click();
  const trial = page.getByRole("region", { name: "What changes", exact: true });
  await expect(trial).toContainText("New: Swedish Krona (SEK)");
  await expect(trial.getByRole("cell", { name: /^SEK/ })).toHaveCount(3);
  await expectAccessible(page);
  await expectNoOverflow(page, "currencies");
  await saves(page);
  await expect(page.getByRole("region", { name: "What it was" })).toContainText("in force");

  await page.goto(product);
  await currencySelect(page).selectOption("sek");
  await expect(page.getByRole("main")).toContainText(/SEK\s[\d,]+\.00/);
  await page.goto("/");
  await expect(page.getByRole("main")).toContainText(/SEK\s[\d,]+\.00/);

  await page.goto("/admin/settings/currencies");
  await page.getByRole("button", { name: "Sell in it no more: Swedish Krona (SEK)" }).click();
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(trial).toContainText("No longer sold in: Swedish Krona (SEK)");
  await expect(trial).toContainText("Carts in it are in EUR from now on");
  await saves(page);
  await expect(page.getByRole("button", { name: "Back to the files" })).toHaveCount(0);

  await page.goto(product);
  await expect(page.getByRole("main")).not.toContainText("SEK");
  await expect(page.getByRole("main")).toContainText("€");
}

async function hidesALanguageAndShowsIt(page: Page): Promise<void> {
  agreesToAll(page);
  const product = await keptProduct(page);
  await page.goto(`/fr${product}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");

  await entersDesk(page, "manager", "/admin/settings");
  await page.getByRole("link", { name: "Change: Languages" }).click();
  await expect(page.getByRole("heading", { name: "Languages", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page, "languages");
  await page.getByRole("button", { name: "Hide French" }).click();
  await expect(page.getByRole("button", { name: "Show French" })).toBeVisible();

  for (const path of [product, "/", "/search?q=bowl", "/legal/terms", "/cart"]) {
    const answer = await page.request.get(`/fr${path === "/" ? "" : path}`, { maxRedirects: 0 });
    // Next.js says it twice where the page is made for this very request.
    const [leadsTo] = (answer.headers().location ?? "").split(", ");
    expect([path, answer.status(), leadsTo]).toEqual([path, 307, path]);
  }
  await page.goto(`/fr${product}`);
  expect(new URL(page.url()).pathname).toBe(product);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "DE, Deutsch" })).toBeVisible();
  await expect(page.getByRole("link", { name: "FR, Français" })).toHaveCount(0);
  await expect(page.locator('link[hreflang="fr"]')).toHaveCount(0);
  expect(await (await page.request.get("/sitemap-products.xml")).text()).not.toContain("/fr/");
  // What somebody has already stays in their language.
  await page.goto("/fr/orders");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");

  await page.goto("/admin/settings/languages");
  await page.getByRole("button", { name: "Show French" }).click();
  await expect(page.getByRole("button", { name: "Hide French" })).toBeVisible();
  await page.goto(`/fr${product}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
}

test.describe("A manager, and shoppers on kept pages without a restart", () => {
  test("add a currency and end it", ({ page }) => addsACurrencyAndEndsIt(page));
  test("hide a language and show it again", ({ page }) => hidesALanguageAndShowsIt(page));
});

test.describe("A manager with a phone, and shoppers on kept pages", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("add a currency and end it", ({ page }) => addsACurrencyAndEndsIt(page));
  test("hide a language and show it again", ({ page }) => hidesALanguageAndShowsIt(page));
});
