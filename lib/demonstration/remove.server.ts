import "server-only";
import { isNull } from "drizzle-orm";
import type Stripe from "stripe";
import type { CustomerId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import type { Currency } from "@/lib/base/money";
import { deleteAccount } from "@/lib/customers/profile.server";
import type { Database } from "@/lib/db/client";
import { recordRemoval } from "@/lib/db/demonstration.server";
import { withLeaseInTurn } from "@/lib/db/lease.server";
import { demonstrationItems } from "@/lib/db/schema";
import { type FoundItem, findDemonstration } from "./find.server";
import type { Removed } from "./outcome";
import { removeCategory } from "./remove-category.server";
import { removeProgram, removeRule, removeSegment } from "./remove-discounts.server";
import { removeProduct } from "./remove-product.server";

/**
 * Removes the demonstration. Orders stay whole, and so does what a merchant edited, here or at Stripe. Safe to repeat.
 * @throws Stripe's errors; what was removed stays removed
 */
export async function removeDemonstration(
  db: Database,
  stripe: Stripe,
  currency: Currency,
): Promise<Removed[]> {
  const wait = () => log.info("A sync of the catalogue is running; this waits for its end.");
  return withLeaseInTurn(db, "catalog.sync", wait, async () => {
    const removed: Removed[] = [];
    for (const item of inOrder(await findDemonstration(db, currency))) {
      removed.push(await removeItem(db, stripe, currency, item));
    }
    await recordMissingItems(db, removed);
    return removed;
  });
}

const ORDER = ["discount_rule", "loyalty_program", "segment", "product", "category", "shopper"] as const;

const inOrder = (found: readonly FoundItem[]) =>
  ORDER.flatMap((kind) => found.filter((item) => item.kind === kind));

async function removeItem(
  db: Database,
  stripe: Stripe,
  currency: Currency,
  item: FoundItem,
): Promise<Removed> {
  if (item.kind === "product") return removeProduct(db, stripe, currency, item);
  if (item.isEdited) {
    await recordRemoval(db, item.kind, item.id);
    return { item, outcome: "merchants" };
  }
  switch (item.kind) {
    case "discount_rule":
      return { item, outcome: await removeRule(db, item.id) };
    case "segment":
      return { item, outcome: await removeSegment(db, currency, item.id) };
    case "category":
      return { item, outcome: await removeCategory(db, item.id) };
    case "loyalty_program":
      return { item, outcome: await removeProgram(db, currency) };
    case "shopper":
      await deleteAccount(db, item.id as CustomerId);
      await recordRemoval(db, item.kind, item.id);
      return { item, outcome: "deleted" };
  }
}

async function recordMissingItems(db: Database, removed: readonly Removed[]): Promise<void> {
  const left = removed.filter(({ outcome }) => outcome === "needed");
  const open = await db.select().from(demonstrationItems).where(isNull(demonstrationItems.takenOutAt));
  for (const { kind, id } of open) {
    const isLeft = left.some(({ item }) => item.kind === kind && item.id === id);
    if (!isLeft) await recordRemoval(db, kind, id);
  }
}
