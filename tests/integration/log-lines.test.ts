import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { POST as typeSignInCode } from "@/app/api/auth/code/route";
import { POST as askForEmail } from "@/app/api/auth/email/route";
import { POST as startEmbedded } from "@/app/api/checkout/embedded/route";
import { POST as confirm } from "@/app/api/checkout/payment/confirm/route";
import { POST as confirmFree } from "@/app/api/checkout/payment/confirm-free/route";
import { POST as typeCode } from "@/app/api/checkout/payment/discounts/promotion-code/route";
import { POST as startPayment } from "@/app/api/checkout/payment/route";
import { GET as cron } from "@/app/api/cron/route";
import { GET as orderState } from "@/app/api/orders/[id]/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { keepValuesOutOfLog } from "@/lib/base/safe-console";
import { env } from "@/lib/config/env";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { visitor } from "@/tests/support/visitor";

// The log as production writes it; the rest of the store stays as in all tests.
await vi.hoisted(async () => {
  const { NODE_ENV } = process.env;
  Object.assign(process.env, { NODE_ENV: "production", LOG: "debug" });
  await import("@/lib/base/log.server");
  Object.assign(process.env, { NODE_ENV });
  delete process.env.LOG;
});
vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url, payByCard, eventsOf, control } = await testStripe();
const { token } = paymentShop(db, url);
await testMailbox();

const line = z.looseObject({
  level: z.enum(["debug", "info", "warn", "error"]),
  time: z.iso.datetime(),
  msg: z.string(),
});

const written: string[] = [];
beforeAll(async () => {
  await insertDemoDiscounts(db);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const { log } = await import("@/lib/base/log.server");
  keepValuesOutOfLog(console, log);
});
const { error, warn } = console;
afterAll(() => {
  Object.assign(console, { error, warn });
  vi.restoreAllMocks();
});
beforeEach(() => {
  written.length = 0;
});

const PERSON = {
  email: "secret.person@example.com",
  name: "Secretia Personne",
  street: "17 Hidden Lane",
  city: "Hiddenville",
  address: "203.0.113.77",
  browser: "SecretBrowser/7",
};

/** All lines since the test began. */
function lines(...secrets: string[]) {
  const all = written.join("");
  const { STRIPE_SECRET_KEY, CART_SECRET, AUTH_SECRET, CRON_SECRET, STRIPE_WEBHOOK_SECRET } = env();
  const ours = [STRIPE_SECRET_KEY, CART_SECRET, AUTH_SECRET, CRON_SECRET, ...STRIPE_WEBHOOK_SECRET];
  for (const secret of [...Object.values(PERSON), "Secretia", "Ada Lovelace", "75002", ...ours, ...secrets]) {
    expect(all.toLowerCase()).not.toContain(secret.toLowerCase());
  }
  return all
    .split("\n")
    .filter(Boolean)
    .map((text) => line.parse(JSON.parse(text)));
}

async function shopper() {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  return visitor(PERSON.address, { cartId: await cartWith(db, [[mug, 1]]) });
}

const where = {
  line1: PERSON.street,
  line2: null,
  city: PERSON.city,
  state: null,
  postalCode: "75002",
  country: "FR",
};

