import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Localized } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { storableText } from "@/lib/base/storable-text";
import { db } from "@/lib/db/client";

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

/** A page of the goods by their addresses. It is read from an index on, and never by a number of pages. */
export async function listGoods(
  filter: GoodsFilter,
): Promise<{ goods: ListedGoods[]; after: string | null }> {
  const where = sql.join(conditions(filter), sql` and `);
  const { rows } = await db().execute<ListedGoods>(sql`
    select page.id, page.slug, page.name, page.state, page.image, c.name as category,
      own.variants, own.on_hand as "onHand", own.is_low as "isLow", own.least, own.most, own.currency
    from (
      select p.id, p.slug, p.name, p.category_slug, p.images->>'default' as image, ${STATE} as state
      from products p where ${where} order by p.slug limit ${PAGE_SIZE + 1}
    ) as page
    join categories c on c.slug = page.category_slug
    cross join lateral (
      select count(*)::int as variants, coalesce(sum(v.on_hand), 0)::int as on_hand, coalesce(bool_or(${LOW}), false) as is_low,
        min(v.unit_amount) as least, max(v.unit_amount) as most, min(v.currency) as currency
      from variants v where v.product_id = page.id and v.active
    ) as own
    order by page.slug`);
  const goods = rows.slice(0, PAGE_SIZE);
  return { goods, after: rows.length > PAGE_SIZE ? (goods.at(-1)?.slug ?? null) : null };
}

function conditions({ q, state, category, low, after }: GoodsFilter): SQL[] {
  const like = q && `%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return [
    after === null ? sql`true` : sql`p.slug > ${after}`,
    ...(like
      ? [
          sql`p.id in (
            select id from products where lower(slug || ' ' || name::text || ' ' || coalesce(vendor, '')) like ${like}
            union select product_id from variants where lower(sku) like ${like})`,
        ]
      : []),
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
