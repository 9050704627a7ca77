import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { connect } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { orders, outboxJobs, stockHolds, variants } from "@/lib/db/schema";
import { findMissingOrders } from "@/lib/doctor/missing-orders.server";
import { drainAll } from "@/lib/jobs/drain.server";
import { testDatabase, withStoreDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";

const { db, url, kind } = await testDatabase();
const local = await testStripe();
await testMailbox();
const { placed, paid } = orderShop(db, local);
const run = promisify(execFile);

/** The same steps as docs/runbooks/restore-from-a-backup.md. PGlite is no server that pg_dump speaks to. */
it.runIf(kind === "postgres")(
  "after a loss the restored store knows all that Stripe knows of its orders, once, and names the payments whose orders are lost",
  async () => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const folder = await mkdtemp(join(tmpdir(), "store-restore-"));
    const file = join(folder, "store.dump");
    const restoredUrl = new URL(url);
    restoredUrl.pathname = `${restoredUrl.pathname}_restored`;
    const name = restoredUrl.pathname.slice(1);

    const before = {
      settled: await paid({ quantity: 2 }),
      refundedLater: await paid(),
      paidLater: await placed(3),
    };
    await run("pg_dump", ["--format=custom", "--no-owner", `--file=${file}`, url]);
    const backup = new Date();

    // What happens between the backup and the loss.
    await local.payByCard(before.paidLater.clientSecret);
    await local.stripe.refunds.create({ payment_intent: before.refundedLater.intentId });
    const lost = await paid({ quantity: 4 });

    // The loss: from here on the store has the restored database alone.
    await db.execute(sql.raw(`create database ${name}`));
    await run("pg_restore", [
      "--no-owner",
      "--exit-on-error",
      "--single-transaction",
      `--dbname=${restoredUrl.href}`,
      file,
    ]);
    await migrateDatabase(restoredUrl.href);
    const restored = connect(restoredUrl.href, 10);
    try {
      for (const round of [1, 2]) {
        const report = await withStoreDatabase(restored, () => drainAll("everything"));
        const failed = Object.entries(report).filter(
          ([, part]) => typeof part === "object" && "error" in part,
        );
        expect({ round, failed }).toEqual({ round, failed: [] });
      }
      const statusOf = async (id: OrderId) =>
        (await restored.select({ status: orders.status }).from(orders).where(eq(orders.id, id)))[0]?.status;
      expect(await statusOf(before.settled.orderId)).toBe("paid");
      expect(await statusOf(before.paidLater.orderId)).toBe("paid");
      expect(await statusOf(before.refundedLater.orderId)).toBe("refunded");
      expect(await statusOf(lost.orderId)).toBeUndefined();

      // On hand and sold are what there was; nothing is held for a dead order; every effect happened once.
      for (const [order, quantity] of [
        [before.settled, 2],
        [before.paidLater, 3],
      ] as const) {
        const [stock] = await restored.select().from(variants).where(eq(variants.id, order.mug));
        expect(stock?.onHand).toBe(10 - quantity);
      }
      expect(await restored.select().from(stockHolds).where(eq(stockHolds.status, "held"))).toEqual([]);
      const effects = await restored
        .select()
        .from(outboxJobs)
        .where(eq(outboxJobs.effect, "email.order_confirmed"));
      expect(effects.map(({ orderId }) => orderId).sort()).toEqual(
        Object.values(before)
          .map(({ orderId }) => orderId)
          .sort(),
      );

      // The payment whose order is lost is named, and nothing else.
      const since = new Date(backup.getTime() - 3_600_000);
      expect(await findMissingOrders(restored, local.stripe, since)).toMatchObject([
        { orderNumber: lost.number, paymentId: lost.intentId, amount: expect.any(Number) },
      ]);
      await local.stripe.refunds.create({ payment_intent: lost.intentId });
      expect(await findMissingOrders(restored, local.stripe, since)).toEqual([]);
    } finally {
      await restored.$client.end();
      await db.execute(sql.raw(`drop database ${name} with (force)`));
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
