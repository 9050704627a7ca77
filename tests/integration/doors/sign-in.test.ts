import { like, not } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as typeCode } from "@/app/api/auth/code/route";
import { POST as askForEmail } from "@/app/api/auth/email/route";
import { POST as openLink } from "@/app/api/auth/link/route";
import { outboxJobs, rateLimits } from "@/lib/db/schema";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { BOUNDS, SECRET_SECONDS } from "@/lib/limits/bounds";
import { testDatabase } from "@/tests/support/database";
import { avoidWindowEnd } from "@/tests/support/limit-window";
import { mailsTo, testMailbox } from "@/tests/support/mailbox";
import { type Answer, type Visitor, visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
await testMailbox();
beforeAll(avoidWindowEnd);
beforeEach(async () => {
  await db.delete(rateLimits);
  await db.delete(outboxJobs);
});

/** All but what is counted of a mailbox for a day. */
const isMailOrPlace = not(like(rateLimits.key, "wrongSignInCode:mailbox:%"));

let people = 0;
const newAddress = () => `person.${++people}@example.com`;
const asks = (who: Visitor, email: string) => who.sendsForm(askForEmail, { email });
const types = (who: Visitor, code: string) => who.sendsForm(typeCode, { code });

async function newestMail(email: string) {
  while ((await drainOutbox()) > 0);
  const [mail] = await mailsTo(email);
  const link = mail?.text.match(/http\S+\/sign-in\/link\?\S+/)?.[0] ?? "";
  return {
    code: mail?.subject.match(/\d{6}/)?.[0] ?? "",
    token: new URL(link).searchParams.get("token") ?? "",
  };
}

const isIn = (answer: Answer) => answer.headers.get("location") === "/account";

describe("somebody whose e-mail address others use for requests and guesses", () => {
  it("gets a code in their own browser, and signs in with it", async () => {
    const email = newAddress();
    const attacker = visitor("198.51.100.1");
    for (let asked = 0; asked < 60; asked += 1) await asks(attacker, email);
    await drainOutbox();
    for (let tried = 0; tried < 20; tried += 1) await types(attacker, "000000");
    const owner = visitor("203.0.113.7");
    expect((await asks(owner, email)).status).toBe(303);
    const { code } = await newestMail(email);
    const another = visitor("192.0.2.1");
    await asks(another, email);
    await newestMail(email);
    for (let tried = 0; tried < 6; tried += 1) await types(another, "000000");
    expect(isIn(await types(owner, code))).toBe(true);
  });

  it("signs in by the link that others requested, while the mailbox gets no more e-mails", async () => {
    const email = newAddress();
    for (let machine = 0; machine < 40; machine += 1) await asks(visitor(`198.51.${machine}.1`), email);
    await drainOutbox();
    expect(await mailsTo(email)).toHaveLength(BOUNDS.signInMail.mailbox.max);
    const owner = visitor("203.0.113.7");
    const refused = await asks(owner, email);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain("Open the link in the newest one");
    // As long as it is refused, the link is good.
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(SECRET_SECONDS);
    expect(BOUNDS.signInMail.mailbox.seconds).toBe(SECRET_SECONDS);
    const { token } = await newestMail(email);
    expect(isIn(await owner.sendsForm(openLink, { token }))).toBe(true);
    const phone = visitor("203.0.113.9");
    expect((await asks(phone, email)).status).toBe(303);
  });

  it("signs in by a link after codes were guessed all day, and by code again afterwards", async () => {
    const email = newAddress();
    const limit = BOUNDS.wrongSignInCode.mailbox;
    for (let tried = 0; tried < limit.max; tried += 1) {
      if (tried % 20 === 0) await db.delete(rateLimits).where(isMailOrPlace);
      const attacker = visitor(`198.51.${tried}.1`);
      if ((await asks(attacker, email)).status === 429) {
        await db.delete(rateLimits).where(isMailOrPlace);
        await asks(attacker, email);
      }
      await types(attacker, "000000");
    }
    await db.delete(rateLimits).where(isMailOrPlace);
    const owner = visitor("203.0.113.7");
    await asks(owner, email);
    const { code, token } = await newestMail(email);
    const refused = await types(owner, code);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain("Open the link in the e-mail instead");
    expect(isIn(await owner.sendsForm(openLink, { token }))).toBe(true);
    const phone = visitor("203.0.113.9");
    await asks(phone, email);
    expect(isIn(await types(phone, (await newestMail(email)).code))).toBe(true);
  });
});

describe("one address", () => {
  it("can request a limited number of e-mails, for any mailboxes, and is told until when", async () => {
    const machine = visitor("198.51.100.1");
    const answers: number[] = [];
    for (let asked = 0; asked < 70; asked += 1) answers.push((await asks(machine, newAddress())).status);
    expect(answers.filter((status) => status === 303)).toHaveLength(BOUNDS.mailsFromHere.address.max);
    const refused = await asks(machine, newAddress());
    expect(refused.status).toBe(429);
    const retryAfter = Number(refused.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(0);
    expect(refused.body.error).toMatchObject({ code: "rate_limited", limit: "mailsFromHere", retryAfter });
  });

  it("can type a limited number of wrong codes, in any number of browsers; right ones do not count", async () => {
    const neighbours = ["a", "b", "c"].map((name) => ({
      email: `${name}@example.com`,
      is: visitor("198.51.100.1"),
    }));
    for (const { email, is } of neighbours) {
      await asks(is, email);
      expect(isIn(await types(is, (await newestMail(email)).code))).toBe(true);
    }
    const statuses: number[] = [];
    for (let browser = 0; browser < 8; browser += 1) {
      const is = visitor("198.51.100.1");
      await asks(is, newAddress());
      for (let tried = 0; tried < 5; tried += 1) statuses.push((await types(is, "12")).status);
    }
    expect(statuses.filter((status) => status === 303)).toHaveLength(BOUNDS.wrongSignInCode.address.max);
  });

  it("can open any number of wrong links, and a right one still works", async () => {
    const machine = visitor("198.51.100.1");
    const { max } = BOUNDS.wrongSignInLink.address;
    for (let tried = 0; tried < max; tried += 1) await machine.sendsForm(openLink, { token: `t${tried}` });
    expect((await machine.sendsForm(openLink, { token: "t" })).status).toBe(429);
    const email = newAddress();
    await asks(machine, email);
    const { token } = await newestMail(email);
    expect(isIn(await machine.sendsForm(openLink, { token }))).toBe(true);
  });
});

it("shows a person the page with the reason, and gives a program the code", async () => {
  const email = newAddress();
  const french = visitor("203.0.113.7", { language: "fr" });
  for (let asked = 0; asked < 6; asked += 1) await asks(french, email);
  const page = await french.sendsForm(askForEmail, { email }, "text/html,application/xhtml+xml");
  expect(page.status).toBe(429);
  expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(page.text).toMatch(
    /content="0; url=\/fr\/sign-in\?problem=rate_limited&amp;limit=signInMail&amp;wait=\d+"/,
  );
  expect(page.text).toContain("Ouvrez le lien du plus récent");
});
