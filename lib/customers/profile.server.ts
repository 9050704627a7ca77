import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { emailChangeSecretId } from "@/lib/auth/email-change-code.server";
import { type Database, db } from "@/lib/db/client";
import { carts, customers, signInSecrets } from "@/lib/db/schema";
import type { CustomerId } from "@/lib/ids";
import { enqueueCustomerFacts, enqueueForgetCards } from "./stripe-jobs.server";

/** The language of the e-mails. */
export async function readAccountLocale(customerId: CustomerId): Promise<Locale | null> {
  const [row] = await db()
    .select({ locale: customers.locale })
    .from(customers)
    .where(eq(customers.id, customerId));
  return row?.locale ?? null;
}

/** Stripe hears of it by the outbox. */
export async function changeProfile(
  database: Database,
  customerId: CustomerId,
  profile: { name: string; locale: Locale },
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.update(customers).set(profile).where(eq(customers.id, customerId));
    await enqueueCustomerFacts(tx, customerId);
  });
}

/**
 * Deletes an account: name, addresses, sessions, cart at once, its cards at Stripe by the outbox. Its orders stay,
 * as orders of nobody. Deleting it again changes nothing.
 */
export async function deleteAccount(database: Database, customerId: CustomerId): Promise<void> {
  await database.transaction(async (tx) => {
    const [gone] = await tx.delete(customers).where(eq(customers.id, customerId)).returning();
    if (!gone) return;
    if (gone.cartId) await tx.delete(carts).where(eq(carts.id, gone.cartId));
    await tx.delete(signInSecrets).where(eq(signInSecrets.identifier, `sign-in-otp-${gone.email}`));
    await tx.delete(signInSecrets).where(eq(signInSecrets.id, emailChangeSecretId(customerId)));
    await tx.delete(signInSecrets).where(eq(signInSecrets.value, JSON.stringify({ email: gone.email })));
    if (gone.stripeCustomerId) await enqueueForgetCards(tx, gone.stripeCustomerId);
  });
}
