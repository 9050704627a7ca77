import { eq } from "drizzle-orm";
import { type DraftId, newDraftId, type OrderId, type VariantId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { draftOrders, orders, variants } from "@/lib/db/schema";
import { previewChange, writeChange } from "@/lib/drafts/change-order.server";
import type { AskedChange } from "@/lib/drafts/change-plan.server";
import { finishChange } from "@/lib/drafts/finish-change.server";
import { changesOf } from "@/lib/drafts/read-changes.server";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { draftDesk } from "./draft-desk";
import type { LocalStripe } from "./local-stripe";

/** What nobody has asked for yet. */
export const NOTHING: AskedChange = { remove: [], pieces: [], own: [], price: "", note: "" };

/** A line of the draft's own. */
export const engraving = (price: string, quantity = 1) => ({
  name: "Engraving",
  price,
  quantity,
  grams: "",
  taxCode: "",
});

/** What a test of changed goods asks and arranges, as somebody of the desk. */
export async function changeDesk(db: ReturnType<typeof connect>, local: LocalStripe) {
  const { who, mailDir, mug, begun, checkout, orderOf, drainWhole } = await draftDesk(db, local);

  /** Goods at a price of their own; mugs cost 20.00. */
  async function goodsAt(unitAmount: number, stock = 10): Promise<VariantId> {
    const id = await mug(stock);
    await db.update(variants).set({ unitAmount }).where(eq(variants.id, id));
    return id;
  }

  async function looks(number: string, asked: Partial<AskedChange>, id: DraftId = newDraftId()) {
    return previewChange(number, { ...NOTHING, ...asked }, { id, ...who });
  }

  /** As the page does it: what was shown is what is asked for. */
  async function changes(
    number: string,
    asked: Partial<AskedChange>,
    given: { byEmail?: boolean; id?: DraftId } = {},
  ) {
    const { id = newDraftId(), byEmail = false } = given;
    const plan = await looks(number, asked);
    if (!plan.ok) throw new Error(plan.code);
    const made = await writeChange(number, {
      ...{ id, ...who, byEmail, shown: plan.figures },
      change: { ...NOTHING, ...asked },
    });
    const refund = made.ok ? await finishChange(id) : null;
    return { id, made, refund, figures: plan.figures };
  }

  async function nextOrder(id: DraftId) {
    const [row] = await db
      .select({ order: orders })
      .from(draftOrders)
      .innerJoin(orders, eq(orders.id, draftOrders.orderId))
      .where(eq(draftOrders.id, id));
    return row?.order ?? null;
  }

  async function paysRequest(id: DraftId, to?: Parameters<typeof local.payByCard>[2]) {
    const orderId = await begun(id);
    const started = await checkout(orderId);
    if (!started.ok) throw new Error(started.code);
    await local.payByCard(started.clientSecret, undefined, to);
    await settleOrder(orderId);
    await drainWhole();
    return orderOf(orderId);
  }

  const unsentOf = async (orderId: OrderId) =>
    (await unsentPieces(db, await orderOf(orderId))).map(({ variantId, quantity }) => ({
      variantId,
      quantity,
    }));

  const stateOf = async (orderId: OrderId) => (await changesOf(db, orderId)).map(({ state }) => state);

  return { who, mailDir, drainWhole, goodsAt, looks, changes, nextOrder, paysRequest, unsentOf, stateOf };
}
