import { sql } from "drizzle-orm";
import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { db as storeDatabase } from "@/lib/db/client";
import { outboxJobs, webhookEvents } from "@/lib/db/schema";
import { claimJob } from "@/lib/outbox/claim.server";
import { claimEvent } from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";

const { db, kind } = await testDatabase();

/** Leaves PostgreSQL no plan but the one it may choose by itself for a small table: row by row. */
const OTHER_PLANS = ["hashjoin", "mergejoin", "hashagg", "sort", "material"];

beforeAll(async () => {
  const [database] = (await db.execute<{ name: string }>(sql`select current_database() as name`)).rows;
  for (const plan of OTHER_PLANS) {
    const off = `set enable_${plan} = off`;
    await db.execute(sql.raw(kind === "pglite" ? off : `alter database "${database?.name}" ${off}`));
  }
});

/** How many pieces of work each of five callers got, one after the other. */
const inTurn = async (claim: () => Promise<object | null>) => {
  const got: boolean[] = [];
  for (let caller = 0; caller < 5; caller++) got.push((await claim()) !== null);
  return got;
};

describe("a claim takes one row and leaves the others, however PostgreSQL plans it:", () => {
  it("an event", async () => {
    const event = (id: string) => ({ id, type: "checkout.session.completed" }) as Stripe.Event;
    await db
      .insert(webhookEvents)
      .values(["evt_1", "evt_2", "evt_3"].map((id) => ({ id, type: event(id).type, payload: event(id) })));
    expect(await inTurn(() => claimEvent("payments"))).toEqual([true, true, true, false, false]);
  });

  it("a job", async () => {
    await db
      .insert(outboxJobs)
      .values(["1", "2", "3"].map((occurrence) => ({ effect: "email.sign_in" as const, occurrence })));
    expect(await inTurn(() => claimJob(storeDatabase(), "person_email"))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
