import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { type AddressId, type CustomerId, newAddressId } from "@/lib/base/ids";
import { type Database, db, type Transaction } from "@/lib/db/client";
import { customerAddresses } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { AddressInput } from "./address-input";
import { lockAccount } from "./lock-account.server";
import { enqueueCustomerFacts } from "./stripe-jobs.server";

export const MAX_ADDRESSES = 20;

export type SavedAddress = typeof customerAddresses.$inferSelect;

export function listAddresses(customerId: CustomerId): Promise<SavedAddress[]> {
  return db()
    .select()
    .from(customerAddresses)
    .where(eq(customerAddresses.customerId, customerId))
    .orderBy(desc(customerAddresses.isDefault), asc(customerAddresses.createdAt));
}

/** A saved address; null also for another account's. */
export async function getAddress(customerId: CustomerId, id: string): Promise<SavedAddress | null> {
  const [address] = await db().select().from(customerAddresses).where(own(customerId, id));
  return address ?? null;
}

const own = (customerId: CustomerId, id: string) =>
  and(eq(customerAddresses.id, id as AddressId), eq(customerAddresses.customerId, customerId));

type AddressChange = { ok: true } | { ok: false; code: "not_found" | "address_book_full" };

/** Adds an address, or changes the one with `id`. The first one is always the default. */
export async function saveAddress(
  database: Database,
  customerId: CustomerId,
  id: string | null,
  input: AddressInput,
): Promise<AddressChange> {
  return changing(database, customerId, async (tx, known) => {
    const before = id && known.find((address) => address.id === id);
    if (id && !before) return { ok: false, code: "not_found" };
    if (!before && known.length >= MAX_ADDRESSES) return { ok: false, code: "address_book_full" };
    const isDefault = input.isDefault || known.length === 0 || (before ? before.isDefault : false);
    if (isDefault) await clearDefault(tx, customerId);
    if (before) {
      await tx
        .update(customerAddresses)
        .set({ ...input, isDefault })
        .where(own(customerId, before.id));
    } else {
      await tx.insert(customerAddresses).values({ ...input, isDefault, id: newAddressId(), customerId });
    }
    return { ok: true };
  });
}

/** Removes an address. If it was the default, the oldest remaining one becomes the default. */
export async function removeAddress(
  database: Database,
  customerId: CustomerId,
  id: string,
): Promise<AddressChange> {
  return changing(database, customerId, async (tx, known) => {
    const removed = known.find((address) => address.id === id);
    if (!removed) return { ok: false, code: "not_found" };
    await tx.delete(customerAddresses).where(own(customerId, id));
    const nextDefault = known.find((address) => address.id !== id);
    if (removed.isDefault && nextDefault) await setDefault(tx, customerId, nextDefault.id);
    return { ok: true };
  });
}

export async function makeDefaultAddress(
  database: Database,
  customerId: CustomerId,
  id: string,
): Promise<AddressChange> {
  return changing(database, customerId, async (tx, known) => {
    if (!known.some((address) => address.id === id)) return { ok: false, code: "not_found" };
    await clearDefault(tx, customerId);
    await setDefault(tx, customerId, id);
    return { ok: true };
  });
}

async function changing(
  database: Database,
  customerId: CustomerId,
  change: (tx: Transaction, known: SavedAddress[]) => Promise<AddressChange>,
): Promise<AddressChange> {
  return inTransaction(database, async (tx) => {
    await lockAccount(tx, customerId);
    const known = await tx
      .select()
      .from(customerAddresses)
      .where(eq(customerAddresses.customerId, customerId))
      .orderBy(asc(customerAddresses.createdAt));
    const changed = await change(tx, known);
    if (changed.ok) await enqueueCustomerFacts(tx, customerId);
    return changed;
  });
}

async function clearDefault(tx: Transaction, customerId: CustomerId): Promise<void> {
  await tx
    .update(customerAddresses)
    .set({ isDefault: false })
    .where(and(eq(customerAddresses.customerId, customerId), eq(customerAddresses.isDefault, true)));
}

async function setDefault(tx: Transaction, customerId: CustomerId, id: string): Promise<void> {
  await tx.update(customerAddresses).set({ isDefault: true }).where(own(customerId, id));
}
