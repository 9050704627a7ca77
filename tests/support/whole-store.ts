import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drainAll } from "@/lib/jobs/drain.server";
import { checkDiscounts } from "@/tests/chaos/invariants/discounts";
import { checkEffects } from "@/tests/chaos/invariants/effects";
import type { Finding } from "@/tests/chaos/invariants/finding";
import { checkMoney } from "@/tests/chaos/invariants/money";
import { checkStock } from "@/tests/chaos/invariants/stock";
import type { TestDatabase } from "./database";
import type { LocalStripe } from "./local-stripe";

const MOST_ROUNDS = 12;

/** Work that a round is for. */
const DUE = `select id from webhook_events where processed_at is null
  union all select id::text from outbox_jobs where done_at is null and dead_at is null
  union all select token_id from payment_confirmations where status in ('sent', 'lost')
  union all select id from refund_requests where status = 'asked'`;

const MERCHANT = "merchant@example.com";

/** The store as its operator knows it: what is due gets done, and the books must be right. */
export function wholeStore({ db }: TestDatabase, { stripe }: LocalStripe) {
  process.env.MERCHANT_EMAIL = MERCHANT;
  const rows = async <Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> =>
    (await db.$client.query<Row>(query, values)).rows;

  /** As if the time of every lease and pause were over: of stopped processes, and of tries that failed. */
  async function letLeasesEnd(): Promise<void> {
    for (const [table, column] of [
      ["checkout_starts", "alive_until"],
      ["payment_confirmations", "runs_until"],
      ["payment_attempts", "update_lease_until"],
      ["outbox_jobs", "run_at"],
      ["webhook_events", "next_attempt_at"],
      ["leases", "expires_at"],
    ] as const) {
      await db.execute(
        sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = now() - interval '1 hour'
            where ${sql.identifier(column)} > now() - interval '1 hour'`,
      );
    }
    // A request for a refund has no lease: it counts as lost after two minutes.
    await db.execute(
      sql`update refund_requests set created_at = created_at - interval '3 minutes' where status = 'asked'`,
    );
  }

  return {
    letLeasesEnd,
    /** The scheduler's rounds after an outage, until nothing is under way. */
    async recover(): Promise<void> {
      for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
        await letLeasesEnd();
        await drainAll();
        if (rounds > 0 && (await rows(DUE)).length === 0) return;
      }
      const due = await rows<{ id: string }>(DUE);
      throw new Error(`still due after ${MOST_ROUNDS} rounds: ${due.map(({ id }) => id).join(", ")}`);
    },
    /** What does not hold; empty when all is right. @param pieces of each variant, before the first order */
    async broken(pieces: number): Promise<string[]> {
      const records = { db: { rows }, stripe };
      const variants = await rows<{ id: string }>("select id from variants");
      const initial = new Map(variants.map(({ id }) => [id, pieces]));
      const findings: Finding[] = [
        ...(await checkMoney(records)),
        ...(await checkStock(records, { initial })),
        ...(await checkDiscounts(records)),
        ...(await checkEffects(records, await filedMails())),
      ];
      return findings.flatMap(({ name, broken }) => broken.map((line) => `${name}: ${line}`));
    },
  };
}

/** Their headers, from MAIL_DIR. */
async function filedMails(): Promise<string[]> {
  const folder = process.env.MAIL_DIR ?? "";
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml"));
  return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}
