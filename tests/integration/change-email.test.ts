import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createEmailChangeCode } from "@/lib/auth/email-change-code.server";
import { createCode } from "@/lib/auth/secrets.server";
import { signInByCode } from "@/lib/auth/sign-in.server";
import { type CustomerId, newCustomerId } from "@/lib/base/ids";
import { askForEmailChange, changeEmail } from "@/lib/customers/change-email.server";
import { claimForAccount } from "@/lib/customers/claim-orders.server";
import { deleteAccount } from "@/lib/customers/profile.server";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { customers, orders, outboxJobs, rateLimits, signInSecrets, signInSessions } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const { stripe } = await testStripe();
const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => db.delete(outboxJobs));

const NO_HEADERS = new Headers();
const LATER = new Date(Date.now() + 11 * 60_000);

let addresses = 0;
const newAddress = () => `shopper.${++addresses}@example.com`;

type Account = { id: CustomerId; email: string; signInToken: string };

async function newAccount(locale: "en" | "fr" = "en"): Promise<Account> {
  const id = newCustomerId();
  const email = newAddress();
  await db.insert(customers).values({ id, email, locale, emailVerified: true });
  for (const token of [`${id} here`, `${id} elsewhere`]) {
    await db.insert(signInSessions).values({ id: token, customerId: id, token, expiresAt: LATER });
  }
  return { id, email, signInToken: `${id} here` };
}

const ask = (account: Account, typed: string) => askForEmailChange(db, account, typed, NO_HEADERS);
const prove = (account: Account, email: string, code: string, now?: Date) =>
  changeEmail(db, { customerId: account.id, email, code, signInToken: account.signInToken }, now);
const codeFor = (account: Account, email: string) => createEmailChangeCode(db, account.id, email);
const askedFor = (email: string) => ({ email, browser: "" });
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");
const stored = async (id: CustomerId) => (await db.select().from(customers).where(eq(customers.id, id)))[0];
const mailTo = async (email: string) => (await listFiledMail(mailDir)).filter(({ to }) => to === email);

describe("asking for another e-mail address", () => {
  it("sends a code to the new address in the account's language, and changes nothing yet", async () => {
    const account = await newAccount("fr");
    const email = newAddress();
    expect(await ask(account, ` ${email.toUpperCase()} `)).toEqual({ ok: true, email });
    const [job] = await db.select().from(outboxJobs);
    expect(JSON.stringify(job)).not.toMatch(/\b\d{6}\b/);
    await drainOutbox();
    expect(await db.select().from(outboxJobs)).toEqual([]);

    const [mail] = await mailTo(email);
    const code = mail?.subject.match(/^\d{6}/)?.[0] ?? "";
    expect(mail?.subject).toBe(`${code}\u00a0: confirmez votre nouvelle adresse e-mail`);
    expect(mail?.text).toContain(`\n${code}\n`);
    expect(mail?.html).toContain(code);
    expect(await mailTo(account.email)).toEqual([]);
    expect((await stored(account.id))?.email).toBe(account.email);
    expect(await prove(account, email, code)).toEqual({ ok: true, email });
  });

  it("is refused for an invalid address, and for the account's own", async () => {
    const account = await newAccount();
    for (const typed of ["", "ada", "ada@", "a b@example.com", `${"a".repeat(250)}@example.com`]) {
      expect(await ask(account, typed)).toEqual({ ok: false, code: "email_invalid" });
    }
    expect(await ask(account, account.email.toUpperCase())).toEqual({ ok: false, code: "email_same" });
    expect(await db.select().from(outboxJobs)).toEqual([]);
  });

  it("takes the same work and gives the same answer for an address that another account has", async () => {
    const account = await newAccount();
    const { email: taken } = await newAccount();
    const free = newAddress();
    expect(await ask(account, taken)).toEqual({ ok: true, email: taken });
    expect(await ask(account, free)).toEqual({ ok: true, email: free });
    const jobs = await db.select().from(outboxJobs);
    expect(jobs.map(({ effect, payload }) => [effect, Object.keys(payload).sort()])).toEqual(
      Array(2).fill(["email.confirm_address", ["customerId", "email"]]),
    );
    await drainOutbox();
    expect(await mailTo(taken)).toHaveLength(1);
    expect(await mailTo(free)).toHaveLength(1);
  });

  it("is limited to six e-mails per account and twelve per mailbox in ten minutes", async () => {
    const account = await newAccount();
    for (let time = 0; time < 6; time += 1) expect((await ask(account, newAddress())).ok).toBe(true);
    expect(await ask(account, newAddress())).toMatchObject({ ok: false, limit: "accountMail" });
    const victim = newAddress();
    for (let time = 0; time < 12; time += 1) expect((await ask(await newAccount(), victim)).ok).toBe(true);
    expect(await ask(await newAccount(), victim)).toMatchObject({ ok: false, limit: "signInMail" });
    expect(JSON.stringify(await db.select().from(rateLimits))).not.toContain(victim);
  });

  it("sends nothing when it is too late or the account is deleted", async () => {
    const [late, gone] = [await newAccount(), await newAccount()];
    const [one, two] = [newAddress(), newAddress()];
    await ask(late, one);
    await db.update(outboxJobs).set({ createdAt: new Date(Date.now() - 11 * 60_000) });
    await ask(gone, two);
    await deleteAccount(db, gone.id);
    await drainOutbox();
    expect(await db.select().from(outboxJobs)).toEqual([]);
    expect([...(await mailTo(one)), ...(await mailTo(two))]).toEqual([]);
  });
});

