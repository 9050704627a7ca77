import "server-only";
import { and, eq, lt } from "drizzle-orm";
import { cookies } from "next/headers";
import { readSession, type Session, sessionCookie } from "@/lib/auth/session.server";
import { prolongedUntil } from "@/lib/auth/session-age";
import { readCartId, setCartId } from "@/lib/cart/cookie.server";
import { env } from "@/lib/config/env";
import { type Database, db } from "@/lib/db/client";
import { customerSessions } from "@/lib/db/schema";

/**
 * Is somebody signed in? Being here keeps them so: once a day the session is prolonged, and with it its cookie and
 * that of the account's cart. For route handlers: a page that is being rendered can't set cookies, so better-auth's
 * own refresh, which happens wherever a session is read, would leave the browser with a cookie that ends too early.
 */
export async function keepSignedIn(now = new Date()): Promise<boolean> {
  const session = await readSession();
  if (!session) return false;
  const until = await prolongSession(db(), session, now);
  if (until) await renewCookies(until, now);
  return true;
}

/** @returns until when it is good now; null when it stays as it was. */
export async function prolongSession(
  database: Database,
  session: Pick<Session, "token" | "createdAt" | "expiresAt">,
  now: Date,
): Promise<Date | null> {
  const until = prolongedUntil(session, now);
  if (!until) return null;
  await database
    .update(customerSessions)
    .set({ expiresAt: until })
    .where(and(eq(customerSessions.token, session.token), lt(customerSessions.expiresAt, until)));
  return until;
}

async function renewCookies(until: Date, now: Date): Promise<void> {
  const store = await cookies();
  const value = store.get(sessionCookie())?.value;
  if (!value) return;
  store.set(sessionCookie(), value, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().STORE_URL.startsWith("https:"),
    path: "/",
    maxAge: Math.floor((until.getTime() - now.getTime()) / 1000),
  });
  const cartId = await readCartId();
  if (cartId) await setCartId(cartId);
}
