import { sql } from "drizzle-orm";
import type { Pool } from "pg";
import { afterAll, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/tests/support/database";

await testDatabase();

const pool = () => {
  const database = db();
  if (!("$client" in database)) throw new Error("no pool");
  return database.$client as Pool;
};

/** Where Vercel's runtime tells a function of the request that it serves. */
const CONTEXT = Symbol.for("@vercel/request-context");

const kept: Promise<unknown>[] = [];
Object.assign(process.env, { VERCEL: "1", VERCEL_URL: "store-1.vercel.app", VERCEL_REGION: "fra1" });
Object.assign(globalThis, {
  [CONTEXT]: { get: () => ({ waitUntil: (promise: Promise<unknown>) => kept.push(promise) }) },
});
// Vercel's package waits for nothing any more when it was loaded a quarter of an hour ago, which another file may have done.
vi.useFakeTimers({ toFake: ["Date"], now: performance.timeOrigin });
afterAll(() => {
  for (const name of ["VERCEL", "VERCEL_URL", "VERCEL_REGION"]) delete process.env[name];
  Reflect.deleteProperty(globalThis, CONTEXT);
});

it("keeps an instance on Vercel until its idle connections are closed, and opens few", async () => {
  await Promise.all(Array.from({ length: 12 }, () => db().execute(sql`select pg_sleep(0.05)`)));
  expect(pool().totalCount).toBeLessThanOrEqual(3);
  expect(kept.length).toBeGreaterThan(0);
  // Whoever uses the pool meanwhile ends the waiting so far, and begins it anew.
  for (let waited = 0; waited < kept.length; ) {
    waited = kept.length;
    await Promise.all(kept);
  }
  expect(pool().totalCount).toBe(0);
});