describe("the code for another e-mail address", () => {
  it("works once, also when it is sent twice at the same time, and a second click changes nothing", async () => {
    const account = await newAccount();
    const email = newAddress();
    const code = await codeFor(account, email);
    const results = await Promise.all(Array.from({ length: 8 }, () => prove(account, email, code)));
    expect(results).toEqual(Array(8).fill({ ok: true, email }));
    const notices = await db.select().from(outboxJobs).where(eq(outboxJobs.effect, "email.address_changed"));
    expect(notices).toHaveLength(1);
  });

  it("stops working after five wrong tries, also at once, even for the right code", async () => {
    const account = await newAccount();
    const email = newAddress();
    const code = await codeFor(account, email);
    const tries = await Promise.all(Array.from({ length: 5 }, () => prove(account, email, wrong(code))));
    expect(tries).toEqual(Array(5).fill({ ok: false, code: "code_wrong" }));
    expect(await prove(account, email, code)).toEqual({ ok: false, code: "too_many_attempts" });
    expect((await stored(account.id))?.email).toBe(account.email);
    expect(await prove(account, email, await codeFor(account, email))).toMatchObject({ ok: true });
  });

  it("expires after ten minutes", async () => {
    const account = await newAccount();
    const email = newAddress();
    const code = await codeFor(account, email);
    expect(await prove(account, email, code, LATER)).toEqual({ ok: false, code: "code_expired" });
    expect(await prove(account, email, code)).toMatchObject({ ok: true });
  });

  it("verifies one address for one account, and only the newest works", async () => {
    const [mine, other] = [await newAccount(), await newAccount()];
    const [email, second] = [newAddress(), newAddress()];
    const code = await codeFor(mine, email);
    expect(await prove(other, email, code)).toEqual({ ok: false, code: "code_wrong" });
    expect(await prove(mine, second, code)).toEqual({ ok: false, code: "code_wrong" });
    const newer = await codeFor(mine, second);
    expect(await prove(mine, email, code)).toEqual({ ok: false, code: "code_wrong" });
    expect(await prove(mine, second, newer)).toMatchObject({ ok: true });
  });

  it("does not sign in, nor does a sign-in code change an address", async () => {
    const account = await newAccount();
    const email = newAddress();
    const code = await codeFor(account, email);
    expect(await signInByCode(askedFor(email), code, NO_HEADERS)).toMatchObject({ ok: false });
    const signIn = await createCode(askedFor(email));
    if (signIn !== code) expect(await prove(account, email, signIn)).toMatchObject({ ok: false });
  });

  it("is stored as a hash only, without the address, and deleted with the account", async () => {
    const account = await newAccount();
    const email = newAddress();
    const code = await codeFor(account, email);
    const mine = eq(signInSecrets.identifier, `email-change-${account.id}`);
    const rows = await db.select().from(signInSecrets).where(mine);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(email);
    await deleteAccount(db, account.id);
    expect(await db.select().from(signInSecrets).where(mine)).toEqual([]);
  });

  it("may be tried twenty times in ten minutes, whatever the address", async () => {
    const account = await newAccount();
    for (let time = 0; time < 20; time += 1) await prove(account, newAddress(), "123456");
    const email = newAddress();
    const code = await codeFor(account, email);
    expect(await prove(account, email, code)).toMatchObject({ ok: false, code: "rate_limited" });
  });
});

