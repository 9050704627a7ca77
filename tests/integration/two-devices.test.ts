import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { onOtherConnection } from "@/tests/support/one-connection";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db, kind } = await testDatabase();
const { stripe, payByCard } = await testStripe();

/** How many connections of this database wait for another's lock. */
const waiting = () =>
  onOtherConnection(async () => {
    const found = await db.execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return found.rows.length;
  });

describe.runIf(kind === "postgres")(
  "a checkout that begins while another device's session is recorded",
  () => {
    it("ends that session, so that only one of both can be paid", async () => {
      const [mug] = await stockedVariants(db, stripe, [10]);
      if (!mug) throw new Error("no variant");
      const cartId = await cartWith(db, [[mug, 1]]);
      const start = (surface: "embedded" | "elements") =>
        startSession({ surface, shopper: shopperOf(cartId), locale: "en" });
      const phone = await start("embedded");
      if (!phone.ok) throw new Error(phone.code);
      const [attempt] = await db
        .delete(paymentAttempts)
        .where(eq(paymentAttempts.orderId, phone.orderId))
        .returning();
      if (!attempt) throw new Error("the session was not recorded");

      const laptop = await db.transaction(async (tx) => {
        await lockOrder(tx, phone.orderId);
        const second = onOtherConnection(() => start("elements"));
        await expect.poll(waiting).toBe(1);
        await tx.insert(paymentAttempts).values(attempt);
        return { second };
      });
      const second = await laptop.second;

      expect(second).toMatchObject({ ok: true });
      expect((await stripe.checkout.sessions.retrieve(phone.session.id)).status).toBe("expired");
      const { status } = await payByCard(phone.clientSecret);
      expect(status).toBe(400);
      const [first] = await db.select().from(orders).where(eq(orders.id, phone.orderId));
      expect(first?.status).toBe("expired");
    });
  },
);
