import "server-only";
import { sql } from "drizzle-orm";
import { type Locale, routing } from "@/i18n/routing";
import type { ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { db } from "@/lib/db/client";
import { cachedRead } from "./cached-read.server";
import { type ListFacets, readFacets } from "./list-facets.server";
import { type ListPage, readListPage } from "./list-page.server";
import { type ListingQuery, listingParams, NO_QUERY } from "./listing";
import { cardsByIds } from "./products.server";
import { listTag } from "./tags";
import type { CatalogProduct, ShelvedProduct } from "./types";

export type ListView = { page: ListPage; products: CatalogProduct[]; found: ListFacets };

async function readList(
  list: string,
  asked: ListingQuery,
  locale: Locale,
  currency: Currency,
): Promise<ListView> {
  const query = { ...asked, currency };
  const parent = list.startsWith("category:") ? list.slice("category:".length) : null;
  const page = await readListPage(db(), list, query, locale);
  const [products, found] = await Promise.all([cardsByIds(page.ids), readFacets(db(), list, query, parent)]);
  return { page, products, found };
}

const cachedList = cachedRead<ListView>();

/**
 * A page of a list. Only its first one, as the merchant sorts it, is kept: there is no end of the others.
 * @param currency of the amounts that are asked for
 */
export const getList = (
  list: string,
  query: ListingQuery,
  locale: Locale,
  currency: Currency,
): Promise<ListView> =>
  listingParams(query).size > 0
    ? readList(list, query, locale, currency)
    : cachedList(() => readList(list, NO_QUERY, locale, currency), ["list", list, locale], [listTag(list)]);

const FEATURED = 12;
const cachedCards = cachedRead<CatalogProduct[]>();

export const listFeatured = () =>
  cachedCards(
    async () =>
      cardsByIds((await readListPage(db(), "featured", NO_QUERY, routing.defaultLocale, FEATURED)).ids),
    ["featured"],
    [listTag("featured")],
  );

const cachedShelves = cachedRead<ShelvedProduct[]>();

/** The picture of each category: of its second product, or else its first. */
export const listShelves = (slugs: readonly string[]) =>
  cachedShelves(async () => {
    const { rows } = await db().execute<{ categorySlug: string; image: string }>(
      sql`select asked.slug as "categorySlug", product.images ->> 'default' as image
        from unnest(${sql.param([...slugs])}::text[]) as asked(slug)
        cross join lateral (select product_id from (
            select l.product_id, l.rank from listings l
            where l.list = 'category:' || asked.slug and l.published_at <= now() order by l.rank, l.product_id limit 2
          ) as two order by two.rank desc, two.product_id desc limit 1) as chosen
        join products as product on product.id = chosen.product_id`,
    );
    return rows.map(({ categorySlug, image }) => ({ categorySlug, image: image ?? "" }));
  }, ["shelves", ...slugs]);

const RELATED = { own: 2, others: 2 };

/**
 * Two of the product's own category, and one of each of two others. Which ones depends on the product's id, so that pages differ.
 * Each is one look in an index.
 */
async function readRelated({ id, categorySlug }: CatalogProduct): Promise<CatalogProduct[]> {
  const { rows } = await db().execute<{ id: ProductId }>(
    sql`with others as (
        select slug from categories as other where slug <> ${categorySlug}
          and exists (select from listings l where l.list = 'category:' || other.slug and l.published_at <= now())
          and not exists (select from listings l where l.list = 'category:' || other.slug and l.product_id = ${id})
        order by position limit ${RELATED.others}
      ), wanted(list, pieces, place) as (
        select 'category:' || ${categorySlug}, ${RELATED.own}::int, 0
        union all select 'category:' || slug, 1, 1 from others
      )
      select near.product_id as id from wanted cross join lateral (
        select product_id, lap from (
          (select l.product_id, 0 as lap from listings l where l.list = wanted.list and l.product_id > ${id}
            and l.published_at <= now() order by l.product_id limit 2)
          union all
          (select l.product_id, 1 from listings l where l.list = wanted.list and l.product_id < ${id}
            and l.published_at <= now() order by l.product_id limit 2)
        ) as around order by lap, product_id limit wanted.pieces
      ) as near order by wanted.place, wanted.list, near.lap, near.product_id`,
  );
  return cardsByIds([...new Set(rows.map((row) => row.id))]);
}

export const relatedProducts = (product: CatalogProduct) =>
  cachedCards(() => readRelated(product), ["related", product.id]);
