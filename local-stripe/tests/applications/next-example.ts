import { expect } from "@playwright/test";
import type { Application, Shop } from "./application";
import { fillCard, payOnHostedPage, payOnPage } from "./shopper";

const PAGES = ["elements", "checkout", "embedded-checkout"].map((name) => `/donate-with-${name}`);

async function donate({ page, url }: Shop, surface: string): Promise<void> {
  await page.goto(`${url}/donate-with-${surface}`);
  await page.getByRole("button", { name: /Donate/ }).click();
}

async function isThanked({ page }: Shop, surface: string): Promise<void> {
  await page.waitForURL(new RegExp(`/donate-with-${surface}/result`));
  await expect(page.locator("h2")).toContainText("Status: succeeded");
}

export const nextExample: Application = {
  name: "vercel/next.js, examples/with-stripe-typescript",
  folder: "with-stripe-typescript",
  server: { command: ["npx", "next", "dev"], in: ".", ready: PAGES[0], makes: [...PAGES, "/api/webhooks"] },
  webhook: "/api/webhooks",
  prepare: async ({ publishableKey }) => ({ NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: publishableKey }),
  drives: [
    {
      what: "Elements without an intent at first, in React",
      run: async (shop) => {
        await shop.page.goto(`${shop.url}/donate-with-elements`);
        await fillCard(shop.page);
        await shop.page.getByPlaceholder("Cardholder name").pressSequentially("Ada Lovelace");
        await shop.page.getByRole("button", { name: /Donate/ }).click();
        await isThanked(shop, "elements");
        await shop.webhookTook("payment_intent.succeeded");
      },
    },
    {
      what: "the hosted page, with submit_type donate",
      run: async (shop) => {
        await donate(shop, "checkout");
        await payOnHostedPage(shop.page);
        await isThanked(shop, "checkout");
        await shop.webhookTook("checkout.session.completed");
      },
    },
    {
      what: "Embedded Checkout in React, by its old names",
      run: async (shop) => {
        await donate(shop, "embedded-checkout");
        await payOnPage(shop.page);
        await isThanked(shop, "embedded-checkout");
      },
    },
  ],
};
