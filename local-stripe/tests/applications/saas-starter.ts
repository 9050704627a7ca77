import { expect } from "@playwright/test";
import type { Application, Shop } from "./application";
import { payOnHostedPage } from "./shopper";

/** The repository's PostgreSQL without an installation. By its address, as the package's own build stays inside its folder. */
const POSTGRES = new URL("../../../scripts/local/postgres.ts", import.meta.url).href;

interface Postgres {
  startPostgres: (options: { port: number }) => Promise<{ url: string; stop: () => Promise<void> }>;
}

const MADE = ["/pricing", "/api/user", "/api/team", "/api/stripe/checkout", "/api/stripe/webhook"];
const USER = { email: "test@test.com", password: "admin123" };

async function signIn({ page, url }: Shop): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator("#email").fill(USER.email);
  await page.locator("#password").fill(USER.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL(/\/dashboard/);
}

/** What the dashboard says, which it reads anew. */
async function dashboardSays({ page, url }: Shop, ...texts: string[]): Promise<void> {
  await expect(async () => {
    await page.goto(`${url}/dashboard`);
    for (const text of texts)
      await expect(page.locator("main").first()).toContainText(text, { timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
}

export const saasStarter: Application = {
  name: "nextjs/saas-starter",
  folder: "saas-starter",
  server: { command: ["npx", "next", "dev", "--turbopack"], in: ".", ready: "/sign-in", makes: MADE },
  webhook: "/api/stripe/webhook",
  prepare: async ({ url, port, atEnd, runCommand }) => {
    const { startPostgres }: Postgres = await import(POSTGRES);
    const database = await startPostgres({ port: port(3) });
    atEnd(() => database.stop());
    const env = {
      POSTGRES_URL: database.url,
      BASE_URL: url,
      AUTH_SECRET: "a secret for one run that nobody else knows",
    };
    await runCommand(["npx", "drizzle-kit", "migrate"], env);
    await runCommand(["npx", "tsx", "lib/db/seed.ts"], env);
    return env;
  },
  drives: [
    {
      what: "its seed's products, a trial by the hosted page, back to the dashboard",
      run: async (shop) => {
        await signIn(shop);
        await shop.page.goto(`${shop.url}/pricing`);
        await shop.page.getByRole("button", { name: "Get Started" }).first().click();
        await payOnHostedPage(shop.page);
        await shop.page.waitForURL(/\/dashboard/);
        await dashboardSays(shop, "Current Plan: Base", "Trial period");
      },
    },
    {
      what: "the billing portal; the trial ends and is paid, told by webhook",
      run: async (shop) => {
        await signIn(shop);
        await shop.page.getByRole("button", { name: "Manage Subscription" }).click();
        await shop.page.waitForURL(/\/p\/session\//);
        await expect(shop.page.locator("body")).toContainText("Base");
        await shop.page.getByRole("link", { name: /Return to/ }).click();
        await shop.page.waitForURL(/\/dashboard/);
        // The trial ends, and the first period is paid.
        await shop.advance(15);
        await shop.webhookTook("customer.subscription.updated");
        await dashboardSays(shop, "Current Plan: Base", "Billed monthly");
      },
    },
    {
      what: "the billing portal: cancels at the period's end",
      run: async (shop) => {
        await signIn(shop);
        await shop.page.getByRole("button", { name: "Manage Subscription" }).click();
        await shop.page
          .getByRole("link", { name: /Cancel plan/ })
          .or(shop.page.getByRole("button", { name: /Cancel plan/ }))
          .first()
          .click();
        await shop.page.getByRole("button", { name: /Cancel plan/ }).click();
        await shop.advance(40);
        await shop.webhookTook("customer.subscription.deleted");
        await dashboardSays(shop, "Current Plan: Free", "No active subscription");
      },
    },
  ],
};
