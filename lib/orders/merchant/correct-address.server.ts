import "server-only";
import { eq } from "drizzle-orm";
import { addressRule } from "@/lib/addresses/check";
import type { Database, Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import { TO_BE_SENT } from "@/lib/lifecycle/transitions";
import type { Address, OrderStatus } from "@/lib/model/order";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { coversDestination } from "@/lib/orders/settle/compare";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { unsentPieces } from "./unsent-pieces.server";

/** Where the goods go instead. The country stays: the price of the delivery and the tax are for it. */
export type CorrectedAddress = { name: string; address: Omit<Address, "country"> };

type Whereto = { name: string | null; address: Address | null };

type AddressCorrected =
  | { ok: true; before: Whereto; after: Whereto }
  | {
      ok: false;
      code:
        | "unknown_order"
        /** It has left whole, is not paid, or is over. */
        | "not_to_be_sent"
        | "is_pickup"
        /** The order has no address, or was changed meanwhile. */
        | "address_changed"
        /** The delivery that was paid for does not go there. */
        | "other_delivery"
        /** Stripe calculated the tax for another place. */
        | "other_tax";
    };

/**
 * Corrects where an order's goods go, before all of them have left. The shopper is told by e-mail, so that nobody sends goods elsewhere in
 * silence. Stripe keeps the address that was paid with, which is the one to show a bank.
 * @param seen the address that the merchant had before them
 */
export function correctAddress(
  database: Database,
  number: string,
  corrected: CorrectedAddress,
  seen: string,
): Promise<AddressCorrected> {
  return inTransaction(database, async (tx): Promise<AddressCorrected> => {
    const [found] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
    const order = found && (await lockOrder(tx, found.id));
    if (!order) return { ok: false, code: "unknown_order" };
    const before = { name: order.shippingName, address: order.shippingAddress };
    const { country } = before.address ?? {};
    if (!(await mayBeCorrected(tx, order))) return { ok: false, code: "not_to_be_sent" };
    const refused = whyNot(order, corrected, seen);
    if (refused || !country) return { ok: false, code: refused ?? "address_changed" };
    const after = { name: corrected.name, address: { ...corrected.address, country } };
    if (addressMark(after) === addressMark(before)) return { ok: true, before, after };
    await tx
      .update(orders)
      .set({ shippingName: after.name, shippingAddress: after.address })
      .where(eq(orders.id, order.id));
    await addToTimeline(tx, order.id, "merchant", { code: "address_corrected" });
    await enqueue(tx, {
      ...{ orderId: order.id, effect: "email.address_corrected", occurrence: new Date().toISOString() },
    });
    return { ok: true, before, after };
  });
}

/** Whether something of the order is still to leave, now or after a person has decided. */
export async function mayBeCorrected(q: Queryable, order: OrderRow): Promise<boolean> {
  const statuses: readonly OrderStatus[] = [...TO_BE_SENT, "awaiting_stock", "needs_attention"];
  return statuses.includes(order.status) && (await unsentPieces(q, order)).length > 0;
}

function whyNot(order: OrderRow, { address }: CorrectedAddress, seen: string) {
  const { quote, shippingAddress: before } = order;
  const rate = rateOfOrder(order);
  if (rate?.pickup) return "is_pickup";
  if (!before?.country || addressMark({ name: order.shippingName, address: before }) !== seen)
    return "address_changed";
  const to = { country: before.country, state: address.state, postalCode: address.postalCode };
  if (!coversDestination(quote, to, rate?.speed ?? null)) return "other_delivery";
  const isTaxedByState = quote.tax === "stripe" && addressRule(before.country)?.state?.required;
  const isElsewhere = to.state !== before.state || to.postalCode !== before.postalCode;
  return isTaxedByState && isElsewhere ? "other_tax" : null;
}

/** Names an address, so that a form can say which one it was made for. */
export function addressMark({ name, address }: Whereto): string {
  const parts = address ?? ({} as Partial<Address>);
  return JSON.stringify([
    ...[name, parts.line1, parts.line2, parts.postalCode, parts.city, parts.state, parts.country].map(
      (part) => part ?? "",
    ),
  ]);
}
