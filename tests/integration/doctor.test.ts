import { eq, sql } from "drizzle-orm";
import Stripe from "stripe";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { discountRules, eventCursors, loyaltyProgram, products, variants } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { startWarnings } from "@/lib/demonstration/start-warnings.server";
import { checkCatalogue } from "@/lib/doctor/catalogue.server";
import { checkCron } from "@/lib/doctor/cron.server";
import { checkDatabase } from "@/lib/doctor/database.server";
import { checkDemonstration } from "@/lib/doctor/demonstration.server";
import type { Finding } from "@/lib/doctor/finding";
import { checkMail } from "@/lib/doctor/mail.server";
import { checkPreview } from "@/lib/doctor/preview-access.server";
import { checkSettings } from "@/lib/doctor/settings";
import { checkKeys } from "@/lib/doctor/stripe-keys.server";
import { checkEndpoint } from "@/lib/doctor/webhook-endpoints";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { startSmtpServer } from "@/tests/support/smtp-server";

const { db } = await testDatabase();
const { stripe, control } = await testStripe();

const of = (state: Finding["state"], findings: readonly Finding[]) =>
  findings
    .filter((one) => one.state === state)
    .map((one) => (one.state === "wrong" ? `${one.text}: ${one.fix}` : one.text));
const codes = (findings: readonly Finding[]) =>
  findings.flatMap((one) => (one.state === "wrong" ? one.code : []));
