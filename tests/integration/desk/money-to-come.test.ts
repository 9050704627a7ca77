import { describe, expect, it, vi } from "vitest";
import { newDraftId } from "@/lib/base/ids";
import { loadRefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import { writeChange } from "@/lib/drafts/change-order.server";
import type { AskedChange } from "@/lib/drafts/change-plan.server";
import { finishChange } from "@/lib/drafts/finish-change.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { giveCredit } from "@/lib/orders/merchant/give-credit.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { changeDesk, engraving, NOTHING } from "@/tests/support/change-desk";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const local = await testStripe();
const { paid, orderOf } = orderShop(db, local);
const { givenBack } = refundDesk(db, local);
const { who, looks } = await changeDesk(db, local);

/** A change that is written, and whose money nobody has asked back of Stripe yet, as when the process stops there. */
async function writes(number: string, asked: Partial<AskedChange>) {
  const id = newDraftId();
  const plan = await looks(number, asked, id);
  if (!plan.ok) throw new Error(plan.code);
  const made = await writeChange(number, {
    ...{ id, ...who, byEmail: false, shown: plan.figures },
    change: { ...NOTHING, ...asked },
  });
  return { id, made, figures: plan.figures };
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

const KINDS = ["taken off", "for cheaper goods"] as const;

/** One piece of three is taken off, with or without something cheaper in its place. */
const askedOf = (kind: (typeof KINDS)[number], mug: AskedChange["remove"][number]["variantId"]) => ({
  remove: [{ variantId: mug, quantity: 1 }],
  own: kind === "taken off" ? [] : [engraving("5.50")],
});

describe.each(KINDS)("the money of changed goods that is still to come: pieces %s", (kind) => {
  it("can't be given back by another refund or as a code, and then goes back whole", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
    const { total } = await orderOf(orderId);
    const { id, figures } = await writes(number, askedOf(kind, mug));
    const left = total - figures.worth;

    const desk = await loadRefundDesk(number, null);
    expect(desk).toMatchObject({ left, toCome: figures.back, over: 0 });
    expect(desk?.lines.map((line) => line.left)).toEqual([2]);
    expect(await orderFile(number)).toMatchObject({ refundable: left, toCome: figures.back });
    expect(await previewRefund(number, wish())).toMatchObject({ ok: true, amount: left, left: 0 });

    expect(await refundOrder(number, wish({ amount: left + 1 }))).toEqual({
      ...{ ok: false, code: "too_much", left },
    });
    expect(await refundOrder(number, wish({ lines: [{ variantId: mug, quantity: 3 }] }))).toMatchObject({
      ...{ code: "too_many_pieces", left: 2 },
    });
    const asCode = { key: newDraftId(), by: "Ada", shown: { amount: left + 1, before: total - left } };
    expect(await giveCredit(number, { ...asCode, wish: wish({ amount: left + 1 }) })).toMatchObject({
      code: "too_much",
    });

    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, amount: left });
    expect(await finishChange(id)).toMatchObject({ ok: true, amount: figures.back });
    expect(sumOf(await givenBack(intentId))).toBe(total - figures.credited);
    expect(await loadRefundDesk(number, null)).toMatchObject({ left: 0, toCome: 0, over: 0 });
  });

  it("is confirmed as it was shown when it went back between the look and the confirmation", async () => {
    const { number, mug } = await paid({ quantity: 3 });
    const { id } = await writes(number, askedOf(kind, mug));
    const one = wish({ lines: [{ variantId: mug, quantity: 1 }] });
    const plan = await previewRefund(number, one);
    if (!plan.ok) throw new Error(plan.code);
    await finishChange(id);
    const by = { askedBy: "Ada", shown: { amount: plan.amount, before: plan.before } };
    expect(await refundOrder(number, one, newDraftId(), by)).toMatchObject({ ok: true, amount: plan.amount });
  });

  it("is refused to neither when both are asked at once, and both together are what was paid", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
    const { total } = await orderOf(orderId);
    const { id, figures } = await writes(number, askedOf(kind, mug));
    const [refund, change] = await Promise.all([refundOrder(number, wish()), finishChange(id)]);
    expect(refund).toMatchObject({ ok: true, amount: total - figures.worth });
    expect(change).toMatchObject({ ok: true, amount: figures.back });
    expect(sumOf(await givenBack(intentId))).toBe(total - figures.credited);
  });

  it("is not promised any more when all was given back just before", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
    const { total } = await orderOf(orderId);
    const changed = async () => {
      const { id, made, figures } = await writes(number, askedOf(kind, mug));
      return { made, figures, refund: made.ok ? await finishChange(id) : null };
    };
    const [change, refund] = await Promise.allSettled([changed(), refundOrder(number, wish())]);
    expect(refund).toMatchObject({ status: "fulfilled", value: { ok: true } });
    const made = change.status === "fulfilled" && change.value.made.ok ? change.value : null;
    if (made) expect(made.refund).toMatchObject({ ok: true, amount: made.figures.back });
    expect(sumOf(await givenBack(intentId))).toBe(total - (made?.figures.credited ?? 0));
  });
});

it("Who cancels an order leaves alone what goes back for pieces that were taken off", async () => {
  const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
  const { total } = await orderOf(orderId);
  const { id, figures } = await writes(number, askedOf("taken off", mug));
  expect(await cancelOrder(number, { restock: false })).toMatchObject({
    ...{ ok: true, refunded: [total - figures.worth] },
  });
  expect(await finishChange(id)).toMatchObject({ ok: true, amount: figures.back });
  expect(sumOf(await givenBack(intentId))).toBe(total);
});