describe("an account whose e-mail address has changed", () => {
  it("ends its other sessions, informs the old address, and signs in by the new one", async () => {
    const account = await newAccount("fr");
    const email = newAddress();
    await prove(account, email, await codeFor(account, email));
    const left = await db.select().from(signInSessions).where(eq(signInSessions.customerId, account.id));
    expect(left.map(({ token }) => token)).toEqual([account.signInToken]);
    await drainOutbox();
    const [notice] = await mailTo(account.email);
    expect(notice?.subject).toBe("L’adresse e-mail de votre compte a changé");
    expect(notice?.text).not.toContain(email);
    expect(notice?.html).not.toContain(email);
    expect(await signInByCode(askedFor(email), await createCode(askedFor(email)), NO_HEADERS)).toEqual({
      ok: true,
      customerId: account.id,
    });
    const old = askedFor(account.email);
    const again = await signInByCode(old, await createCode(old), NO_HEADERS);
    expect(again.ok && again.customerId).not.toBe(account.id);
  });

  it("has the new address at Stripe", async () => {
    const account = await newAccount();
    const stripeCustomerId = await ensureStripeCustomer(account.id);
    const email = newAddress();
    await prove(account, email, await codeFor(account, email));
    await drainOutbox();
    expect(await stripe.customers.retrieve(stripeCustomerId)).toMatchObject({ email });
  });

  it("gets the guest's orders with that address, and keeps those it had", async () => {
    const account = await newAccount();
    const { id: other } = await newAccount();
    const email = newAddress();
    const place = async (facts: Partial<typeof orders.$inferInsert>) => {
      const { id } = await insertOrder(db);
      await db.update(orders).set(facts).where(eq(orders.id, id));
      return id;
    };
    const owner = async (id: Awaited<ReturnType<typeof place>>) =>
      (await db.select().from(orders).where(eq(orders.id, id)))[0]?.customerId;
    const guest = await place({ email: email.toUpperCase(), status: "paid" });
    const before = await place({ email: account.email, customerId: account.id, status: "paid" });
    const others = await place({ email, customerId: other, status: "paid" });
    await prove(account, email, wrong(await codeFor(account, email)));
    expect(await owner(guest)).toBeNull();
    await prove(account, email, await codeFor(account, email));
    expect(await owner(guest)).toBe(account.id);
    expect(await owner(before)).toBe(account.id);
    expect(await owner(others)).toBe(other);
  });

  it("does not block orders that are being settled at the same time", async () => {
    const account = await newAccount();
    const email = newAddress();
    const placed = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const { id } = await insertOrder(db);
        const mine = index % 2 === 0;
        await db
          .update(orders)
          .set({ email: mine ? account.email : email })
          .where(eq(orders.id, id));
        return id;
      }),
    );
    const settling = placed.map((id) =>
      db.transaction(async (tx) => {
        await tx.select().from(orders).where(eq(orders.id, id)).for("update");
        await claimForAccount(tx, id);
        await tx.update(orders).set({ status: "paid" }).where(eq(orders.id, id));
      }),
    );
    const code = await codeFor(account, email);
    const [changed] = await Promise.all([prove(account, email, code), ...settling]);
    expect(changed).toEqual({ ok: true, email });
  });
});

describe("an address that another account has", () => {
  it("is refused once its code is right; nothing is merged, and the code is used up", async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    const order = await insertOrder(db);
    await db.update(orders).set({ email: other.email }).where(eq(orders.id, order.id));
    const code = await codeFor(account, other.email);
    expect(await prove(account, other.email, wrong(code))).toEqual({ ok: false, code: "code_wrong" });
    expect(await prove(account, other.email, code)).toEqual({ ok: false, code: "email_taken" });
    expect(await prove(account, other.email, code)).toEqual({ ok: false, code: "code_wrong" });
    expect((await stored(account.id))?.email).toBe(account.email);
    expect((await stored(other.id))?.email).toBe(other.email);
    expect((await db.select().from(orders).where(eq(orders.id, order.id)))[0]?.customerId).toBeNull();
    expect(
      await db.select().from(signInSessions).where(eq(signInSessions.customerId, account.id)),
    ).toHaveLength(2);
    expect(await db.select().from(outboxJobs)).toEqual([]);
  });

  it("is given to one of two accounts that verify it at the same time", async () => {
    const [one, two] = [await newAccount(), await newAccount()];
    const email = newAddress();
    const [first, second] = [await codeFor(one, email), await codeFor(two, email)];
    const results = await Promise.all([prove(one, email, first), prove(two, email, second)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, code: "email_taken" });
  });
});
