import type { Metadata } from "next";
import { formTexts } from "@/components/desk/form-texts.server";
import { GoodsFilter } from "@/components/desk/goods/goods-filter";
import { GoodsGrid } from "@/components/desk/goods/grid/goods-grid";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { allCategories } from "@/lib/desk/goods/categories.server";
import { readGrid } from "@/lib/desk/goods/grid.server";
import { goodsQuery, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/edit";

export const maxDuration = 60;

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-goods")("grid.title") };
}

/** The goods that a filter finds, in a table that is edited as a spreadsheet is. */
export default async function EditGoodsPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = await searchParams;
  const filter = readGoodsFilter(query);
  const skip = typeof query.skip === "string" && /^\d{1,5}$/.test(query.skip) ? Number(query.skip) : 0;
  const [{ columns, goods, next }, categories] = [
    await readGrid(filter, skip, locale),
    await allCategories(locale),
  ];
  const t = translator(locale, "desk-goods");
  const desk = translator(locale, "desk");
  const address = (more: Record<string, string>) =>
    `${PAGE}?${new URLSearchParams({ ...goodsQuery(filter), ...more })}`;
  const kept = {
    ...{ onHand: t("grid.onHand", { count: "{count}" }), changed: t("grid.changed") },
    cell: t("grid.cell", { column: "{column}", row: "{row}" }),
    filled: t("grid.filled", { count: "{count}" }),
    dropped: t("grid.dropped", { count: "{count}" }),
    summary: t("grid.summary", { products: "{products}", cells: "{cells}" }),
    save: t("grid.save", { count: "{count}" }),
    progress: t("grid.progress", { done: "{done}", all: "{all}" }),
    savedCount: t("grid.saved", { count: "{count}" }),
    refused: t("grid.refused", { count: "{count}" }),
    later: t("later", { reason: "{reason}" }),
  };
  return (
    <>
      <PageHead
        back={{ href: `/admin/goods?${new URLSearchParams(goodsQuery(filter))}`, name: t("back") }}
        title={t("grid.title")}
        lead={t("grid.lead")}
      />
      <GoodsFilter action={PAGE} filter={filter} categories={categories} locale={locale} />
      {goods.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <GoodsGrid
          key={address({ after: filter.after ?? "", skip: String(skip) })}
          goods={goods}
          columns={columns}
          texts={{
            ...formTexts(locale),
            ...kept,
            ...{ label: t("grid.title"), keys: t("grid.keys"), goods: t("grid.goods") },
            ...{ over: t("grid.over"), whole: t("grid.whole"), nothing: t("grid.nothing") },
            columns: desk("columns"),
            ...{ discard: t("grid.discard"), check: t("check"), edit: t("edit") },
            ...{ willChange: t("willChange"), atStripe: t("atStripe") },
            ...{ noChange: t("noChange"), nothingAtStripe: t("nothingAtStripe"), others: t("merge.title") },
          }}
        />
      )}
      {/* Not `Link`, so that the browser asks before what was typed is lost. */}
      <p className="mt-4 flex gap-3">
        {(filter.after !== null || skip > 0) && (
          <a href={address({})} className="desk-button">
            {desk("paging.first")}
          </a>
        )}
        {next && (
          <a
            href={address({
              ...(next.after !== null && { after: next.after }),
              ...(next.skip > 0 && { skip: String(next.skip) }),
            })}
            className="desk-button"
          >
            {desk("paging.next")}
          </a>
        )}
      </p>
    </>
  );
}
