import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Localized } from "@/lib/base/i18n-text";
import { db } from "@/lib/db/client";
import type { CollectionRule } from "@/lib/db/schema/catalog";

const SHOWN = 24;
/** More are not counted. */
const MOST_COUNTED = 1_000;

type Taken = { goods: { slug: string; name: Localized }[]; count: number; isMore: boolean };

/** Which goods a rule would take now, in the order of the shop. A test compares it with the lists that the database keeps by the same rule. */
export async function goodsOfRule(rule: CollectionRule): Promise<Taken> {
  const { rows } = await db().execute<{ slug: string; name: Localized }>(sql`
    with recursive below(slug) as (
      select slug from categories where ${inOne(sql`slug`, rule.categories ?? [])}
      union select c.slug from categories c join below on c.parent_slug = below.slug
    )
    select p.slug, p.name from listings l join products p on p.id = l.product_id
    where l.list = 'all' and ${sql.join(conditions(rule), sql` and `)}
    order by l.rank, l.product_id limit ${MOST_COUNTED + 1}`);
  const count = Math.min(rows.length, MOST_COUNTED);
  return { goods: rows.slice(0, SHOWN), count, isMore: rows.length > MOST_COUNTED };
}

const inOne = (column: SQL, values: readonly string[]) =>
  sql`${column} = any(${sql.param([...values])}::text[])`;

function conditions({
  tags,
  categories,
  vendors,
  minAmount,
  maxAmount,
  onSale,
  newerThanDays,
}: CollectionRule) {
  return [
    sql`l.published_at <= now()`,
    ...(tags ? [sql`p.tags && ${sql.param(tags)}::text[]`] : []),
    ...(vendors ? [inOne(sql`p.vendor`, vendors)] : []),
    ...(categories ? [sql`p.category_slug in (select slug from below)`] : []),
    ...(minAmount !== undefined ? [sql`l.lowest_amount >= ${minAmount}`] : []),
    ...(maxAmount !== undefined ? [sql`l.lowest_amount <= ${maxAmount}`] : []),
    ...(onSale !== undefined ? [onSaleIs(onSale)] : []),
    ...(newerThanDays !== undefined
      ? [sql`l.published_at + make_interval(days => ${Math.min(newerThanDays, 36_500)}) > now()`]
      : []),
  ];
}

const onSaleIs = (wanted: boolean): SQL => sql`${wanted} = exists (
  select from variants v where v.product_id = p.id and v.active and is_priced(v.stripe_price_id) and v.compare_at_amount > v.unit_amount)`;