const isRight = (findings: readonly Finding[]) => findings.every(({ state }) => state !== "wrong");

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
  it("names every wrong and missing setting by the store's own rules, and never a value", () => {
    const found = checkSettings({
      ...process.env,
      STORE_URL: "https://shop.test/path",
      CART_SECRET: "",
      AUTH_SECRET: "short",
    });
    expect(of("wrong", found)).toEqual([
      expect.stringMatching(/^STORE_URL must /),
      expect.stringMatching(/^CART_SECRET is missing/),
      expect.stringMatching(/^AUTH_SECRET must have at least 32/),
    ]);
    expect(codes(found)).toEqual(["setting_wrong", "setting_missing", "setting_wrong"]);
    expect(JSON.stringify(found)).not.toMatch(/shop\.test|short/);
    expect(checkSettings(process.env)).toEqual([{ state: "right", text: expect.any(String) }]);
  });

  it.each([
    ["STRIPE_SECRET_KEY", "sk_test_local_tests\n", "a line break in it"],
    ["CRON_SECRET", `${"c".repeat(32)} `, "a space at its end"],
    ["STRIPE_PUBLISHABLE_KEY", '"pk_test_local_tests"', "quotes around it"],
  ])("notices what pasting left in %s", (name, value, what) => {
    const found = checkSettings({ ...process.env, [name]: value });
    expect(found).toMatchObject([{ state: "wrong", code: "stray_character", text: `${name} has ${what}` }]);
  });

  it("notices keys of two modes", () => {
    const found = checkSettings({ ...process.env, STRIPE_PUBLISHABLE_KEY: "pk_live_1" });
    expect(of("wrong", found)).toContainEqual(expect.stringContaining("must be of the same mode"));
  });

  it("notices an old schema", async () => {
    expect(isRight(await checkDatabase())).toBe(true);
    const last = sql`delete from drizzle.__drizzle_migrations
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations) returning *`;
    const { rows } = await db.execute(last);
    expect(of("wrong", await checkDatabase())).toEqual(["its schema lacks 1 migrations: npm run db:migrate"]);
    expect(codes(await checkDatabase())).toEqual(["migrations_missing"]);
    const { hash, created_at: at } = rows[0] ?? {};
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${at})`,
    );
  });

  it("notices a clock that is minutes ahead of the database's and Stripe's, or behind", async () => {
    const now = Date.now;
    for (const [minutes, how] of [
      [6, /ahead of/],
      [-6, /behind/],
    ] as const) {
      vi.spyOn(Date, "now").mockImplementation(() => now() + minutes * 60_000);
      for (const found of [await checkDatabase(), await checkKeys()]) {
        expect(codes(found)).toEqual(["clock_skew"]);
        expect(of("wrong", found)[0]).toMatch(how);
      }
      vi.restoreAllMocks();
    }
  });

  it("asks Stripe with the secret key", async () => {
    expect(codes(await checkKeys())).toEqual([]);
    await control("/faults", { method: "GET", path: "/v1/products", times: 3, kind: "500" });
    expect(codes(await checkKeys())).toEqual(["stripe_failed"]);
    const refused = new Stripe.errors.StripeAuthenticationError({ message: "no", type: "api_error" });
    const asking = vi.spyOn(storesStripe().products, "list").mockRejectedValue(refused);
    expect(codes(await checkKeys())).toEqual(["key_refused"]);
    asking.mockRejectedValue(new Stripe.errors.StripePermissionError({ message: "no", type: "api_error" }));
    expect(codes(await checkKeys())).toEqual(["key_lacks_permission"]);
  });

  it("notices that something changed the API version on the way", async () => {
    const list = storesStripe().products.list.bind(storesStripe().products);
    const changed = async () => {
      const page = await list({ limit: 1 });
      page.lastResponse.apiVersion = "2025-03-31.basil";
      return page;
    };
    vi.spyOn(storesStripe().products, "list").mockImplementation(() => changed() as ReturnType<typeof list>);
    expect(codes(await checkKeys())).toEqual(["api_version"]);
  });

  it("notices a publishable key of another account, by a payment of this one", async () => {
    expect(of("note", await checkKeys())[0]).toContain("once there is a payment");
    await stripe.paymentIntents.create({ amount: 500, currency: "eur" });
    expect(of("right", await checkKeys())).toContainEqual(expect.stringContaining("the same account"));
    await setSettings({ STRIPE_PUBLISHABLE_KEY: "pk_test_of_another_account" });
    expect(codes(await checkKeys())).toEqual(["keys_differ"]);
  });

  it("notices that the preview is wanted, and that the account does not have it; and makes nothing", async () => {
    await setSettings({ STRIPE_DYNAMIC_DISCOUNTS: "preview" });
    expect(codes(await checkPreview())).toEqual(["preview_missing"]);
    await setSettings({ STRIPE_DYNAMIC_DISCOUNTS: "auto" });
    expect(await checkPreview()).toMatchObject([{ state: "note" }]);
    await control("/account", { dynamic_discounts_preview: true });
    expect(await checkPreview()).toMatchObject([{ state: "right" }]);
    await setSettings({ STRIPE_DYNAMIC_DISCOUNTS: "line_items" });
    expect(await checkPreview()).toEqual([]);
    expect((await stripe.checkout.sessions.list()).data).toEqual([]);
  });

  it("notices an endpoint that is missing, lacks events, has another version or is switched off", async () => {
    const url = "http://localhost:3000/api/webhooks/stripe";
    expect(of("wrong", await checkEndpoint())[0]).toContain("is missing in Stripe: npm run setup:stripe");
    const { id } = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ["checkout.session.completed"],
    });
    const [lacks, version] = of("wrong", await checkEndpoint());
    expect(codes(await checkEndpoint())).toEqual(["endpoint_events", "endpoint_version"]);
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
    expect(codes(await checkEndpoint())).toEqual(["endpoint_off"]);
  });

  it("notices that Stripe's last event was not delivered", async () => {
    for (const { id } of (await stripe.webhookEndpoints.list()).data) await stripe.webhookEndpoints.del(id);
    const url = "http://localhost:3000/api/webhooks/stripe";
    await stripe.webhookEndpoints.create({
      url,
      enabled_events: [...HANDLED_EVENTS],
      api_version: STRIPE_API_VERSION,
    });
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    if (!event) throw new Error("no event");
    expect(of("note", await checkEndpoint())[0]).toContain("no payment yet");
    const listed = vi.spyOn(storesStripe().events, "list");
    const answer = (pending: number) =>
      listed.mockResolvedValue({
        data: [{ ...event, type: "payment_intent.succeeded", pending_webhooks: pending }],
      } as never);
    answer(1);
    expect(codes(await checkEndpoint())).toEqual(["delivery_failed"]);
    answer(0);
    expect(of("right", await checkEndpoint())[1]).toContain("payment_intent.succeeded");
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
    await setSettings({ MAIL_FROM: "Shop <orders@shop.example>" });
    expect(of("wrong", await checkMail())[0]).toContain("MAIL_FROM");
    await smtp.close();
    expect(of("wrong", await checkMail())[0]).toContain("signing in at the mail server failed");
  });

  it("notices a folder for e-mails that can't be written to", async () => {
    await setSettings({ MAIL_DIR: "/dev/null/mail" });
    expect(codes(await checkMail())).toEqual(["mail_folder"]);
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
    await db.update(variants).set({ unitAmount: 4_321 }).where(eq(variants.sku, "KC-MUG"));
    expect(of("wrong", await checkCatalogue())).toEqual([
      "1 prices differ from Stripe's: KC-MUG: npm run catalog:sync",
    ]);
    await syncCatalog(db, stripe);
    expect(isRight(await checkCatalogue())).toBe(true);
    expect(of("wrong", await checkDemonstration())[0]).toContain("ALLFREE");
    await setSettings({ LOCAL_DEMO: true });
    expect(of("note", await checkDemonstration())[0]).toContain("ALLFREE");
  });
});
