import "server-only";
import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { newStaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db, type Queryable } from "@/lib/db/client";
import { staff } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { isSignature, signature } from "@/lib/http/signed-value";
import { FIRST_OWNER } from "./desk-pages";

const PURPOSE = "first owner of the desk";

/** Where the first owner is made, with the key that opens it; null once anybody works here, or did. */
export async function firstOwnerAddress(): Promise<string | null> {
  const { STORE_URL, AUTH_SECRET } = env();
  if (await isAnybodyHere(db())) return null;
  const key = signature(PURPOSE, STORE_URL, AUTH_SECRET);
  return new URL(`${FIRST_OWNER}?key=${key}`, STORE_URL).href;
}

/** Whether a key opens the making of the first owner, now. */
export async function mayMakeFirstOwner(key: unknown): Promise<boolean> {
  const { STORE_URL, AUTH_SECRET } = env();
  const isRight = typeof key === "string" && isSignature(key, PURPOSE, STORE_URL, AUTH_SECRET);
  return isRight && !(await isAnybodyHere(db()));
}

/** Makes the first account of the desk. @returns false when somebody else was first */
export async function makeFirstOwner(email: string, locale: Locale): Promise<boolean> {
  return inTransaction(db(), async (tx) => {
    await tx.execute(sql`lock table ${staff} in share row exclusive mode`);
    if (await isAnybodyHere(tx)) return false;
    await tx.insert(staff).values({ id: newStaffId(), email, emailVerified: true, locale, role: "owner" });
    return true;
  });
}

async function isAnybodyHere(q: Queryable): Promise<boolean> {
  return (await q.select({ id: staff.id }).from(staff).limit(1)).length > 0;
}
