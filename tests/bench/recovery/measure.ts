import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { count, inArray, isNotNull, isNull } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { orders, outboxJobs } from "@/lib/db/schema";
import { drainAll } from "@/lib/jobs/drain.server";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { runScript } from "@/scripts/local/run-script";
import { insertMissedOrders } from "./insert-orders";
import type { Figures } from "./stand-ins";

/** Milliseconds. With `--vercel` a round begins each minute. */
const MINUTE = 60_000;

/**
 * How fast the store recovers from an outage in which orders were paid and no event arrived. The store's own code and a real PostgreSQL, with a stand-in
 * for Stripe that has Stripe's limits, and a mail server that accepts at once. Prints figures, without a judgement.
 */
runScript(async () => {
  const vercel = process.env.ROUNDS === "vercel";
  const sizes = (process.env.ORDERS ?? "").split(",").map(Number);
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 1)) throw new Error("--orders 1000,3000");
  const postgres = await startInstalledPostgres();
  if (!postgres)
    throw new Error("There is no PostgreSQL on this machine: install it (Debian's package: postgresql).");
  const others = fork(fileURLToPath(new URL("./stand-ins.ts", import.meta.url)));
  try {
    const [{ stripe, smtp }] = await once(others, "message");
    configure(postgres.url, stripe, smtp, vercel);
    await migrateDatabase(postgres.url);
    console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${postgres.version}`);
    console.log(
      vercel ? "a round each minute, three connections" : "rounds one after another, ten connections",
    );
    for (const [run, size] of sizes.entries()) {
      const missed = await insertMissedOrders(db(), size, run);
      others.send({ kind: "orders", orders: missed });
      const row = await recover(
        others,
        missed.map(({ orderId }) => orderId),
        vercel,
      );
      console.table([row]);
    }
  } finally {
    others.disconnect();
    await postgres.stop();
  }
});

/** The settings of a store with a live key, as far as its speed goes. */
function configure(databaseUrl: string, stripe: string, smtp: string, vercel: boolean): void {
  const secret = "bench".repeat(8);
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_MAX: vercel ? "3" : "10",
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_PUBLISHABLE_KEY: "pk_test_bench",
    STRIPE_WEBHOOK_SECRET: "whsec_bench",
    STRIPE_API_BASE: stripe,
    STRIPE_BACKGROUND_RATE: "50",
    STRIPE_BACKGROUND_CALL_RATE: "12",
    STORE_URL: "http://localhost:3000",
    CART_SECRET: secret,
    AUTH_SECRET: secret,
    CRON_SECRET: secret,
    SMTP_URL: smtp,
    MERCHANT_EMAIL: "shop@example.com",
    LOG: "error",
  });
}

async function recover(others: ChildProcess, orderIds: string[], vercel: boolean) {
  const before = await figures(others);
  const used = process.cpuUsage();
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  let rounds = 0;
  let settled: number | null = null;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      if (settled === null && (await left()).open === 0) settled = seconds();
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  })();
  for (;;) {
    const next = (rounds + 1) * MINUTE + began;
    const report = await drainAll(vercel ? "everything" : "due");
    rounds += 1;
    const { open, jobs } = await left();
    if (open === 0 && jobs === 0) break;
    const failed = JSON.stringify(report);
    console.log(`round ${rounds}, ${seconds()} s: ${open} orders and ${jobs} jobs are left: ${failed}`);
    if (vercel) await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  const mailed = seconds();
  isOver = true;
  await watch;
  const { user, system } = process.cpuUsage(used);
  const cpu = user + system;
  const after = await figures(others);
  const done = await db().select({ n: count() }).from(outboxJobs).where(isNotNull(outboxJobs.doneAt));
  return {
    orders: orderIds.length,
    rounds,
    "settled after (s)": settled ?? mailed,
    "all mailed after (s)": mailed,
    "orders/s": Math.round((orderIds.length / mailed) * 10) / 10,
    "CPU (ms/order)": Math.round(cpu / 1000 / orderIds.length),
    "e-mails": after.mails - before.mails,
    "calls to Stripe": after.calls - before.calls,
    "most calls/s": after.most,
    "of one kind": after.mostOfOneKind,
    refused: after.refused - before.refused,
    "jobs in the table": done[0]?.n,
  };
}

async function left(): Promise<{ open: number; jobs: number }> {
  const [open] = await db()
    .select({ n: count() })
    .from(orders)
    .where(inArray(orders.status, ["open"]));
  const [jobs] = await db().select({ n: count() }).from(outboxJobs).where(isNull(outboxJobs.doneAt));
  return { open: open?.n ?? 0, jobs: jobs?.n ?? 0 };
}

async function figures(others: ChildProcess): Promise<Figures> {
  others.send({ kind: "figures" });
  const [answer] = await once(others, "message");
  return answer;
}
