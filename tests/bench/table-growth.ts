import pg from "pg";
import { arrangeCart, beginCheckout, pay, type Surroundings } from "./purchase";

const ORDERS = 200;
const SHOPPERS = 4;

export type TableGrowth = { table: string; rows: number; kilobytes: number };

type Size = { table: string; rows: string; bytes: string };

/** What 1,000 paid orders add to each table, with its indexes: measured on 200. Needs a PostgreSQL, as PGlite counts nothing. */
export async function tableGrowth(surroundings: Surroundings): Promise<TableGrowth[]> {
  const client = new pg.Client({ connectionString: surroundings.databaseUrl });
  await client.connect();
  try {
    await client.query("update variants set on_hand = on_hand + 100000");
    const before = await sizesOf(client);
    const share = Array.from({ length: ORDERS / SHOPPERS });
    await Promise.all(
      Array.from({ length: SHOPPERS }, async () => {
        for (const _ of share) {
          const { sessionId, clientSecret } = await beginCheckout(
            surroundings,
            await arrangeCart(surroundings),
          );
          await pay(surroundings, sessionId, clientSecret);
        }
      }),
    );
    await untilAllPaid(client);
    const after = await sizesOf(client);
    const perThousand = (now: string, then = "0") => ((Number(now) - Number(then)) * 1000) / ORDERS;
    return after
      .map(({ table, rows, bytes }) => {
        const then = before.find((one) => one.table === table);
        const grown = perThousand(bytes, then?.bytes);
        return {
          table,
          rows: Math.round(perThousand(rows, then?.rows)),
          kilobytes: Math.round(grown / 1024),
        };
      })
      .filter(({ rows, kilobytes }) => rows > 0 || kilobytes > 0)
      .sort((left, right) => right.kilobytes - left.kilobytes);
  } finally {
    await client.end();
  }
}

async function sizesOf(client: pg.Client): Promise<Size[]> {
  const names = await client.query<{ table: string }>(
    "select tablename as table from pg_tables where schemaname = 'public'",
  );
  const sizes: Size[] = [];
  for (const { table } of names.rows) {
    const { rows } = await client.query<Size>(
      `select $1::text as table, count(*) as rows, pg_total_relation_size($1::text) as bytes from "${table}"`,
      [table],
    );
    sizes.push(...rows);
  }
  return sizes;
}

/** Webhooks come after the shopper's page. */
async function untilAllPaid(client: pg.Client): Promise<void> {
  for (let looked = 0; looked < 120; looked += 1) {
    const { rows } = await client.query<{ left: string }>(
      `select (select count(*) from orders where status = 'open') + (select count(*) from outbox_jobs where done_at is null) as left`,
    );
    if (rows[0]?.left === "0") return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("not all orders were paid and mailed within a minute");
}
