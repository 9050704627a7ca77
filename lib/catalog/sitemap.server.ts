import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { routing } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { SITEMAP_KINDS, type SitemapKind, type SitemapPage } from "./sitemap-xml";

/** A file has at most 10,000 addresses: a page has one in each language. */
const PAGES_OF_FILE = Math.floor(10_000 / routing.locales.length);
const PAGES_AT_ONCE = 500;

type Source = {
  /** Ids in the order of an index, of what shoppers see. */
  ids: (after: string) => SQL;
  /** What stands behind ids. */
  pages: (ids: SQL) => SQL;
};

const hasGoods = (kind: "category" | "collection") =>
  sql`exists (select from listings l where l.list = ${`${kind}:`} || slug and l.published_at <= now())`;

const SOURCES: Record<SitemapKind, Source> = {
  products: {
    ids: (after) =>
      sql`select product_id as id from listings where list = 'all' and published_at <= now() and product_id > ${after} order by product_id`,
    pages: (ids) =>
      sql`select ids.id, '/products/' || slug as path, updated_at as "changedAt" from (${ids}) as ids
        join products on products.id = ids.id order by ids.id`,
  },
  categories: {
    ids: (after) =>
      sql`select slug as id from categories where slug > ${after} and ${hasGoods("category")} order by slug`,
    pages: (ids) =>
      sql`select id, '/categories/' || id as path, null as "changedAt" from (${ids}) as ids order by id`,
  },
  collections: {
    ids: (after) =>
      sql`select slug as id from collections where slug > ${after} and published_at <= now() and ${hasGoods("collection")} order by slug`,
    pages: (ids) =>
      sql`select id, '/collections/' || id as path, null as "changedAt" from (${ids}) as ids order by id`,
  },
};

type Row = { id: string; path: string; changedAt: string | null };

/** The files of the sitemap: what each is of, and the id after which it begins. One step in an index for each, and nothing of the goods. */
export async function* sitemapFiles(): AsyncGenerator<{ kind: SitemapKind; after: string }> {
  for (const kind of SITEMAP_KINDS) {
    for (let after: string | undefined = ""; after !== undefined; ) {
      yield { kind, after };
      const { rows }: { rows: { id: string }[] } = await db().execute<{ id: string }>(
        sql`${SOURCES[kind].ids(after)} offset ${PAGES_OF_FILE - 1} limit 2`,
      );
      // A file that would be empty is none.
      after = rows.length === 2 ? rows[0]?.id : undefined;
    }
  }
}

/** The pages of one file, some at a time, so that no file is ever in memory as a whole. */
export async function* sitemapPages(kind: SitemapKind, after: string): AsyncGenerator<SitemapPage[]> {
  if (kind === "categories" && after === "") yield [{ path: "/", changedAt: null }];
  let last = after;
  for (let left = PAGES_OF_FILE; left > 0; ) {
    const ids = sql`${SOURCES[kind].ids(last)} limit ${Math.min(PAGES_AT_ONCE, left)}`;
    const { rows } = await db().execute<Row>(SOURCES[kind].pages(ids));
    if (rows.length > 0)
      yield rows.map(({ path, changedAt }) => ({
        path,
        changedAt: changedAt === null ? null : new Date(changedAt),
      }));
    left = rows.length < PAGES_AT_ONCE ? 0 : left - rows.length;
    last = rows.at(-1)?.id ?? last;
  }
}
