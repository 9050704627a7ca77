import { parse } from "csv-parse/sync";
import { eq, inArray } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderId, StaffId, VariantId } from "@/lib/base/ids";
import { orderAsides, orders, outboxJobs, parcels, variants } from "@/lib/db/schema";
import { listAsides, setAside, takeUpAgain } from "@/lib/desk/picking/asides.server";
import { ordersToPick } from "@/lib/desk/picking/choose-orders.server";
import { printPicks } from "@/lib/desk/picking/print-picks.server";
import { readPickList } from "@/lib/desk/picking/read-pick-list.server";
import { sendPacked } from "@/lib/desk/picking/send-packed.server";
import { labelRows } from "@/lib/desk/sending/label-rows.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { readPdf } from "@/tests/support/pdf-text";
import { wish } from "@/tests/support/refund-desk";
import { cartWith, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { checkout, orderOf, placed, shipmentOf } = orderShop(db, local);

let staffId: StaffId;
beforeAll(async () => {
  staffId = (await deskStaff(db, "fulfilment")).id;
});

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

async function goods(...places: (string | null)[]) {
  const ids = await stockedVariants(
    db,
    local.stripe,
    places.map(() => 20),
  );
  for (const [index, id] of ids.entries()) {
    await db
      .update(variants)
      .set({ storagePlace: places[index] ?? null })
      .where(eq(variants.id, id));
  }
  const rows = await db.select().from(variants).where(inArray(variants.id, ids));
  return ids.map((id) => ({ id, sku: rows.find((row) => row.id === id)?.sku ?? "" }));
}

async function paidFor(...lines: [VariantId, number][]) {
  const order = await checkout(await cartWith(db, lines));
  await local.payByCard(order.clientSecret);
  await settleOrder(order.orderId);
  return order;
}

const sendPart = (number: string, sku: string, quantity: number) =>
  markShipped(db, number, {
    ...{ kind: "shipped", carrier: null, trackingNumber: null, lines: [{ sku, quantity }] },
  });

async function asPickup(orderId: OrderId) {
  const { quote } = await orderOf(orderId);
  const pickup = {
    address: {
      line1: "1 rue A",
      line2: null,
      postalCode: "75002",
      city: "Paris",
      state: null,
      country: "FR",
    },
    openingHours: "Tuesdays",
  };
  const shippingRates = quote.shippingRates.map((rate) => ({ ...rate, pickup }));
  await db
    .update(orders)
    .set({ quote: { ...quote, shippingRates } })
    .where(eq(orders.id, orderId));
}

describe("a pick list", () => {
  it("sums what is left of all orders, after refunds and parcels, along the places", async () => {
    const [mug, pot, jug] = await goods("A-10", "A-2", null);
    if (!mug || !pot || !jug) throw new Error("no goods");
    const whole = await paidFor([mug.id, 2], [jug.id, 1]);
    const refunded = await paidFor([mug.id, 3], [pot.id, 2]);
    await refundOrder(refunded.number, wish({ lines: [{ variantId: mug.id, quantity: 1 }] }));
    const begun = await paidFor([mug.id, 4], [pot.id, 1]);
    expect(await sendPart(begun.number, mug.sku, 3)).toEqual({ ok: true });

    const list = await readPickList([whole.number, refunded.number, begun.number], "en");
    expect(list.leftOut).toEqual([]);
    expect(list.rows.map(({ place, sku, quantity, onHand }) => [place, sku, quantity, onHand])).toEqual([
      ["A-2", pot.sku, 3, 17],
      // Two, two of three, and one of four.
      ["A-10", mug.sku, 5, 11],
      [null, jug.sku, 1, 19],
    ]);
    expect(list.rows[1]?.orders).toEqual([
      { number: whole.number, sku: mug.sku, quantity: 2 },
      { number: refunded.number, sku: mug.sku, quantity: 2 },
      { number: begun.number, sku: mug.sku, quantity: 1 },
    ]);
    expect(list.orders.map(({ number, lines }) => [number, lines.map((one) => one.quantity)])).toEqual([
      [whole.number, [2, 1]],
      [refunded.number, [2, 2]],
      [begun.number, [1, 1]],
    ]);
    expect((await readPickList([whole.number], "fr")).rows[0]).toMatchObject({ name: "Tasse" });
  });

  it("says of each order that is not packed now why", async () => {
    const [mug] = await goods("A-1");
    if (!mug) throw new Error("no goods");
    const [sent, refunded, aside, ready] = [
      await paidFor([mug.id, 1]),
      await paidFor([mug.id, 1]),
      await paidFor([mug.id, 1]),
      await paidFor([mug.id, 1]),
    ];
    const open = await placed();
    await sendPart(sent.number, mug.sku, 1);
    await refundOrder(refunded.number, wish());
    expect(await setAside(aside.number, mug.sku, staffId)).toEqual({ ok: true });
    await asPickup(ready.orderId);
    expect(await markShipped(db, ready.number, { kind: "ready" })).toEqual({ ok: true });
    const numbers = [sent, refunded, aside, ready, open].map(({ number }) => number);
    const { orders: packed, rows, leftOut } = await readPickList([...numbers, "NONE-NONE"], "en");
    expect([packed, rows]).toEqual([[], []]);
    expect(leftOut).toMatchObject([
      { number: sent.number, why: "state", status: "shipped" },
      { number: refunded.number, why: "state", status: "refunded" },
      { number: aside.number, why: "aside", sku: mug.sku },
      { number: ready.number, why: "ready" },
      { number: open.number, why: "state", status: "open" },
      { number: "NONE-NONE", why: "unknown" },
    ]);
  });

  it("takes those that have waited longest, as many as are asked for, and none that waits aside", async () => {
    await db
      .update(orders)
      .set({ status: "shipped" })
      .where(inArray(orders.status, ["paid", "partially_refunded"]));
    const [mug] = await goods("A-1");
    if (!mug) throw new Error("no goods");
    const all = [];
    for (let index = 0; index < 4; index += 1) all.push(await paidFor([mug.id, 1]));
    const [first, second, third, fourth] = all.map(({ number }) => number);
    if (!first || !second || !third || !fourth) throw new Error("no orders");
    expect(await ordersToPick(2)).toEqual([first, second]);
    await setAside(second, mug.sku, staffId);
    await asPickup(
      (await db.select().from(orders).where(eq(orders.number, third)))[0]?.id ?? ("" as OrderId),
    );
    expect(await ordersToPick(2)).toEqual([first, third]);
    await markShipped(db, third, { kind: "ready" });
    expect(await ordersToPick(10)).toEqual([first, fourth]);
    expect(await takeUpAgain(second)).toEqual({ sku: mug.sku });
    expect(await ordersToPick(10)).toEqual([first, second, fourth]);
  });

  it("is on paper with the same sums, and the file for labels has these orders alone", async () => {
    const [mug] = await goods("C-7");
    if (!mug) throw new Error("no goods");
    const [one, two, other] = [
      await paidFor([mug.id, 2]),
      await paidFor([mug.id, 3]),
      await paidFor([mug.id, 1]),
    ];
    const text = readPdf(await printPicks([one.number, two.number], "en"))
      .map((page) => page.text)
      .join(" ");
    for (const part of ["Pick list", "2 orders", "5 pieces", "C-7", "5 ×", one.number, two.number]) {
      expect(text).toContain(part);
    }
    // A long one goes over two lines.
    expect(text.replaceAll(/\s/g, "")).toContain(mug.sku);
    expect(text).not.toContain(other.number);
    let csv = "";
    for await (const part of labelRows([one.number, two.number])) csv += part;
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    expect(rows.map(({ Order, Pieces }) => [Order, Pieces])).toEqual([
      [one.number, "2"],
      [two.number, "3"],
    ]);
  });
});

describe("an order of which a piece was not found", () => {
  it("waits aside once, by whoever was first, until it is taken up again or leaves", async () => {
    const [mug, pot] = await goods("A-1", "A-2");
    if (!mug || !pot) throw new Error("no goods");
    const { number, orderId } = await paidFor([mug.id, 1]);
    expect(await setAside(number, pot.sku, staffId)).toEqual({ ok: false, code: "not_in_order" });
    const both = await Promise.all([1, 2].map(() => setAside(number, mug.sku, staffId)));
    expect(both.map((one) => one.ok || one.code).sort()).toEqual(["already_aside", true]);
    expect((await listAsides()).filter((one) => one.number === number)).toMatchObject([{ sku: mug.sku }]);
    expect(
      (await sendPacked([{ number, lines: [{ sku: mug.sku, quantity: 1 }] }], "en")).refused,
    ).toMatchObject([{ number, code: "already_aside" }]);
    expect((await orderOf(orderId)).status).toBe("paid");
    // Somebody found it and sent it from the order's page.
    await sendPart(number, mug.sku, 1);
    expect((await listAsides()).filter((one) => one.number === number)).toEqual([]);
    expect(await takeUpAgain(number)).toEqual({ sku: mug.sku });
    expect(await takeUpAgain(number)).toBeNull();
    expect(await setAside(number, mug.sku, staffId)).toEqual({
      ...{ ok: false, code: "not_ready", status: "shipped" },
    });
    expect(await setAside("NONE-NONE", mug.sku, staffId)).toEqual({ ok: false, code: "not_found" });
    expect(await db.select().from(orderAsides).where(eq(orderAsides.orderId, orderId))).toEqual([]);
  });
});

describe("orders that are packed", () => {
  it("leave with exactly what was shown, and those that changed meanwhile stay", async () => {
    const [mug, pot] = await goods("A-1", "A-2");
    if (!mug || !pot) throw new Error("no goods");
    const [good, refunded, sent, collected] = [
      await paidFor([mug.id, 2], [pot.id, 1]),
      await paidFor([mug.id, 2]),
      await paidFor([mug.id, 1]),
      await paidFor([mug.id, 1]),
    ];
    await asPickup(collected.orderId);
    const numbers = [good, refunded, sent, collected].map(({ number }) => number);
    const { orders: shown } = await readPickList(numbers, "en");
    await refundOrder(refunded.number, wish({ lines: [{ variantId: mug.id, quantity: 1 }] }));
    await sendPart(sent.number, mug.sku, 1);

    const result = await sendPacked(shown, "en");
    expect(result).toMatchObject({
      ...{ sent: [good.number], ready: [collected.number] },
      refused: [
        { number: refunded.number, code: "too_many" },
        { number: sent.number, code: "already_shipped" },
      ],
    });
    expect((await orderOf(good.orderId)).status).toBe("shipped");
    expect((await orderOf(refunded.orderId)).status).toBe("partially_refunded");
    expect(await shipmentOf(collected.orderId)).toBe("ready");
    const jobs = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, collected.orderId));
    expect(jobs.map(({ effect }) => effect)).toContain("email.order_ready");
    // A second click sends nothing twice.
    expect(await sendPacked(shown, "en")).toMatchObject({ sent: [], ready: [] });
    expect(await db.select().from(parcels).where(eq(parcels.orderId, good.orderId))).toHaveLength(1);
  });

  it("are reported as ready only when all of them lies there", async () => {
    const [mug] = await goods("A-1");
    if (!mug) throw new Error("no goods");
    const { number, orderId } = await paidFor([mug.id, 2]);
    await asPickup(orderId);
    const part = await sendPacked([{ number, lines: [{ sku: mug.sku, quantity: 1 }] }], "en");
    expect(part.refused).toMatchObject([{ number, code: "more_left" }]);
    expect(await shipmentOf(orderId)).not.toBe("ready");
  });
});
