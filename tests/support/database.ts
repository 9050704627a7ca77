import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { connect } from "@/lib/db/client";
import { startPostgres } from "@/scripts/local/postgres";
import { expectNobodyAskedInside, refuseSecondConnections } from "./one-connection";

export type TestDatabase = {
  db: ReturnType<typeof connect>;
  url: string;
  /** `pglite`: one session for all connections, so only `postgres` shows how locks behave. */
  kind: "pglite" | "postgres";
};

/** A new, empty database for one test file, which the store's `db()` uses. Call it at the top of the file: `const { db } = await testDatabase()`. */
export async function testDatabase(): Promise<TestDatabase> {
  refuseSecondConnections();
  const template = inject("databaseTemplate");
  const { url, drop } =
    template.kind === "pglite"
      ? await onPglite(template.snapshot)
      : await onPostgres(template.adminUrl, template.template);
  Object.assign(process.env, TEST_ENV, { DATABASE_URL: url });
  takeOnly(url);
  const db = connect(url, 30);
  afterAll(async () => {
    await db.$client.end();
    await globals.__storeDatabase?.$client.end();
    Reflect.deleteProperty(globals, "__storeDatabase");
    await drop();
    expectNobodyAskedInside();
  });
  return { db, url, kind: template.kind };
}

const globals = globalThis as typeof globalThis & { __storeDatabase?: ReturnType<typeof connect> };

/**
 * Files share a process, and what an earlier file has left under way would connect the store to that file's database, which is gone. Only this file's
 * is taken.
 */
function takeOnly(url: string): void {
  let current: ReturnType<typeof connect> | undefined;
  Object.defineProperty(globals, "__storeDatabase", {
    configurable: true,
    get: () => current,
    set: (next: ReturnType<typeof connect> | undefined) => {
      if (next && next.$client.options.connectionString !== url) void next.$client.end();
      else current = next;
    },
  });
}

/** These values are enough for `env()`; a test sets others before the first call. */
const TEST_ENV = {
  STORE_URL: "http://localhost:3000",
  STRIPE_SECRET_KEY: "sk_test_local_tests",
  STRIPE_PUBLISHABLE_KEY: "pk_test_local_tests",
  STRIPE_WEBHOOK_SECRET: "whsec_tests_0123456789abcdef0123456789abcdef",
  CART_SECRET: "cart-secret-of-the-tests-0123456789abcdef",
  AUTH_SECRET: "auth-secret-of-the-tests-0123456789abcdef",
  CRON_SECRET: "cron-secret-of-the-tests-0123456789abcdef",
  MAIL_DIR: ".data/test-mail",
};

/** Does something while the store has another database. */
export async function withStoreDatabase<Result>(
  other: ReturnType<typeof connect>,
  work: () => Promise<Result>,
): Promise<Result> {
  const own = Object.getOwnPropertyDescriptor(globals, "__storeDatabase") ?? {};
  Object.defineProperty(globals, "__storeDatabase", { value: other, configurable: true, writable: true });
  try {
    return await work();
  } finally {
    Object.defineProperty(globals, "__storeDatabase", { configurable: true, ...own });
  }
}

async function onPglite(snapshot: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const dump = new Blob([await readFile(snapshot)], { type: "application/x-tar" });
  const server = await startPostgres({ port: 0, snapshot: dump });
  return { url: server.url, drop: server.stop };
}

/** Waits until nobody is connected: a pool has ended before the server has closed its connections. */
async function waitUntilUnused(admin: pg.Client, name: string): Promise<void> {
  for (let looks = 0; looks < 50; looks += 1) {
    const { rowCount } = await admin.query("select 1 from pg_stat_activity where datname = $1", [name]);
    if (rowCount === 0) return;
    await setTimeout(20);
  }
}

async function onPostgres(
  adminUrl: string,
  template: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `store_test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  const url = new URL(adminUrl);
  url.pathname = name;
  return {
    url: url.href,
    drop: async () => {
      await waitUntilUnused(admin, name);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
