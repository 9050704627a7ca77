import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import type { Transaction } from "@/lib/db/client";
import { postgresCode } from "@/lib/db/errors";
import { discountRedemptions, discountRules, orders, stockHolds } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import type { OrderStatus } from "@/lib/model/order";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, onHand, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db, kind } = await testDatabase();
const { stripe, payByCard } = await testStripe();

const CHECK_VIOLATION = "23514";
const codeOf = (work: Promise<unknown>) => work.then(() => "accepted", postgresCode);

type Order = Awaited<ReturnType<typeof insertOrder>>;

const holdFor = ({ id, quote }: Order) => {
  const [line] = quote.lines;
  if (!line) throw new Error("an order without lines");
  return { orderId: id, variantId: line.variantId, quantity: 1, expiresAt: new Date(Date.now() + 60_000) };
};

const setStatus = (q: Pick<Transaction, "update">, orderId: OrderId, status: OrderStatus) =>
  q.update(orders).set({ status }).where(eq(orders.id, orderId));

describe("the database", () => {
  it.each(["open", "processing"] as const)(
    "allows goods to be held for an order that is %s",
    async (status) => {
      const order = await insertOrder(db, { status });
      expect(await codeOf(db.insert(stockHolds).values(holdFor(order)))).toBe("accepted");
    },
  );

  it.each(["canceled", "expired", "payment_failed", "paid", "needs_attention"] as const)(
    "refuses to hold goods or discounts for an order that is %s",
    async (status) => {
      const order = await insertOrder(db, { status });
      expect(await codeOf(db.insert(stockHolds).values(holdFor(order)))).toBe(CHECK_VIOLATION);
      await db
        .insert(discountRules)
        .values({
          id: "rule_any",
          kind: "promotion_code",
          code: "ANY",
          name: { en: "Any", fr: "Tous" },
          conditions: { benefit: { type: "percent", percent: 10 } },
          combinable: true,
        })
        .onConflictDoNothing();
      const redemption = { orderId: order.id, ruleId: "rule_any", customerKey: order.cartId };
      expect(await codeOf(db.insert(discountRedemptions).values(redemption))).toBe(CHECK_VIOLATION);
    },
  );

  it("refuses to end an order whose goods are held, and allows it once they are released", async () => {
    const order = await insertOrder(db);
    await db.insert(stockHolds).values(holdFor(order));
    expect(await codeOf(setStatus(db, order.id, "canceled"))).toBe(CHECK_VIOLATION);
    const closing = db.transaction(async (tx) => {
      await setStatus(tx, order.id, "canceled");
      await tx.update(stockHolds).set({ status: "released" }).where(eq(stockHolds.orderId, order.id));
    });
    expect(await codeOf(closing)).toBe("accepted");
  });

  it.runIf(kind === "postgres").each(["goods first", "end first"])(
    "refuses one of the two when goods are held for an order that ends at the same moment: %s",
    async (first) => {
      const order = await insertOrder(db);
      let goOn = () => {};
      const otherIsDone = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const keep = async (tx: Pick<Transaction, "insert">) => tx.insert(stockHolds).values(holdFor(order));
      const end = async (tx: Pick<Transaction, "update">) => setStatus(tx, order.id, "canceled");
      const slow = db.transaction(async (tx) => {
        await (first === "goods first" ? keep(tx) : end(tx));
        await otherIsDone;
      });
      const quick = db.transaction(async (tx) => {
        await (first === "goods first" ? end(tx) : keep(tx));
        goOn();
      });
      const codes = [await codeOf(slow), await codeOf(quick)];
      expect(codes.sort()).toEqual([CHECK_VIOLATION, "accepted"]);
    },
  );
});

describe("a cart that was paid on another surface, without the store knowing yet", () => {
  it("holds no goods when it is started twice at once, and no start succeeds", async () => {
    const rounds = kind === "postgres" ? 10 : 3;
    for (let round = 0; round < rounds; round += 1) {
      const [mug] = await stockedVariants(db, stripe, [5]);
      if (!mug) throw new Error("no variant");
      const cartId = await cartWith(db, [[mug, 1]]);
      const shopper = shopperOf(cartId);
      const embedded = await startSession({ surface: "embedded", shopper, locale: "en" });
      if (!embedded.ok) throw new Error(embedded.code);
      await payByCard(embedded.clientSecret);
      const tabs = await Promise.all(
        Array.from({ length: 2 }, () => startPayment({ shopper, locale: "en" })),
      );
      // The second may look at a cart that has just been emptied.
      for (const tab of tabs)
        expect(["payment_in_progress", "cart_empty"]).toContain(tab.ok ? "ok" : tab.code);
      const ofCart = await db.select().from(orders).where(eq(orders.cartId, cartId));
      expect(new Set(ofCart.map(({ status }) => status))).toEqual(new Set(["paid", "canceled"]));
      expect(await onHand(db, mug)).toBe(4);
      expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 4]]));
    }
  });
});
