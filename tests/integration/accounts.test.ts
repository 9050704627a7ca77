import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { askForSignInEmail } from "@/lib/auth/ask-for-email.server";
import * as secrets from "@/lib/auth/secrets.server";
import { signInByCode, signInByLink } from "@/lib/auth/sign-in.server";
import { customers, outboxJobs, signInSecrets, signInSessions } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

let addresses = 0;
const newAddress = () => `shopper.${++addresses}@example.com`;
const browser = new Headers({ "user-agent": "A browser" });
const asked = (email: string, of = "laptop") => ({ email, browser: of });
const createCode = (email: string, of?: string) => secrets.createCode(asked(email, of));
const createSecrets = (email: string) => secrets.createSecrets(asked(email));
const enter = (email: string, code: string, of?: string) => signInByCode(asked(email, of), code, browser);
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");
const accountOf = async (email: string) =>
  (await db.select().from(customers).where(eq(customers.email, email)))[0];
const expire = () => db.update(signInSecrets).set({ expiresAt: new Date(Date.now() - 1000) });

describe("a sign-in code", () => {
  it("creates an account with a verified e-mail the first time, and finds it again the next", async () => {
    const email = newAddress();
    const first = await enter(email, await createCode(email));
    expect(await accountOf(email)).toMatchObject({ emailVerified: true, name: "", tier: null });
    expect(await enter(email, await createCode(email))).toEqual(first);
    expect(await db.select().from(signInSessions)).toHaveLength(2);
  });

  it("works once, also when it is sent twice at the same time", async () => {
    const email = newAddress();
    const code = await createCode(email);
    const results = await Promise.all(Array.from({ length: 8 }, () => enter(email, code)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await enter(email, code)).toEqual({ ok: false, code: "code_wrong" });
  });

  it("stops working after five wrong tries, even for the right code", async () => {
    const email = newAddress();
    const code = await createCode(email);
    for (let time = 0; time < 5; time += 1) {
      expect(await enter(email, wrong(code))).toEqual({ ok: false, code: "code_wrong" });
    }
    expect(await enter(email, code)).toEqual({ ok: false, code: "too_many_attempts" });
    expect(await accountOf(email)).toBeUndefined();
  });

  it("expires after ten minutes", async () => {
    const email = newAddress();
    const code = await createCode(email);
    const [secret] = await db
      .select()
      .from(signInSecrets)
      .where(eq(signInSecrets.identifier, secrets.codesOf(email)));
    expect((secret?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    await expire();
    expect(await enter(email, code)).toEqual({ ok: false, code: "code_expired" });
  });

  it("does not work after another was sent, nor for another address", async () => {
    const email = newAddress();
    const [older, newer] = [await createCode(email), await createCode(email)];
    expect(await enter(newAddress(), newer)).toMatchObject({ ok: false });
    if (older !== newer) expect(await enter(email, older)).toMatchObject({ ok: false });
    expect(await enter(email, newer)).toMatchObject({ ok: true });
  });
});

describe("a sign-in code of one browser", () => {
  it("is neither ended nor used up by requests and tries of another browser for the same address", async () => {
    const email = newAddress();
    const mine = await createCode(email, "mine");
    const theirs = await createCode(email, "theirs");
    for (let time = 0; time < 6; time += 1) await enter(email, wrong(theirs), "theirs");
    expect(await enter(email, theirs, "theirs")).toEqual({ ok: false, code: "too_many_attempts" });
    if (mine !== theirs) expect(await enter(email, mine, "theirs")).toMatchObject({ ok: false });
    expect(await enter(email, mine, "mine")).toMatchObject({ ok: true });
  });
});

describe("a sign-in link", () => {
  it("works once, and ends the code that was sent with it", async () => {
    const email = newAddress();
    const { code, token } = await createSecrets(email);
    expect(await signInByLink(token, browser)).toMatchObject({ ok: true });
    expect(await signInByLink(token, browser)).toEqual({ ok: false, code: "link_invalid" });
    expect(await enter(email, code)).toEqual({ ok: false, code: "code_wrong" });
  });

  it("expires when the code is used, and after ten minutes", async () => {
    const email = newAddress();
    const { code, token } = await createSecrets(email);
    expect(await enter(email, code)).toMatchObject({ ok: true });
    expect(await signInByLink(token, browser)).toEqual({ ok: false, code: "link_invalid" });
    const late = await createSecrets(email);
    await expire();
    expect(await signInByLink(late.token, browser)).toEqual({ ok: false, code: "link_invalid" });
  });

  it("is stored as a hash only, like the code", async () => {
    const { code, token } = await createSecrets(newAddress());
    const stored = JSON.stringify(await db.select().from(signInSecrets));
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(`"${code}:`);
  });
});

describe("a sign-in e-mail", () => {
  it("is sent by the outbox, which then deletes the address", async () => {
    const email = newAddress();
    await askForSignInEmail(asked(email), "en", "/cart");
    const [job] = await db.select().from(outboxJobs);
    expect(JSON.stringify(job)).not.toMatch(/\b\d{6}\b/);
    await drainOutbox();
    expect(await db.select().from(outboxJobs)).toEqual([]);

    const [mail] = await listFiledMail(mailDir);
    expect(mail?.to).toBe(email);
    const code = mail?.subject.match(/\d{6}/)?.[0] ?? "";
    expect(mail?.text).toContain("next=%2Fcart");
    expect(await enter(email, code)).toMatchObject({ ok: true });
  });

  it("is not sent when it is too late", async () => {
    const before = (await listFiledMail(mailDir)).length;
    await askForSignInEmail(asked(newAddress()), "en", "");
    await db.update(outboxJobs).set({ createdAt: new Date(Date.now() - 11 * 60_000) });
    await drainOutbox();
    expect(await db.select().from(outboxJobs)).toEqual([]);
    expect(await listFiledMail(mailDir)).toHaveLength(before);
  });

  it("takes the same work whether there is an account or not", async () => {
    const known = newAddress();
    await enter(known, await createCode(known));
    await askForSignInEmail(asked(known), "en", "");
    await askForSignInEmail(asked(newAddress()), "en", "");
    const jobs = await db.select().from(outboxJobs);
    expect(jobs.map(({ effect, payload }) => [effect, Object.keys(payload).sort()])).toEqual(
      Array(2).fill(["email.sign_in", ["browser", "email", "locale", "next"]]),
    );
  });
});