describe("every line is JSON without a person, and a request has one line of its own", () => {
  it("when cards are declined and accepted on the Payment Element", async () => {
    const is = await shopper();
    const { body } = await is.posts(startPayment, {});
    const { orderId, amount } = { orderId: String(body.orderId), amount: Number(body.amount) };
    const pays = async (number: string) => {
      const confirmationTokenId = await token({ amount, email: PERSON.email, number });
      return is.posts(confirm, { orderId, confirmationTokenId, email: PERSON.email });
    };
    const declined = await pays(CARDS.declined);
    const paid = await pays(CARDS.success);
    expect([declined.status, paid.status]).toEqual([402, 200]);
    const requests = lines(String(paid.body.clientSecret ?? "no client secret")).filter(
      ({ ms }) => ms !== undefined,
    );
    expect(requests).toMatchObject([
      { level: "info", method: "POST", status: 200, orderId },
      { level: "info", method: "POST", status: 402, code: "card_declined" },
      { level: "info", method: "POST", status: 200 },
    ]);
    expect(new Set(requests.map(({ request }) => request)).size).toBe(3);
  });

  it("when an order costs nothing, and takes a name and an address", async () => {
    const is = await shopper();
    const orderId = String((await is.posts(startPayment, {})).body.orderId);
    await is.posts(typeCode, { orderId, code: "ALLFREE" });
    const { email, name } = PERSON;
    const free = await is.posts(confirmFree, { orderId, email, name, address: where });
    expect(free.status).toBe(200);
    expect(lines("ALLFREE").filter(({ ms }) => ms !== undefined)).toHaveLength(3);
  });

  it("when somebody signs in by a code", async () => {
    const is = visitor(PERSON.address);
    await is.sendsForm(askForEmail, { email: PERSON.email });
    await drainOutbox();
    const [mail] = await mailsTo(PERSON.email);
    const code = mail?.subject.match(/\d{6}/)?.[0] ?? "no code";
    await is.sendsForm(typeSignInCode, { code: "000000" });
    await is.sendsForm(typeSignInCode, { code });
    expect(lines(code).filter(({ ms }) => ms !== undefined)).toHaveLength(3);
  });

  it("when Stripe tells of a payment, and a job fails", async () => {
    const is = await shopper();
    const { body } = await is.posts(startEmbedded, {});
    const orderId = String(body.orderId);
    const clientSecret = String(body.clientSecret);
    await payByCard(clientSecret, CARDS.success, { country: "FR", line1: PERSON.street }, PERSON.email);
    const events = await eventsOf(orderId);
    const completed = events.find(({ type }) => type === "checkout.session.completed");
    const [secret = ""] = env().STRIPE_WEBHOOK_SECRET;
    const deliver = (payload: string) => {
      const signature = storesStripe().webhooks.generateTestHeaderString({ payload, secret });
      const headers = {
        "stripe-signature": signature,
        "user-agent": PERSON.browser,
        "x-request-id": "proxy-gave-this-one",
      };
      return webhook(
        new Request(`${env().STORE_URL}/api/webhooks/stripe`, { method: "POST", headers, body: payload }),
      );
    };
    await control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });
    for (const event of events) await deliver(JSON.stringify(event));
    const work = vi.spyOn(await import("@/lib/email/send-mail.server"), "sendMail");
    work.mockRejectedValueOnce(new Error(`550 no mailbox ${PERSON.email}`));
    await drainOutbox();
    const found = lines(clientSecret);
    expect(found).toContainEqual(
      expect.objectContaining({
        level: "error",
        request: "proxy-gave-this-one",
        eventId: completed?.id,
        eventType: "checkout.session.completed",
        msg: expect.stringContaining("failed"),
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        msg: "POST /api/webhooks/stripe 200",
        eventType: "payment_intent.succeeded",
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        level: "error",
        orderId,
        effect: expect.any(String),
        jobId: expect.any(Number),
        tries: 1,
      }),
    );
  });

  it("when the cron comes, and when an address has an id or a secret in it", async () => {
    await cron(
      new Request(`${env().STORE_URL}/api/cron?scope=due`, {
        headers: { authorization: `Bearer ${env().CRON_SECRET}`, "x-forwarded-for": PERSON.address },
      }),
    );
    const id = "ord_0123456789abcdef";
    const request = new Request(`${env().STORE_URL}/api/orders/${id}?key=s3cr3t-key`);
    await visitor(PERSON.address).does(() => orderState(request, { params: Promise.resolve({ id }) }));
    const requests = lines("s3cr3t").filter(({ ms }) => ms !== undefined);
    expect(requests).toMatchObject([
      { msg: "GET /api/cron 200", route: "/api/cron" },
      { route: "/api/orders/[id]", status: expect.any(Number) },
    ]);
  });

  it("when something throws that is no error of the shopper's", async () => {
    const is = await shopper();
    const failing = vi.spyOn(await import("@/lib/db/client"), "db").mockImplementation(() => {
      throw new Error(`no connection for ${PERSON.email}`);
    });
    await expect(is.posts(startPayment, {})).rejects.toThrow();
    failing.mockRestore();
    expect(lines().filter(({ ms }) => ms !== undefined)).toMatchObject([
      { level: "error", status: 500, msg: "POST /api failed: Error: no connection for …@…" },
    ]);
  });
});
