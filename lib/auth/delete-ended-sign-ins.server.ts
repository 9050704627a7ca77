import "server-only";
import { lt, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { signInSecrets, signInSessions } from "@/lib/db/schema";

/** Deletes sign-ins, codes and links that have ended, because they still show who signed in and where. */
export async function deleteEndedSignIns(): Promise<void> {
  await db().delete(signInSessions).where(lt(signInSessions.expiresAt, sql`now()`));
  await db().delete(signInSecrets).where(lt(signInSecrets.expiresAt, sql`now() - interval '1 hour'`));
}
