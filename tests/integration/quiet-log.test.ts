import { inspect } from "node:util";
import { eq, sql } from "drizzle-orm";
import { error as logOfNext } from "next/dist/build/output/log";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as askForOtherEmail } from "@/app/api/account/email/route";
import { POST as typeSignInCode } from "@/app/api/auth/code/route";
import { POST as askForEmail } from "@/app/api/auth/email/route";
import { POST as startEmbedded } from "@/app/api/checkout/embedded/route";
import { POST as confirm } from "@/app/api/checkout/payment/confirm/route";
import { POST as confirmFree } from "@/app/api/checkout/payment/confirm-free/route";
import { POST as typeCode } from "@/app/api/checkout/payment/discounts/promotion-code/route";
import { POST as startPayment } from "@/app/api/checkout/payment/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { saveAddressForm } from "@/lib/account/actions";
import { auth } from "@/lib/auth/auth.server";
import { createLinkToken } from "@/lib/auth/secrets.server";
import { keepValuesOutOfLog } from "@/lib/base/safe-console";
import { env } from "@/lib/config/env";
import { carts, outboxJobs, webhookEvents } from "@/lib/db/schema";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { browser } from "@/tests/support/browser-cookies";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { testStripe } from "@/tests/support/local-stripe";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url, payByCard, eventsOf } = await testStripe();
const { token } = paymentShop(db, url);
await testMailbox();
beforeAll(() => insertDemoDiscounts(db));

const METHODS = ["log", "info", "debug", "warn", "error"] as const;
const printed: string[] = [];
const originals = METHODS.map((method) => [method, console[method]] as const);
beforeAll(() => {
  for (const method of METHODS) {
    console[method] = (...args: unknown[]) => {
      printed.push(
        args.map((arg) => (typeof arg === "string" ? arg : inspect(arg, { depth: 20 }))).join(" "),
      );
    };
  }
  // As the server does when it starts.
  keepValuesOutOfLog(console);
});
afterAll(() => {
  for (const [method, original] of originals) console[method] = original;
});

/** What a shopper told, that nobody may read in a log. */
const EMAIL = "secret.person@example.com";
const NAME = "Secretia Personne";
const STREET = "17 Hidden Lane";
const CODE = "OWNCODE77";

const addressInFrance = {
  line1: STREET,
  line2: null,
  city: "Paris",
  state: null,
  postalCode: "75002",
  country: "FR",
};

const query = (statement: string) => db.execute(sql.raw(statement));

/** With a database that refuses, what is printed. What a handler throws is printed by Next. */
async function printedWith(breaks: string, mends: string, work: () => Promise<unknown>): Promise<string> {
  printed.length = 0;
  await query(breaks);
  try {
    await work();
  } catch (error) {
    logOfNext(error);
  } finally {
    await query(mends);
  }
  return printed.join("\n");
}

/** A constraint that every new row, or every changed one, breaks. */
const refusing = (table: string, check: string) =>
  [
    `alter table ${table} add constraint refuses_all check (${check}) not valid`,
    `alter table ${table} drop constraint refuses_all`,
  ] as const;

async function newCart() {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  return cartWith(db, [[mug, 1]]);
}

async function atPayment() {
  const is = visitor("203.0.113.7", { cartId: await newCart() });
  const { body } = await is.posts(startPayment, {});
  return { is, orderId: String(body.orderId), amount: Number(body.amount) };
}

async function signIn(): Promise<void> {
  const { headers } = await auth().api.magicLinkVerify({
    query: { token: await createLinkToken(EMAIL) },
    headers: new Headers(),
    returnHeaders: true,
  });
  const [name = "", value = ""] = headers.get("set-cookie")?.split(";")[0]?.split("=") ?? [];
  browser.clear();
  browser.cookies.set(name, decodeURIComponent(value));
}

function expectQuiet(log: string, names: readonly (string | RegExp)[], secrets: readonly string[]): void {
  for (const name of names) expect(log).toMatch(name);
  for (const secret of [EMAIL, NAME, STREET, CODE, "Secretia", "hidden lane", ...secrets]) {
    expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
  }
}

const CHECK = [/DrizzleQueryError/, "23514", "refuses_all"] as const;

