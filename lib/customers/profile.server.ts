import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { emailChangeSecretId } from "@/lib/auth/email-change-code.server";
import { codesOf } from "@/lib/auth/secrets.server";
import type { CustomerId } from "@/lib/base/ids";
import { lockCarts } from "@/lib/cart/cart.server";
import { type Database, db } from "@/lib/db/client";
import { lockOrders } from "@/lib/db/locks.server";
import { carts, customers, orders, signInSecrets } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { eraseNews } from "@/lib/news/erase.server";
import { lockAccount } from "./lock-account.server";
import { enqueueCustomerFacts, enqueueForgetCards } from "./stripe-jobs.server";

export async function readAccountLocale(customerId: CustomerId): Promise<Locale | null> {
  const [row] = await db()
    .select({ locale: customers.locale })
    .from(customers)
    .where(eq(customers.id, customerId));
  return row?.locale ?? null;
}

export async function changeProfile(
  database: Database,
  customerId: CustomerId,
  profile: { name: string; locale: Locale },
): Promise<void> {
  await inTransaction(database, async (tx) => {
    await tx.update(customers).set(profile).where(eq(customers.id, customerId));
    await enqueueCustomerFacts(tx, customerId);
  });
}

/**
 * Deletes the account's name, addresses, sign-ins and cart, ends its news, and by the outbox deletes its cards at Stripe. Its orders stay without an
 * owner. Safe to repeat.
 */
export async function deleteAccount(database: Database, customerId: CustomerId): Promise<void> {
  await inTransaction(database, async (tx) => {
    const gone = await lockAccount(tx, customerId);
    if (!gone) return;
    await lockOrders(tx, eq(orders.customerId, customerId));
    if (gone.cartId) {
      await lockCarts(tx, [gone.cartId]);
      await tx.delete(carts).where(eq(carts.id, gone.cartId));
    }
    await tx.delete(customers).where(eq(customers.id, customerId));
    await tx.delete(signInSecrets).where(eq(signInSecrets.identifier, codesOf(gone.email)));
    await tx.delete(signInSecrets).where(eq(signInSecrets.id, emailChangeSecretId(customerId)));
    await tx.delete(signInSecrets).where(eq(signInSecrets.value, JSON.stringify({ email: gone.email })));
    await eraseNews(tx, gone.email);
    if (gone.stripeCustomerId) await enqueueForgetCards(tx, gone.stripeCustomerId);
  });
}
