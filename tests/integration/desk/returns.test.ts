import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { orders, parcels, refunds, returns, stockMovements } from "@/lib/db/schema";
import { listReturns } from "@/lib/desk/returns/list-returns.server";
import { loadReturn } from "@/lib/desk/returns/return-desk.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { askForReturn, withdrawReturn } from "@/lib/orders/returns/ask.server";
import { answerReturn, closeReturn, receiveReturn, refundReturn } from "@/lib/orders/returns/decide.server";
import { shopperReturns } from "@/lib/orders/returns/shopper-returns.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { onHand, shopperOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { paid, orderOf, deliver } = orderShop(db, local);
const { givenBack, losesAnswers } = refundDesk(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const PARCEL = { kind: "shipped", carrier: "DHL", trackingNumber: "1" } as const;

async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

/** Three mugs that have left. */
async function sent(given: { quantity?: number; left?: number } = {}) {
  const { quantity = 3, left = quantity } = given;
  const order = await paid({ quantity });
  const [line] = (await orderOf(order.orderId)).quote.lines;
  const lines = [{ sku: line?.sku ?? "", quantity: left }];
  expect(await markShipped(db, order.number, { ...PARCEL, lines })).toEqual({ ok: true });
  await drainWhole();
  const shopper = shopperOf(order.cartId);
  const ask = (pieces: number, who = shopper) =>
    askForReturn(db, who, order.orderId, {
      pieces: [{ variantId: order.mug, quantity: pieces }],
      reason: "damaged",
      note: "The handle is off.",
    });
  return { ...order, shopper, ask };
}

async function asked(pieces: number, given?: Parameters<typeof sent>[0]) {
  const order = await sent(given);
  const made = await order.ask(pieces);
  if (!made.ok) throw new Error(made.code);
  return { ...order, returnId: made.returnId };
}

async function accepted(pieces: number) {
  const order = await asked(pieces);
  await answerReturn(db, order.returnId, { isAccepted: true, words: "Of course.", by: "Ada" });
  return order;
}

const counted = (variantId: VariantId, sellable: number, writtenOff: number) => ({
  counted: new Map([[variantId, { sellable, writtenOff }]]),
  by: "Ada",
});

async function received(pieces: number, sellable = pieces) {
  const order = await accepted(pieces);
  const count = counted(order.mug, sellable, pieces - sellable);
  expect(await receiveReturn(db, order.returnId, count)).toMatchObject({ ok: true });
  return order;
}

async function planOf(returnId: number, withDelivery: boolean | null = null) {
  const plan = (await loadReturn(returnId, { withDelivery }))?.refund?.plan;
  if (!plan?.ok) throw new Error("no plan");
  return plan;
}

const statusOf = async (returnId: number) =>
  (await db.select().from(returns).where(eq(returns.id, returnId)))[0]?.status;

const subjects = async (number: string) =>
  (await listFiledMail(mailDir)).map(({ subject }) => subject).filter((one) => one.includes(number));

async function age(orderId: OrderId, days: number) {
  const sentAt = new Date(Date.now() - days * 86_400_000);
  await db.update(parcels).set({ sentAt }).where(eq(parcels.orderId, orderId));
}

describe("a shopper's question to send something back", () => {
  it("is kept with its pieces, reason and words, and answered by an e-mail", async () => {
    const { returnId, number, orderId } = await asked(2);
    await drainWhole();
    const [row] = await db.select().from(returns).where(eq(returns.id, returnId));
    expect(row).toMatchObject({ status: "asked", reason: "damaged", note: "The handle is off." });
    expect(row?.lines).toEqual([expect.objectContaining({ quantity: 2 })]);
    expect(await subjects(number)).toContain(`We have got your return for order ${number}`);
    const view = await shopperReturns(orderId);
    expect(view.offer).toBeNull();
    expect(view.earlier).toEqual([expect.objectContaining({ status: "asked", mayWithdraw: true })]);
    const waiting = await listReturns("waiting", null, 1000);
    expect(waiting.returns).toContainEqual(expect.objectContaining({ id: returnId, pieces: 2 }));
  });

  it("is taken of an own order alone", async () => {
    const { ask } = await sent();
    const { cartId } = await paid();
    expect(await ask(1, shopperOf(cartId))).toEqual({ ok: false, code: "not_found" });
  });

  it("is taken only of pieces that have left, and once of each", async () => {
    const half = await sent({ quantity: 3, left: 2 });
    expect(await half.ask(3)).toEqual({ ok: false, code: "return_too_many" });
    expect(await half.ask(0)).toEqual({ ok: false, code: "return_nothing_chosen" });
    const { ask, returnId } = await accepted(2);
    expect(await ask(2)).toEqual({ ok: false, code: "return_too_many" });
    expect(await ask(1)).toMatchObject({ ok: true });
    expect(await statusOf(returnId)).toBe("accepted");
  });

  it("waits for its answer before there is another, also after a double click", async () => {
    const { ask, orderId } = await sent();
    const results = await Promise.all([ask(1), ask(1)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, code: "return_waits" });
    expect(await db.select().from(returns).where(eq(returns.orderId, orderId))).toHaveLength(1);
  });

  it("is taken within the days that the shop allows, counted from the last parcel", async () => {
    const { ask, orderId } = await sent();
    await age(orderId, 21.5);
    expect(await ask(1)).toEqual({ ok: false, code: "return_too_late" });
    expect((await shopperReturns(orderId)).offer).toBeNull();
    await age(orderId, 20.5);
    expect(await ask(1)).toMatchObject({ ok: true });
  });

  it("is not taken of an order that was not sent, or is disputed", async () => {
    const { orderId, cartId, mug } = await paid();
    const pieces = [{ variantId: mug, quantity: 1 }];
    const question = { pieces, reason: "no_reason" as const, note: null };
    const refused = { ok: false, code: "return_not_possible" };
    expect(await askForReturn(db, shopperOf(cartId), orderId, question)).toEqual(refused);
    const other = await sent();
    await db.update(orders).set({ status: "disputed" }).where(eq(orders.id, other.orderId));
    expect(await other.ask(1)).toEqual(refused);
  });

  it("can be taken back by its shopper until the goods are here, and frees the pieces", async () => {
    const { shopper, orderId, returnId, ask } = await asked(3);
    const other = shopperOf((await paid()).cartId);
    expect(await withdrawReturn(db, other, orderId, returnId)).toEqual({ ok: false, code: "not_found" });
    expect(await withdrawReturn(db, shopper, orderId, returnId)).toMatchObject({ ok: true });
    expect(await ask(3)).toMatchObject({ ok: true });
    const late = await received(1);
    expect(await withdrawReturn(db, late.shopper, late.orderId, late.returnId)).toMatchObject({
      ok: false,
      code: "return_changed",
    });
  });
});

describe("the merchant's answer to a return", () => {
  it("reaches the shopper in the merchant's words", async () => {
    const { returnId, number, orderId } = await asked(1);
    const no = { isAccepted: false, words: "It was made to your wishes.", by: "Ada" };
    expect(await answerReturn(db, returnId, no)).toMatchObject({ ok: true, before: "asked" });
    await drainWhole();
    const mail = (await listFiledMail(mailDir)).find(
      ({ subject }) => subject === `About your return for order ${number}`,
    );
    expect(mail?.text).toContain("It was made to your wishes.");
    expect((await shopperReturns(orderId)).earlier[0]).toMatchObject({ status: "declined" });
    const yes = await accepted(1);
    await drainWhole();
    expect(await subjects(yes.number)).toContain(`You can send it back: order ${yes.number}`);
  });

  it("is given once when two answer at the same time", async () => {
    const { returnId } = await asked(1);
    const answers = await Promise.all(
      [true, false].map((isAccepted) =>
        answerReturn(db, returnId, { isAccepted, words: "As we said.", by: "Ada" }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "return_changed" });
  });
});

describe("goods that came back", () => {
  it("go on sale by what was counted alone, once, with who counted them in the ledger", async () => {
    const order = await accepted(3);
    const before = await onHand(db, order.mug);
    const count = counted(order.mug, 2, 1);
    const both = await Promise.all([1, 2].map(() => receiveReturn(db, order.returnId, count)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await onHand(db, order.mug)).toBe(before + 2);
    const moved = await db.select().from(stockMovements).where(eq(stockMovements.orderId, order.orderId));
    expect(moved.filter(({ reason }) => reason === "return")).toEqual([
      expect.objectContaining({ change: 2, who: "Ada", reference: `return ${order.returnId}` }),
    ]);
    expect(await givenBack(order.intentId)).toEqual([]);
  });

  it("are never more than were asked for, and never none", async () => {
    const order = await accepted(2);
    const before = await onHand(db, order.mug);
    const tooMany = { ok: false, code: "return_too_many" };
    expect(await receiveReturn(db, order.returnId, counted(order.mug, 2, 1))).toEqual(tooMany);
    const unknown = counted("var_other" as VariantId, 1, 0);
    expect(await receiveReturn(db, order.returnId, unknown)).toEqual(tooMany);
    expect(await receiveReturn(db, order.returnId, counted(order.mug, 0, 0))).toEqual({
      ok: false,
      code: "return_nothing_chosen",
    });
    expect(await onHand(db, order.mug)).toBe(before);
    expect(await statusOf(order.returnId)).toBe("accepted");
  });
});

describe("the refund of a return", () => {
  it("is of what came back, as it was shown, once, and puts nothing on sale", async () => {
    const order = await received(2, 1);
    const stock = await onHand(db, order.mug);
    const plan = await planOf(order.returnId);
    expect(plan.amount).toBe(4000);
    const give = (key: string) =>
      refundReturn(order.returnId, { key, withDelivery: false, by: "Ada", shown: plan });
    const results = await Promise.all([give("first-one"), give("second-one")]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await givenBack(order.intentId)).toEqual([4000]);
    expect(await statusOf(order.returnId)).toBe("refunded");
    expect(await orderOf(order.orderId)).toMatchObject({ status: "shipped", amountRefunded: 4000 });
    expect(await onHand(db, order.mug)).toBe(stock);
    expect(await give("third-one")).toEqual({ ok: false, code: "return_changed" });
  });

  it("has the delivery with it when all of the order came back, unless somebody says otherwise", async () => {
    const { returnId } = await received(3);
    expect((await planOf(returnId)).amount).toBe((await planOf(returnId, false)).amount + 490);
    const part = await received(1);
    expect((await planOf(part.returnId)).amount).toBe(2000);
  });

  it("adds up with a refund of the same pieces that somebody made elsewhere", async () => {
    const order = await received(3);
    const plan = await planOf(order.returnId);
    await refundOrder(order.number, wish({ amount: 6000 }));
    await deliver(order.orderId);
    const give = { key: "late-one", withDelivery: true, by: "Ada", shown: plan };
    expect(await refundReturn(order.returnId, give)).toMatchObject({ ok: false, code: "changed" });
    expect(await statusOf(order.returnId)).toBe("received");
    expect((await planOf(order.returnId)).amount).toBeLessThanOrEqual(plan.amount - 6000);
    expect(await closeReturn(db, order.returnId, { by: "Ada" })).toMatchObject({ ok: true });
    expect(await statusOf(order.returnId)).toBe("closed");
  });

  it("whose answer was lost ends the return once it is known, and no second one is made", async () => {
    const order = await received(2, 1);
    const plan = await planOf(order.returnId);
    const give = (key: string) =>
      refundReturn(order.returnId, { key, withDelivery: false, by: "Ada", shown: plan });
    await losesAnswers();
    expect(await give("lost-one")).toMatchObject({ ok: false, code: "unknown" });
    expect(await statusOf(order.returnId)).toBe("received");
    await settleOrder(order.orderId);
    expect(await give("other-one")).toEqual({ ok: false, code: "return_changed" });
    expect(await statusOf(order.returnId)).toBe("refunded");
    expect(await givenBack(order.intentId)).toEqual([4000]);
  });

  it("that failed leaves the return open for another", async () => {
    const order = await received(2, 1);
    const plan = await planOf(order.returnId);
    const give = { key: "failing-one", withDelivery: false, by: "Ada", shown: plan };
    await refundReturn(order.returnId, give);
    await db.update(refunds).set({ status: "failed" }).where(eq(refunds.orderId, order.orderId));
    await db.update(returns).set({ status: "received" }).where(eq(returns.id, order.returnId));
    await loadReturn(order.returnId, { withDelivery: false });
    expect(await statusOf(order.returnId)).toBe("received");
  });

  it("is not made before the goods were counted", async () => {
    const order = await accepted(1);
    const give = { key: "early-one", withDelivery: false, by: "Ada", shown: { amount: 2000, before: 0 } };
    expect(await refundReturn(order.returnId, give)).toEqual({ ok: false, code: "return_changed" });
    expect(await givenBack(order.intentId)).toEqual([]);
  });
});

it("the list of returns goes by pages, what has ended with the newest first", async () => {
  const ids = [(await received(1)).returnId, (await received(1)).returnId];
  for (const id of ids) await closeReturn(db, id, { by: "Ada" });
  const seen: number[] = [];
  for (let after: number | null = null, pages = 0; pages === 0 || after !== null; pages += 1) {
    const page = await listReturns("ended", after, 1);
    seen.push(...page.returns.map(({ id }) => id));
    after = page.after;
  }
  expect(seen.slice(0, 2)).toEqual(ids.toReversed());
  expect(seen).toEqual(seen.toSorted((left, right) => right - left));
});
