import "server-only";
import { lt, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { customerSessions, signInSecrets } from "@/lib/db/schema";

/** Sessions, codes and links that have ended are of no use, and say where somebody was. */
export async function forgetEndedSessions(): Promise<void> {
  await db().delete(customerSessions).where(lt(customerSessions.expiresAt, sql`now()`));
  await db().delete(signInSecrets).where(lt(signInSecrets.expiresAt, sql`now() - interval '1 hour'`));
}
