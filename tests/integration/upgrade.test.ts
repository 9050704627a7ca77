import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { currency } from "@/lib/base/money";
import { connect } from "@/lib/db/client";
import { MIGRATIONS, migrateDatabase } from "@/lib/db/migrate.server";
import { demonstrationItems, webhookEvents } from "@/lib/db/schema";
import { findDemonstration } from "@/lib/demonstration/find.server";
import { demonstrationDiscounts } from "@/lib/demonstration/items";
import { startWarnings } from "@/lib/demonstration/start-warnings.server";
import { keptFields } from "@/lib/webhooks/kept-fields";
import { type LocalPostgres, startPostgres } from "@/scripts/local/postgres";

const eur = currency("eur");
/** The last schema in which nothing was noted of the demonstration. */
const BEFORE = "0017_demonstration-items";

const person = { name: "Ada Lovelace", email: "ada@example.com", address: { city: "Paris" } };
const about = (id: string, type: string, object: object) =>
  ({
    id,
    object: "event",
    type,
    api_version: "2026-01-01",
    created: 1,
    livemode: false,
    request: null,
    data: { object },
  }) as never as Stripe.Event;
const DISPUTE = about("evt_dispute", "charge.dispute.created", {
  id: "du_1",
  object: "dispute",
  payment_intent: { id: "pi_1", ...person },
  evidence: person,
  metadata: null,
});
const DECLINE = about("evt_decline", "payment_intent.payment_failed", {
  id: "pi_1",
  object: "payment_intent",
  latest_charge: "ch_1",
  metadata: { order_id: "ord_1", quote_revision: "2", person: "Ada" },
  last_payment_error: { charge: "ch_1", payment_method: { billing_details: person } },
  receipt_email: person.email,
});
const PRICE = about("evt_price", "price.updated", {
  id: "price_1",
  object: "price",
  product: "prod_1",
  active: false,
  lookup_key: "MUG",
  metadata: { sku: "MUG" },
  nickname: "Ada",
});

let older: string;
let postgres: LocalPostgres;
let db: ReturnType<typeof connect>;

beforeAll(async () => {
  older = await mkdtemp(join(tmpdir(), "store-older-schema-"));
  await cp(MIGRATIONS, older, { recursive: true });
  const path = join(older, "meta/_journal.json");
  const journal = z
    .looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) })
    .parse(JSON.parse(await readFile(path, "utf8")));
  const last = journal.entries.findIndex(({ tag }) => tag === BEFORE);
  const entries = journal.entries.slice(0, last + 1);
  expect(entries).toHaveLength(18);
  await writeFile(path, JSON.stringify({ ...journal, entries }));
  postgres = await startPostgres({ port: 0 });
  db = connect(postgres.url, 1);
  await migrate(db, { migrationsFolder: older });
  for (const event of [DISPUTE, DECLINE, PRICE, { ...DECLINE, id: "evt_old" }]) {
    const at = event.id === "evt_old" ? sql`now() - interval '41 days'` : sql`now()`;
    await db.execute(sql`insert into webhook_events (id, type, payload, processed_at)
      values (${event.id}, ${event.type}, ${JSON.stringify(event)}, ${at})`);
  }
}, 60_000);

afterAll(async () => {
  await db.$client.end();
  await postgres.stop();
  await rm(older, { recursive: true, force: true });
});

/** As the older store's seed did. */
async function putRule({ id, kind, code = null, name, conditions, combinable }: RuleValues): Promise<void> {
  await db.execute(sql`insert into discount_rules (id, kind, code, name, conditions, combinable)
    values (${id}, ${kind}, ${code}, ${JSON.stringify(name)}, ${JSON.stringify(conditions)}, ${combinable})`);
}
type RuleValues = ReturnType<typeof demonstrationDiscounts>["rules"][number];

const foundNames = async () =>
  (await findDemonstration(db, eur)).map(({ kind, id }) => `${kind} ${id}`).sort();

describe("a database of a store that recorded nothing of its demonstration", () => {
  const { rules, segments, program } = demonstrationDiscounts(eur, new Date());
  const allFree = rules.find(({ code }) => code === "ALLFREE");
  const [regulars] = segments;

  it("has its discounts recorded after the upgrade, also when a merchant has deleted all its products", async () => {
    if (!allFree || !regulars) throw new Error("the demonstration has them");
    await putRule(allFree);
    await putRule({ ...allFree, id: "rule_own", code: "OWN" });
    await db.execute(sql`insert into customer_segments (id, name, definition)
      values (${regulars.id}, ${JSON.stringify(regulars.name)}, ${JSON.stringify(regulars.definition)})`);
    await db.execute(sql`insert into loyalty_program (tiers, days, grace_days)
      values (${JSON.stringify(program.tiers)}, ${program.days}, ${program.graceDays})`);
    await migrateDatabase(postgres.url);
    expect(await foundNames()).toEqual([
      "discount_rule rule_code_allfree",
      "loyalty_program store",
      "segment regulars",
    ]);
    expect(await db.$count(demonstrationItems)).toBe(3);
    const settings = { STORE_CURRENCY: "EUR", STRIPE_SECRET_KEY: "sk_live_1", LOCAL_DEMO: false };
    expect(await startWarnings(db, settings)).toEqual([expect.stringContaining("the codes ALLFREE")]);
  });
});

it("The inbox of an older store loses what it holds about persons, and what is older than Stripe's list", async () => {
  const rows = await db.select().from(webhookEvents).orderBy(webhookEvents.id);
  expect(rows.map(({ payload }) => payload)).toEqual([DECLINE, DISPUTE, PRICE].map(keptFields));
  expect(JSON.stringify(rows)).not.toMatch(/Ada|Paris/);
});
