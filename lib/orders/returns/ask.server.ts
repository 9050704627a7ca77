import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { orders, returns } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import type { LinePieces } from "@/lib/model/refund";
import type { ReturnReason } from "@/lib/model/return";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { tellMerchant } from "@/lib/outbox/tell-merchant.server";
import { changeReturn, type ReturnChange } from "./change-return.server";
import { returnOffer, returnsOf } from "./read.server";

/** So many questions an order takes, as each sends an e-mail. */
const MOST_RETURNS = 20;

type AskedReturn = { pieces: readonly LinePieces[]; reason: ReturnReason; note: string | null };

type ReturnAsked =
  | { ok: true; returnId: number }
  | {
      ok: false;
      code:
        | "not_found"
        | "return_nothing_chosen"
        | "return_too_many"
        | "return_nothing_left"
        | "return_too_late"
        | "return_not_possible"
        /** An earlier question has no answer yet. */
        | "return_waits";
    };

/** A shopper asks to send goods back. */
export async function askForReturn(
  database: Database,
  shopper: Shopper,
  orderId: string,
  asked: AskedReturn,
): Promise<ReturnAsked> {
  const own = await ownOrder(database, shopper, orderId);
  if (!own) return { ok: false, code: "not_found" };
  const lines = asked.pieces.filter(({ quantity }) => quantity > 0);
  return inTransaction(database, async (tx) => {
    const order = await lockOrder(tx, own.id);
    if (!order) return { ok: false, code: "not_found" };
    const earlier = await returnsOf(tx, order.id);
    if (earlier.some(({ status }) => status === "asked")) return { ok: false, code: "return_waits" };
    if (earlier.length >= MOST_RETURNS) return { ok: false, code: "return_not_possible" };
    const offer = await returnOffer(tx, order);
    if (!offer.ok) return offer;
    if (lines.length === 0) return { ok: false, code: "return_nothing_chosen" };
    const isTooMuch = lines.some(({ variantId, quantity }) => {
      const most = offer.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
      return quantity > most;
    });
    if (isTooMuch) return { ok: false, code: "return_too_many" };
    const [made] = await tx
      .insert(returns)
      .values({ orderId: order.id, reason: asked.reason, note: asked.note, lines: [...lines] })
      .returning({ id: returns.id });
    if (!made) throw new Error(`the return of order ${order.number} was not written`);
    await enqueue(tx, {
      orderId: order.id,
      effect: "email.return_asked",
      occurrence: String(made.id),
      payload: { returnId: String(made.id) },
    });
    await tellMerchant(tx, {
      orderId: order.id,
      effect: "email.merchant_return",
      occurrence: String(made.id),
      payload: { returnId: String(made.id) },
    });
    return { ok: true, returnId: made.id };
  });
}

/** The shopper keeps the goods after all. */
export async function withdrawReturn(
  database: Database,
  shopper: Shopper,
  orderId: string,
  returnId: number,
): Promise<ReturnChange> {
  const own = await ownOrder(database, shopper, orderId);
  const [found] = await database.select().from(returns).where(eq(returns.id, returnId));
  if (!own || found?.orderId !== own.id) return { ok: false, code: "not_found" };
  return changeReturn(database, returnId, "withdrawn", async () => ({ endedAt: new Date() }));
}

async function ownOrder(database: Database, shopper: Shopper, orderId: string) {
  const [order] = await database
    .select()
    .from(orders)
    .where(eq(orders.id, orderId as OrderId));
  return order && owns(shopper, order) ? order : null;
}