describe("a failed query is logged with its kind, and without its values", () => {
  it("when a checkout starts", async () => {
    const cartId = await newCart();
    await db
      .update(carts)
      .set({ promotionCodes: [CODE] })
      .where(eq(carts.id, cartId));
    const is = visitor("203.0.113.7", { cartId });
    const log = await printedWith(
      "alter table order_quotes rename column asked to asked_before",
      "alter table order_quotes rename column asked_before to asked",
      () => is.posts(startEmbedded, {}),
    );
    expectQuiet(log, [/DrizzleQueryError/, "42703", "order_quotes"], [cartId]);
  });

  it("when a discount code is typed", async () => {
    const { is, orderId } = await atPayment();
    const log = await printedWith(
      "alter table discount_rules rename column code to coded",
      "alter table discount_rules rename column coded to code",
      () => is.posts(typeCode, { orderId, code: CODE }),
    );
    expectQuiet(log, [/DrizzleQueryError/, "42703", "discount_rules"], []);
  });

  it("when the e-mail address of an order changes, as it is paid", async () => {
    const { is, orderId, amount } = await atPayment();
    const confirmationTokenId = await token({ amount, email: EMAIL });
    const log = await printedWith(...refusing("orders", "email is null"), () =>
      is.posts(confirm, { orderId, confirmationTokenId, email: EMAIL }),
    );
    expectQuiet(log, ["23514", "refuses_all", "orders"], []);
  });

  it("when an order that costs nothing takes a name and an address", async () => {
    const { is, orderId } = await atPayment();
    await is.posts(typeCode, { orderId, code: "ALLFREE" });
    const log = await printedWith(...refusing("orders", "shipping_name is null"), () =>
      is.posts(confirmFree, { orderId, email: EMAIL, name: NAME, address: addressInFrance }),
    );
    expectQuiet(log, ["23514", "refuses_all", "orders"], []);
  });

  it("when somebody requests a sign-in e-mail, and when that is sent", async () => {
    const is = visitor("203.0.113.7");
    const asking = await printedWith(...refusing("outbox_jobs", "false"), () =>
      is.sendsForm(askForEmail, { email: EMAIL }),
    );
    expectQuiet(asking, [...CHECK, "outbox_jobs"], []);
    await is.sendsForm(askForEmail, { email: EMAIL });
    const sending = await printedWith(...refusing("sign_in_secrets", "false"), () => drainOutbox());
    expectQuiet(sending, [...CHECK, "sign_in_secrets"], []);
    const [job] = await db.select({ lastError: outboxJobs.lastError }).from(outboxJobs);
    expectQuiet(String(job?.lastError), CHECK, []);
    await db.delete(outboxJobs);
  });

  it("when somebody signs in for the first time", async () => {
    const is = visitor("203.0.113.8");
    await is.sendsForm(askForEmail, { email: EMAIL });
    await drainOutbox();
    const [mail] = await mailsTo(EMAIL);
    const code = mail?.subject.match(/\d{6}/)?.[0] ?? "";
    const log = await printedWith(...refusing("customers", "false"), () =>
      is.sendsForm(typeSignInCode, { code }),
    );
    expectQuiet(log, ["23514", "refuses_all", "customers"], [code]);
  });

  it("when an account saves an address, and when it requests another e-mail address", async () => {
    await signIn();
    const form = new FormData();
    const { line1, city, postalCode, country } = addressInFrance;
    const fields = { locale: "en", name: NAME, line1, city, postalCode, country };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const saving = await printedWith(...refusing("customer_addresses", "false"), () =>
      saveAddressForm({ problems: {}, values: {} }, form),
    );
    expectQuiet(saving, [...CHECK, "customer_addresses"], []);

    const origin = env().STORE_URL;
    const request = new Request(`${origin}/api/account/email`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ email: "other.secret@example.com" }),
    });
    const asking = await printedWith(...refusing("outbox_jobs", "false"), () => askForOtherEmail(request));
    expectQuiet(asking, [...CHECK, "outbox_jobs"], ["other.secret"]);
  });

  it("when Stripe's event is stored, and when it settles its order", async () => {
    const is = visitor("203.0.113.7", { cartId: await newCart() });
    const { body } = await is.posts(startEmbedded, {});
    const clientSecret = String(body.clientSecret);
    const contact = { country: "FR", line1: STREET };
    await payByCard(clientSecret, "4242424242424242", contact, EMAIL);
    const [event] = (await eventsOf(String(body.orderId))).filter(
      ({ type }) => type === "checkout.session.completed",
    );
    if (!event) throw new Error("no event");
    const payload = JSON.stringify(event);
    expect(payload).toContain(EMAIL);
    const [secret = ""] = env().STRIPE_WEBHOOK_SECRET;
    const deliver = () =>
      webhook(
        new Request(`${env().STORE_URL}/api/webhooks/stripe`, {
          method: "POST",
          headers: {
            "stripe-signature": storesStripe().webhooks.generateTestHeaderString({ payload, secret }),
          },
          body: payload,
        }),
      );
    const hidden = [clientSecret, "Ada Lovelace", "75002"];
    const storing = await printedWith(...refusing("webhook_events", "false"), deliver);
    expectQuiet(storing, [...CHECK, "webhook_events"], hidden);
    const settling = await printedWith(...refusing("orders", "customer_name is null"), deliver);
    expectQuiet(settling, [...CHECK, "orders"], hidden);
    const [stored] = await db.select({ lastError: webhookEvents.lastError }).from(webhookEvents);
    expectQuiet(String(stored?.lastError), CHECK, hidden);
  });
});
