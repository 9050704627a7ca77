import "server-only";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { PlannedProduct } from "./plan-product";

const PRODUCT_FIELDS = [
  "slug",
  "categorySlug",
  "name",
  "description",
  "details",
  "options",
  "images",
  "pictures",
  "vendor",
  "kind",
  "tags",
  "seoTitle",
  "seoDescription",
  "position",
  "featured",
  "active",
  "publishedAt",
  "taxCode",
] as const satisfies (keyof typeof products.$inferInsert)[];

const VARIANT_FIELDS = [
  "productId",
  "sku",
  "options",
  "barcode",
  "storagePlace",
  "weightGrams",
  "unitAmount",
  "compareAtAmount",
  "prices",
  "costAmount",
  "currency",
  "onHand",
  "lowStockAt",
  "backorder",
  "active",
  "position",
] as const satisfies (keyof typeof variants.$inferInsert)[];

/** Writes planned products with their variants, in two statements. */
export async function writeProducts(tx: Transaction, plans: readonly PlannedProduct[]): Promise<void> {
  await upsert(
    tx,
    products,
    ["id", ...PRODUCT_FIELDS],
    plans.flatMap(({ product }) => product ?? []),
  );
  await upsert(
    tx,
    variants,
    ["id", ...VARIANT_FIELDS],
    plans.flatMap((plan) => plan.variants.map(({ row }) => row)),
  );
}

/** All rows are one parameter, since thousands of parameters take PostgreSQL longer than the rows themselves. */
async function upsert<Field extends string>(
  tx: Transaction,
  table: PgTable,
  fields: readonly Field[],
  rows: readonly Record<Field, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = getTableColumns(table);
  const named = fields.map((field) => [field, snakeCase(columns[field]?.name ?? field)] as const);
  const list = sql.join(
    named.map(([, name]) => sql.identifier(name)),
    sql`, `,
  );
  const set: SQL[] = named
    .filter(([field]) => field !== "id")
    .map(([, name]) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`);
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(named.map(([field, name]) => [name, row[field]]))),
  );
  await tx.execute(sql`
    insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${json}::jsonb)
    on conflict (id) do update set ${sql.join([...set, sql`updated_at = now()`], sql`, `)}`);
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
