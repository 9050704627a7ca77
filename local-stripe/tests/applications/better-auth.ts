import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import type { Application, Shop } from "./application";
import { payOnHostedPage } from "./shopper";

const source = readFileSync(new URL("better-auth-server.mjs", import.meta.url), "utf8");

interface Subscription {
  id: string;
  plan: string;
  status: string;
  stripeSubscriptionId: string;
  cancelAtPeriodEnd?: boolean;
  stripeScheduleId?: string | null;
}

/** A call of the plugin, with the cookies of the page. @throws Error with its answer, when it refuses */
async function ask<T>(shop: Shop, method: "get" | "post", path: string, data?: object): Promise<T> {
  const answer = await shop.page.request[method](`${shop.url}/api/auth${path}`, {
    headers: { origin: shop.url },
    ...(data && { data }),
  });
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer.json() as Promise<T>;
}

const back = (shop: Shop) => ({
  successUrl: "/account",
  cancelUrl: "/account",
  returnUrl: `${shop.url}/account`,
});

async function onlySubscription(shop: Shop): Promise<Subscription | undefined> {
  return (await ask<Subscription[]>(shop, "get", "/subscription/list"))[0];
}

/** A new user who has paid for the plan "base". */
async function subscribe(shop: Shop): Promise<void> {
  const email = `shopper${Date.now()}@example.com`;
  await ask(shop, "post", "/sign-up/email", { email, password: "correct horse", name: "Ada" });
  const { url } = await ask<{ url: string }>(shop, "post", "/subscription/upgrade", {
    plan: "base",
    ...back(shop),
  });
  await shop.page.goto(url);
  await payOnHostedPage(shop.page);
  await shop.page.waitForURL(/\/account/);
  await shop.webhookTook("checkout.session.completed");
  await expect.poll(async () => (await onlySubscription(shop))?.status).toBe("active");
}

const upgrade = (shop: Shop, more: object) =>
  ask<{ url: string }>(shop, "post", "/subscription/upgrade", { plan: "plus", ...back(shop), ...more });

export const betterAuth: Application = {
  name: "@better-auth/stripe",
  folder: "libs/better-auth",
  library: "@better-auth/stripe",
  server: { command: ["node", "--input-type=module", "-e", source], in: ".", ready: "/api/auth/ok" },
  webhook: "/api/auth/stripe/webhook",
  prepare: async ({ stripe }) => {
    for (const [key, amount] of [
      ["base", 800],
      ["plus", 1200],
    ] as const) {
      const product = await stripe.products.create({ name: key });
      const price = { product: product.id, currency: "usd", unit_amount: amount, lookup_key: key };
      await stripe.prices.create({ ...price, recurring: { interval: "month" } });
    }
    return {};
  },
  drives: [
    { what: "a user signs up and pays for a plan on the hosted page", run: subscribe },
    {
      what: "changes the plan in the billing portal",
      run: async (shop) => {
        await subscribe(shop);
        const { url } = await upgrade(shop, {});
        await shop.page.goto(url);
        await shop.page.getByRole("button", { name: "Confirm" }).click();
        await shop.page.waitForURL(/\/account/);
        await expect.poll(async () => (await onlySubscription(shop))?.plan).toBe("plus");
      },
    },
    {
      what: "changes the plan at the period's end, by a schedule",
      run: async (shop) => {
        await subscribe(shop);
        await upgrade(shop, { scheduleAtPeriodEnd: true });
        const planned = await onlySubscription(shop);
        expect(planned?.stripeScheduleId).toMatch(/^sub_sched_/);
        await ask(shop, "post", "/subscription/restore", {});
        expect((await onlySubscription(shop))?.stripeScheduleId ?? null).toBeNull();
      },
    },
    {
      what: "cancels in the billing portal, and takes it back",
      run: async (shop) => {
        await subscribe(shop);
        const { url } = await ask<{ url: string }>(shop, "post", "/subscription/cancel", {
          returnUrl: `${shop.url}/account`,
        });
        await shop.page.goto(url);
        await shop.page.getByRole("button", { name: "Cancel" }).click();
        await shop.page.getByRole("link", { name: /Return to/ }).click();
        await shop.page.waitForURL(/\/account/);
        await expect.poll(async () => (await onlySubscription(shop))?.cancelAtPeriodEnd).toBe(true);
        await ask(shop, "post", "/subscription/restore", {});
        expect((await onlySubscription(shop))?.cancelAtPeriodEnd).toBe(false);
      },
    },
  ],
};
