import "server-only";
import { and, eq, lt } from "drizzle-orm";
import { readSignIn, type SignIn, signInCookie } from "@/lib/auth/read-sign-in.server";
import { prolongedUntil } from "@/lib/auth/sign-in-age";
import { readCartId, setCartId } from "@/lib/cart/cookie.server";
import { type Database, db } from "@/lib/db/client";
import { signInSessions } from "@/lib/db/schema";
import { readCookie, writeCookie } from "@/lib/http/cookie.server";

/** Prolongs the sign-in and its cookies once a day. For route handlers, because a page that is rendered can't set cookies. */
export async function keepSignedIn(now = new Date()): Promise<boolean> {
  const signIn = await readSignIn();
  if (!signIn) return false;
  const until = await prolongSignIn(db(), signIn, now);
  if (until) await renewCookies(until, now);
  return true;
}

/** Prolongs a sign-in. Returns its new end; null when that did not change. */
async function prolongSignIn(
  database: Database,
  signIn: Pick<SignIn, "token" | "createdAt" | "expiresAt">,
  now: Date,
): Promise<Date | null> {
  const until = prolongedUntil(signIn, now);
  if (!until) return null;
  await database
    .update(signInSessions)
    .set({ expiresAt: until })
    .where(and(eq(signInSessions.token, signIn.token), lt(signInSessions.expiresAt, until)));
  return until;
}

async function renewCookies(until: Date, now: Date): Promise<void> {
  const value = await readCookie(signInCookie());
  if (!value) return;
  await writeCookie(signInCookie(), value, Math.floor((until.getTime() - now.getTime()) / 1000));
  const cartId = await readCartId();
  if (cartId) await setCartId(cartId);
}
