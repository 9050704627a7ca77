import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cart/route";
import { auth } from "@/lib/auth/auth.server";
import { readCustomer } from "@/lib/auth/read-sign-in.server";
import { createLinkToken } from "@/lib/auth/secrets.server";
import { newCartId } from "@/lib/base/ids";
import { setCartId } from "@/lib/cart/cookie.server";
import { signInSessions } from "@/lib/db/schema";
import { browser } from "@/tests/support/browser-cookies";
import { testDatabase } from "@/tests/support/database";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const DAY = 24 * 60 * 60 * 1000;
const days = (count: number) => Date.now() + count * DAY;

let people = 0;
/** Signs in with this browser. @returns the session's token. */
async function signIn(): Promise<string> {
  const email = `shopper.${++people}@example.com`;
  const { headers, response } = await auth().api.magicLinkVerify({
    query: { token: await createLinkToken(email) },
    headers: new Headers(),
    returnHeaders: true,
  });
  const [name = "", value = ""] = headers.get("set-cookie")?.split(";")[0]?.split("=") ?? [];
  browser.cookies.set(name, decodeURIComponent(value));
  return response.token;
}

/** As if this much time had passed since the session began. */
const letDaysPass = (token: string, count: number) =>
  db
    .update(signInSessions)
    .set({
      createdAt: sql`${signInSessions.createdAt} - make_interval(days => ${count})`,
      expiresAt: sql`${signInSessions.expiresAt} - make_interval(days => ${count})`,
    })
    .where(eq(signInSessions.token, token));

const sessionOf = async (token: string) =>
  (await db.select().from(signInSessions).where(eq(signInSessions.token, token)))[0];

/** What the header of every page asks. */
async function visit(): Promise<{ signedIn: boolean }> {
  return (await GET(new Request("http://localhost:3000/api/cart"))).json();
}

beforeEach(() => browser.clear());

describe("a shopper who comes back", () => {
  it("stays signed in for ninety days from each visit, and so does the cookie", async () => {
    const token = await signIn();
    await letDaysPass(token, 80);
    expect(await visit()).toMatchObject({ signedIn: true });
    const left = (await sessionOf(token))?.expiresAt.getTime() ?? 0;
    expect(left).toBeGreaterThan(days(89.9));
    const { account } = browser.takeWritten();
    expect(account?.value).toBe(browser.cookies.get("account"));
    expect(account?.maxAge).toBeGreaterThan(89.9 * 24 * 60 * 60);
    await letDaysPass(token, 80);
    expect(await visit()).toMatchObject({ signedIn: true });
  });

  it("keeps the cookie of the account's cart as long", async () => {
    const token = await signIn();
    await setCartId(newCartId());
    browser.takeWritten();
    await letDaysPass(token, 80);
    await visit();
    expect(browser.takeWritten().cart?.maxAge).toBe(90 * 24 * 60 * 60);
  });

  it("writes nothing on the same day, and nothing while a page is rendered", async () => {
    const token = await signIn();
    const before = await sessionOf(token);
    await visit();
    expect(await sessionOf(token)).toEqual(before);
    await letDaysPass(token, 80);
    const old = await sessionOf(token);
    expect(await readCustomer()).toMatchObject({ email: `shopper.${people}@example.com` });
    expect(await sessionOf(token)).toEqual(old);
    expect(browser.takeWritten()).toEqual({});
  });

  it("is signed out a year after signing in", async () => {
    const token = await signIn();
    await letDaysPass(token, 360);
    await db.update(signInSessions).set({ expiresAt: new Date(days(1)) });
    expect(await visit()).toMatchObject({ signedIn: true });
    const end = (await sessionOf(token))?.expiresAt.getTime() ?? 0;
    expect(end).toBeGreaterThan(days(4.9));
    expect(end).toBeLessThan(days(5.1));
    await letDaysPass(token, 6);
    expect(await visit()).toMatchObject({ signedIn: false });
  });

  it("is signed out after ninety days of absence, and by a cookie that was changed", async () => {
    const token = await signIn();
    await letDaysPass(token, 91);
    expect(await visit()).toMatchObject({ signedIn: false });
    await signIn();
    browser.cookies.set("account", `${browser.cookies.get("account")}x`);
    expect(await visit()).toMatchObject({ signedIn: false });
  });
});

describe("a guest", () => {
  it("costs no query when pages ask who is signed in", async () => {
    await visit();
    const queries = vi.spyOn(pg.Pool.prototype, "query");
    expect(await visit()).toMatchObject({ signedIn: false, count: 0 });
    expect(queries).not.toHaveBeenCalled();
    await setCartId(newCartId());
    await visit();
    expect(JSON.stringify(queries.mock.calls)).not.toContain("customer_sessions");
    queries.mockRestore();
  });
});
