import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newCartId, type VariantId } from "@/lib/base/ids";
import { loadCart } from "@/lib/cart/cart.server";
import { addLine } from "@/lib/cart/change.server";
import type { Transaction } from "@/lib/db/client";
import { keepLockOrder, lockCheckout } from "@/lib/db/locks.server";
import { carts, orderTimeline, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockVariants } from "@/lib/inventory/stock.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { expectNobodyAskedInside, onOtherConnection } from "@/tests/support/one-connection";
import { insertOrder, insertVariants } from "@/tests/support/store-fixtures";

const { db, kind } = await testDatabase();
const { stripe } = await testStripe();

const fails = (tx: Transaction, code: string) =>
  tx.execute(sql.raw(`do $$ begin raise exception 'as told' using errcode = '${code}'; end $$`));

/** Adds one to what there is of a variant. */
const addOne = (tx: Transaction, id: VariantId) =>
  tx
    .update(variants)
    .set({ onHand: sql`${variants.onHand} + 1` })
    .where(eq(variants.id, id));

async function stockOf(ids: VariantId[]): Promise<number[]> {
  const rows = await db.select().from(variants).where(inArray(variants.id, ids));
  return ids.map((id) => rows.find((row) => row.id === id)?.onHand ?? Number.NaN);
}

async function twoVariants(): Promise<[VariantId, VariantId]> {
  const [one, other] = await insertVariants(db, [10, 10]);
  if (!one || !other) throw new Error("no variants");
  return [one.id, other.id];
}

describe("a transaction", () => {
  it.each(["40P01", "40001"])("is run again when PostgreSQL ends it with %s", async (code) => {
    const [id] = await twoVariants();
    let runs = 0;
    const answer = await inTransaction(db, async (tx) => {
      runs += 1;
      await addOne(tx, id);
      if (runs < 3) await fails(tx, code);
      return "done";
    });
    expect([answer, runs, await stockOf([id])]).toEqual(["done", 3, [11]]);
  });

  it("is given up after some tries", async () => {
    let runs = 0;
    const endless = inTransaction(db, async (tx) => {
      runs += 1;
      await fails(tx, "40001");
    });
    await expect(endless).rejects.toThrow();
    expect(runs).toBe(5);
  });

  it("is not run again after any other error", async () => {
    let runs = 0;
    const refused = inTransaction(db, async (tx) => {
      runs += 1;
      await fails(tx, "23505");
    });
    await expect(refused).rejects.toThrow();
    expect(runs).toBe(1);
  });

  it.runIf(kind === "postgres")("survives a deadlock with another", async () => {
    const [one, other] = await twoVariants();
    let arrive = () => {};
    const otherHasArrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const crossing = (mine: VariantId, theirs: VariantId, beforeTheirs: () => Promise<void> | void) => {
      let runs = 0;
      return inTransaction(db, async (tx) => {
        runs += 1;
        await addOne(tx, mine);
        await beforeTheirs();
        await addOne(tx, theirs);
        return runs;
      });
    };
    const runs = await Promise.all([
      crossing(one, other, () => otherHasArrived),
      crossing(other, one, () => arrive()),
    ]);
    expect(runs.sort()).toEqual([1, 2]);
    expect(await stockOf([one, other])).toEqual([12, 12]);
  });
});

describe("a transaction that asks for a second connection", () => {
  const refused = "a second connection is asked for inside a transaction";

  it("is refused in every test, whether it asks for a query or for another transaction", async () => {
    const reads = inTransaction(db, () => db.select().from(carts));
    await expect(reads).rejects.toMatchObject({ cause: { message: expect.stringContaining(refused) } });
    const nests = inTransaction(db, () => inTransaction(db, async () => {}));
    await expect(nests).rejects.toThrow(refused);
  });

  it("may continue in a nested transaction of its own", async () => {
    await inTransaction(db, (tx) => tx.transaction((inner) => inner.select().from(carts)));
  });
});

describe("a transaction that asks Stripe", () => {
  it("is refused in every test, as what Stripe has done stays when the database rolls back", async () => {
    const asks = inTransaction(db, () => stripe.balance.retrieve());
    await expect(asks).rejects.toThrow();
    expect(expectNobodyAskedInside).toThrow("Stripe is asked inside a transaction");
    await expect(stripe.balance.retrieve()).resolves.toMatchObject({ object: "balance" });
    expect(expectNobodyAskedInside).not.toThrow();
  });
});

describe("the order of locks", () => {
  const inOrder = (work: (tx: Transaction) => Promise<void> | void) =>
    inTransaction(db, async (tx) => work(tx));

  it("is kept: what comes earlier in it is not locked later", async () => {
    const [id] = await twoVariants();
    const order = await insertOrder(db);
    const wrong = inOrder(async (tx) => {
      await lockVariants(tx, [{ variantId: id, quantity: 1 }]);
      await lockOrder(tx, order.id);
    });
    await expect(wrong).rejects.toThrow("is locked after a variant");
  });

  it("also holds among rows of one kind", async () => {
    const ids = (await twoVariants()).sort();
    const wrong = inOrder(async (tx) => {
      for (const variantId of [...ids].reverse()) await lockVariants(tx, [{ variantId, quantity: 1 }]);
    });
    await expect(wrong).rejects.toThrow("is locked after another");
  });

  it("lets a transaction lock again what it has locked", async () => {
    const cartId = newCartId();
    await inOrder(async (tx) => {
      await lockCheckout(tx, cartId);
      keepLockOrder(tx, "order", ["a", "b"]);
      keepLockOrder(tx, "variant", ["c"]);
      keepLockOrder(tx, "order", ["b"]);
      await lockCheckout(tx, cartId);
    });
  });
});

describe.runIf(kind === "postgres")("while a checkout has its order and its goods locked", () => {
  it("others put the same goods into their carts", { timeout: 10_000 }, async () => {
    const order = await insertOrder(db);
    const variantId = order.quote.lines[0]?.variantId as VariantId;
    const cart = { id: newCartId(), country: "FR" };
    await inTransaction(db, async (tx) => {
      await lockOrder(tx, order.id);
      await lockVariants(tx, [{ variantId, quantity: 1 }]);
      await addOne(tx, variantId);
      await onOtherConnection(async () => {
        expect(await addLine(db, cart, { variantId, quantity: 1 })).toEqual({ ok: true });
        expect((await loadCart(db, cart.id))?.lines).toHaveLength(1);
      });
    });
  });

  it("rows that only refer to the order are written", { timeout: 10_000 }, async () => {
    const order = await insertOrder(db);
    await inTransaction(db, async (tx) => {
      await lockOrder(tx, order.id);
      const detail = { code: "email_sent", email: "order_confirmed" } as const;
      await onOtherConnection(() =>
        db.insert(orderTimeline).values({ orderId: order.id, actor: "store", detail }).execute(),
      );
    });
  });

  it("its shopper's cart is changed", { timeout: 10_000 }, async () => {
    const order = await insertOrder(db);
    await inTransaction(db, async (tx) => {
      await lockCheckout(tx, order.cartId);
      await lockOrder(tx, order.id);
      await onOtherConnection(() =>
        db.update(carts).set({ country: "BE" }).where(eq(carts.id, order.cartId)).execute(),
      );
    });
  });
});
