import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { askForSignInEmail } from "@/lib/auth/ask-for-email.server";
import { createSecrets } from "@/lib/auth/secrets.server";
import { signInByCode, signInByLink } from "@/lib/auth/sign-in.server";
import { parseEmail } from "@/lib/base/email-address";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import { confirmInput } from "@/lib/checkout/payment-element/input";
import { askForEmailChange } from "@/lib/customers/change-email.server";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { customers, orders } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe, url, payByCard } = await testStripe();
const { begin } = paymentShop(db, url);
const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

const browser = new Headers();

/** As a shopper types it, and as the store keeps it. */
const TYPED = "Ada@Пример.РФ";
const KEPT = "ada@xn--e1afmkfd.xn--p1ai";

async function signIn(email: string): Promise<CustomerId> {
  const asked = { email, browser: "" };
  const signedIn = await signInByCode(asked, (await createSecrets(asked)).code, browser);
  if (!signedIn.ok) throw new Error(signedIn.code);
  return signedIn.customerId;
}

async function newCart() {
  const [mug] = await stockedVariants(db, stripe, [100]);
  if (!mug) throw new Error("no variant");
  return shopperOf(await cartWith(db, [[mug, 1]]));
}

const ownerAndEmail = async (id: OrderId) => {
  const [order] = await db.select().from(orders).where(eq(orders.id, id));
  return { email: order?.email, customerId: order?.customerId };
};

describe("an e-mail address in an international domain", () => {
  it("signs in by code and by link, to one account", async () => {
    const customerId = await signIn(KEPT);
    const { token } = await createSecrets({ email: KEPT, browser: "" });
    expect(await signInByLink(token, browser)).toEqual({ ok: true, customerId });
    expect(await signInByLink(token, browser)).toEqual({ ok: false, code: "link_invalid" });
    expect(await db.select().from(customers).where(eq(customers.email, KEPT))).toHaveLength(1);
  });

  it("gets e-mails in the form that every mail server accepts", async () => {
    await askForSignInEmail({ email: KEPT, browser: "" }, "en", "");
    await drainOutbox();
    const [mail] = await listFiledMail(mailDir);
    expect(mail?.to).toBe(KEPT);
  });

  it("can be used for orders on every surface, and its guest orders join the account", async () => {
    const customerId = await signIn(KEPT);
    for (const surface of ["embedded", "elements"] as const) {
      const started = await startSession({ surface, shopper: await newCart(), locale: "en" });
      if (!started.ok) throw new Error(started.code);
      await payByCard(started.clientSecret, undefined, undefined, TYPED);
      expect(await settleOrder(started.orderId)).toBe("paid");
      expect(await ownerAndEmail(started.orderId)).toEqual({ email: KEPT, customerId });
    }
    const { email } = confirmInput.parse({
      confirmationTokenId: "ctoken_1",
      orderId: "ord_1",
      email: ` ${TYPED}\u200b`,
    });
    expect(email).toBe(KEPT);
    const checkout = await begin(await newCart());
    await checkout.pays({ email: KEPT });
    expect(await ownerAndEmail(checkout.orderId)).toEqual({ email: KEPT, customerId });
  });

  it("is stored in the same form at Stripe", async () => {
    const stripeCustomerId = await ensureStripeCustomer(await signIn(KEPT));
    expect(await stripe.customers.retrieve(stripeCustomerId)).toMatchObject({ email: KEPT });
  });

  it("can replace another, typed in any of its forms, and is recognised as the account's own", async () => {
    const id = await signIn("ada.first@example.com");
    const account = { id, email: "ada.first@example.com" };
    const asked = { ok: true, email: "ada@xn--bcher-kva.example" };
    for (const typed of ["ada@bücher.example", "Ada@BÜCHER.example", "ada@xn--bcher-kva.example"]) {
      expect(await askForEmailChange(db, account, typed, browser)).toEqual(asked);
      const own = { id, email: asked.email };
      expect(await askForEmailChange(db, own, typed, browser)).toEqual({ ok: false, code: "email_same" });
    }
    expect(await askForEmailChange(db, account, "аda@example.com", browser)).toEqual({
      ok: false,
      code: "email_unsupported",
    });
  });

  it("that only looks like another has an account of its own", async () => {
    const look = parseEmail("ada@p\u0430ypal.example");
    if (!look.ok) throw new Error(look.code);
    expect(await signIn(look.email)).not.toBe(await signIn("ada@paypal.example"));
  });
});
