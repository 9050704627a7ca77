import { eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { env } from "@/lib/config/env";
import { discountRules, eventCursors, loyaltyProgram, products, variants } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { startWarnings } from "@/lib/demonstration/start-warnings.server";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { checkCatalogue } from "@/scripts/doctor/catalogue";
import { checkCron } from "@/scripts/doctor/cron";
import { checkDatabase } from "@/scripts/doctor/database";
import { checkDemonstration } from "@/scripts/doctor/demonstration";
import type { Finding } from "@/scripts/doctor/finding";
import { checkMail } from "@/scripts/doctor/mail";
import { checkSettings } from "@/scripts/doctor/settings";
import { checkEndpoint, checkKeys } from "@/scripts/doctor/stripe-account";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { startSmtpServer } from "@/tests/support/smtp-server";

const { db } = await testDatabase();
const { stripe, control } = await testStripe();

const of = (state: Finding["state"], findings: readonly Finding[]) =>
  findings.filter((one) => one.state === state).map(({ text }) => text);
const isRight = (findings: readonly Finding[]) => findings.every(({ state }) => state === "right");

beforeAll(async () => {
  await seedDemonstration(db, currency("eur"));
});
afterEach(() => vi.restoreAllMocks());

describe("a start", () => {
  const store = { STORE_CURRENCY: "EUR", STRIPE_SECRET_KEY: "sk_test_1", LOCAL_DEMO: false };

  it("warns about the demonstration's codes and products, and products without a price, in every store but the launcher's", async () => {
    const [demonstration, unpriced] = await startWarnings(db, store);
    expect(demonstration).toMatch(/19 goods and \d+ discounts \(.*ALLFREE.*npm run demo:remove/);
    expect(unpriced).toMatch(/^WARNING: \d+ variants have no price at Stripe.*npm run catalog:sync/);
    expect(await startWarnings(db, { ...store, LOCAL_DEMO: true })).toEqual([]);
    const live = { ...store, STRIPE_SECRET_KEY: "sk_live_1" };
    expect(await startWarnings(db, { ...live, LOCAL_DEMO: true })).toHaveLength(2);
  });

  it("does not warn about what the merchant has edited, or what is off or ended", async () => {
    await db.transaction(async (tx) => {
      await tx.update(products).set({ active: false });
      await tx.update(discountRules).set({ active: false });
      await tx.delete(loyaltyProgram);
      await tx.update(variants).set({ unitAmount: 100 }).where(eq(variants.sku, "KC-MUG"));
      await tx.update(products).set({ active: true }).where(eq(products.slug, "stoneware-mug"));
    });
    const [only] = await startWarnings(db, store);
    expect(only).toContain("1 variants have no price");
    await db.update(products).set({ active: true });
    await db.update(discountRules).set({ active: true });
  });
});

describe("the doctor", () => {
  it("names every wrong and missing setting by the store's own rules, and checks the rest", () => {
    const found = checkSettings({
      ...process.env,
      STORE_URL: "https://shop.test/path",
      CART_SECRET: "",
      AUTH_SECRET: "short",
    });
    expect(of("wrong", found)).toEqual([
      expect.stringMatching(/^STORE_URL must /),
      "CART_SECRET is missing",
      expect.stringMatching(/^AUTH_SECRET must have at least 32/),
    ]);
    expect(env().STRIPE_WEBHOOK_SECRET).toHaveLength(1);
    expect(() => env().STORE_URL).toThrow("STORE_URL is missing");
    expect(isRight(checkSettings(process.env))).toBe(true);
  });

  it("notices an old schema", async () => {
    expect(isRight(await checkDatabase())).toBe(true);
    const last = sql`delete from drizzle.__drizzle_migrations
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations) returning *`;
    const { rows } = await db.execute(last);
    expect(of("wrong", await checkDatabase())).toEqual(["its schema lacks 1 migrations: npm run db:migrate"]);
    const { hash, created_at: at } = rows[0] ?? {};
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${at})`,
    );
  });

  it("asks Stripe with the secret key", async () => {
    expect(isRight(await checkKeys())).toBe(true);
    await control("/faults", { method: "GET", path: "/v1/products", times: 3, kind: "500" });
    expect(of("wrong", await checkKeys())).toHaveLength(1);
  });

  it("notices an endpoint that is missing, lacks events, has another version or is switched off", async () => {
    const url = "http://localhost:3000/api/webhooks/stripe";
    expect(of("wrong", await checkEndpoint())[0]).toContain("is missing in Stripe: npm run stripe:webhook");
    const { id } = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ["checkout.session.completed"],
    });
    const [lacks, version] = of("wrong", await checkEndpoint());
    expect(lacks).toContain("payment_intent.succeeded");
    expect(lacks).not.toContain("checkout.session.completed");
    expect(version).toContain(`not ${STRIPE_API_VERSION}`);
    await stripe.webhookEndpoints.del(id);
    const good = {
      url,
      enabled_events: [...HANDLED_EVENTS],
      api_version: STRIPE_API_VERSION,
    } satisfies Stripe.WebhookEndpointCreateParams;
    const made = await stripe.webhookEndpoints.create(good);
    expect(isRight(await checkEndpoint())).toBe(true);
    await stripe.webhookEndpoints.create(good);
    expect(of("wrong", await checkEndpoint())[0]).toContain("2 endpoints");
    for (const { id: one } of (await stripe.webhookEndpoints.list()).data)
      await stripe.webhookEndpoints.update(one, { disabled: true });
    expect(of("wrong", await checkEndpoint())[0]).toContain("is switched off");
    expect(made.secret).toMatch(/^whsec_/);
  });

  it("signs in at the mail server, and sends nothing", async () => {
    expect(of("note", await checkMail())).toHaveLength(1);
    const smtp = await startSmtpServer();
    await setSettings({
      SMTP_URL: smtp.url,
      MAIL_FROM: "Shop <orders@shop.test>",
      MERCHANT_EMAIL: ["me@shop.test"],
    });
    expect(isRight(await checkMail())).toBe(true);
    await setSettings({ MERCHANT_EMAIL: [] });
    expect(of("note", await checkMail())[0]).toContain("MERCHANT_EMAIL");
    expect(smtp.messages).toEqual([]);
    await setSettings({ MAIL_FROM: "Kiln & Cloth <orders@kiln-and-cloth.example>" });
    expect(of("wrong", await checkMail())[0]).toContain("MAIL_FROM");
    await smtp.close();
    expect(of("wrong", await checkMail())[0]).toContain("signing in at the mail server failed");
  });

  it("notices that the regular work was not done for more than a day", async () => {
    expect(of("note", await checkCron())).toHaveLength(1);
    const completed = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await db.insert(eventCursors).values({ lane: "payments", since: 0, completedAt: completed(25) });
    expect(isRight(await checkCron())).toBe(true);
    await db.update(eventCursors).set({ completedAt: completed(27) });
    expect(of("wrong", await checkCron())).toHaveLength(1);
  });

  it("notices products without a price, and a demonstration in a store that should not have one", async () => {
    expect(of("wrong", await checkCatalogue())[0]).toContain("npm run catalog:sync");
    await syncCatalog(db, stripe);
    expect(isRight(await checkCatalogue())).toBe(true);
    expect(of("wrong", await checkDemonstration())[0]).toContain("ALLFREE");
    await setSettings({ LOCAL_DEMO: true });
    expect(of("note", await checkDemonstration())[0]).toContain("ALLFREE");
  });
});
