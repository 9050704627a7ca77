import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { storableText } from "@/lib/base/storable-text";
import { db, type Queryable } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";

export const GOODS_STATES = ["on", "at", "draft", "off"] as const;
export type GoodsState = (typeof GOODS_STATES)[number];

const PAGE_SIZE = 50;
const LONGEST = 200;

const word = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .refine((text) => storableText(text) === text)
  .nullable()
  .catch(null);

const filterSchema = z.object({
  /** Part of a name, an address, a brand or a SKU. */
  q: word,
  state: z.enum(GOODS_STATES).nullable().catch(null),
  /** With all categories below it. */
  category: word,
  low: z.literal("1").nullable().catch(null),
  /** The address of the product that the page begins after. */
  after: word,
});

type GoodsFilter = z.output<typeof filterSchema>;

type Query = Record<string, string | string[] | undefined>;

export const readGoodsFilter = (query: Query): GoodsFilter =>
  filterSchema.parse(
    Object.fromEntries(
      Object.keys(filterSchema.shape).map((key) => [key, typeof query[key] === "string" ? query[key] : null]),
    ),
  );

/** What is asked, for an address, without where the page begins. */
export const goodsQuery = ({ after: _, ...asked }: GoodsFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));

export type ListedGoods = {
  id: ProductId;
  slug: string;
  name: Localized;
  state: GoodsState;
  category: Localized;
  image: string | null;
  variants: number;
  onHand: number;
  isLow: boolean;
  least: number | null;
  most: number | null;
  currency: Currency | null;
};

const STATE = sql`case when not p.active then 'off' when p.published_at is null then 'draft'
  when p.published_at > now() then 'at' else 'on' end`;

const LOW = sql`v.active and v.low_stock_at is not null and v.on_hand <= v.low_stock_at`;

/** Products that are looked at one by one, in the list's order, before all that match are gathered. */
const WALKED = 2_000;

/**
 * A page of the goods by their addresses, read from an index on, and never by a number of pages. Where many match, a page is soon full when the list is
 * walked in its order; where few match, they are gathered from the indexes of what is asked.
 */
export async function listGoods(
  filter: GoodsFilter,
): Promise<{ goods: ListedGoods[]; after: string | null }> {
  const { after } = filter;
  // What is of one draft alone is in no list.
  const from = sql`only_in_cart is null and ${after === null ? sql`true` : sql`slug > ${after}`}`;
  const walk = sql`(select * from products where ${from} order by slug limit ${WALKED})`;
  const walked = await read(db(), walk, [...common(filter), ...walkedConditions(filter)]);
  const isEnough = walked.length > PAGE_SIZE || isWhole(filter);
  const rows = isEnough ? walked : await gather(filter, from);
  const goods = rows.slice(0, PAGE_SIZE);
  return { goods, after: rows.length > PAGE_SIZE ? (goods.at(-1)?.slug ?? null) : null };
}

/** Nothing is asked, so what was walked is all there is. */
const isWhole = ({ q, low, state, category }: GoodsFilter) =>
  q === null && low === null && state === null && category === null;

/** PostgreSQL believes that what is asked for is common, and would read all. */
async function gather(filter: GoodsFilter, from: SQL): Promise<ListedGoods[]> {
  return inTransaction(db(), async (tx) => {
    if (filter.q !== null || filter.low !== null) await tx.execute(sql`set local enable_seqscan = off`);
    return read(tx, sql`(select * from products where ${from})`, [
      ...common(filter),
      ...gatheredConditions(filter),
    ]);
  });
}

async function read(q: Queryable, source: SQL, conditions: SQL[]): Promise<ListedGoods[]> {
  const where = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
  const { rows } = await q.execute<ListedGoods>(sql`
    select page.id, page.slug, page.name, page.state, page.image, c.name as category,
      own.variants, own.on_hand as "onHand", own.is_low as "isLow", own.least, own.most, own.currency
    from (
      select p.id, p.slug, p.name, p.category_slug, p.images->>'default' as image, ${STATE} as state
      from ${source} p where ${where} order by p.slug limit ${PAGE_SIZE + 1}
    ) as page
    join categories c on c.slug = page.category_slug
    cross join lateral (
      select count(*)::int as variants, coalesce(sum(v.on_hand), 0)::int as on_hand, coalesce(bool_or(${LOW}), false) as is_low,
        min(v.unit_amount) as least, max(v.unit_amount) as most, min(v.currency) as currency
      from variants v where v.product_id = page.id and v.active
    ) as own
    order by page.slug`);
  return rows;
}

function common({ state, category }: GoodsFilter): SQL[] {
  return [
    ...(state ? [stateCondition(state)] : []),
    ...(category
      ? [
          sql`p.category_slug in (
            with recursive below(slug) as (
              select slug from categories where slug = ${category}
              union select c.slug from categories c join below on c.parent_slug = below.slug
            ) select slug from below)`,
        ]
      : []),
  ];
}

const pattern = (q: string) => `%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;

function walkedConditions({ q, low }: GoodsFilter): SQL[] {
  return [
    ...(q
      ? [
          sql`(lower(p.slug || ' ' || p.name::text || ' ' || coalesce(p.vendor, '')) like ${pattern(q)}
            or exists (select from variants v where v.product_id = p.id and lower(v.sku) like ${pattern(q)}))`,
        ]
      : []),
    ...(low ? [sql`exists (select from variants v where v.product_id = p.id and ${LOW})`] : []),
  ];
}

function gatheredConditions({ q, low }: GoodsFilter): SQL[] {
  return [
    ...(q
      ? [
          sql`p.id in (
            select id from products where lower(slug || ' ' || name::text || ' ' || coalesce(vendor, '')) like ${pattern(q)}
            union select product_id from variants where lower(sku) like ${pattern(q)})`,
        ]
      : []),
    ...(low ? [sql`p.id in (select v.product_id from variants v where ${LOW})`] : []),
  ];
}

function stateCondition(state: GoodsState): SQL {
  switch (state) {
    case "off":
      return sql`not p.active`;
    case "draft":
      return sql`p.active and p.published_at is null`;
    case "at":
      return sql`p.active and p.published_at > now()`;
    case "on":
      return sql`p.active and p.published_at <= now()`;
  }
}
