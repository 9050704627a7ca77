import Link from "next/link";
import { LinePicture } from "@/components/cart/line-picture";
import { Badge } from "@/components/desk/badge";
import { DeskForm } from "@/components/desk/desk-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { GoodsFilter } from "@/components/desk/goods/goods-filter";
import { STATE_TONES } from "@/components/desk/goods/state-tones";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { allCategories } from "@/lib/desk/goods/categories.server";
import { goodsQuery, type ListedGoods, listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods";

export const generateMetadata = () => deskTitle(PAGE);

/** All goods, also drafts and those off sale. */
export default async function GoodsPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale, role } = await enterDesk(PAGE);
  const filter = readGoodsFilter(await searchParams);
  const [{ goods, after }, categories] = [await listGoods(filter), await allCategories(locale)];
  const t = translator(locale, "desk-goods");
  const lists = translator(locale, "desk-lists");
  const address = (more: Record<string, string>) =>
    `${PAGE}?${new URLSearchParams({ ...goodsQuery(filter), ...more })}`;
  const pricesOf = ({ least, most, currency }: ListedGoods) =>
    currency === null || least === null || most === null
      ? ""
      : [...new Set([least, most])].map((amount) => formatMoney(amount, currency, locale)).join(" – ");
  const title = translator(locale, "desk")(`pages.${PAGE}`);
  return (
    <>
      <PageHead title={title}>
        <Link href={`${PAGE}/categories`} className="desk-button">
          {lists("title.categories")}
        </Link>
        <Link href={`${PAGE}/collections`} className="desk-button">
          {lists("title.collections")}
        </Link>
        {hasRight(role, "goods.edit") && (
          <Link href={`${PAGE}/import`} className="desk-button">
            {translator(locale, "desk-imports")("title")}
          </Link>
        )}
        {hasRight(role, "goods.edit") && (
          <Link href={`${PAGE}/edit?${new URLSearchParams(goodsQuery(filter))}`} className="desk-button">
            {t("grid.title")}
          </Link>
        )}
      </PageHead>
      <GoodsFilter action={PAGE} filter={filter} categories={categories} locale={locale} />
      {goods.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          columns={[
            t("columns.name"),
            t("columns.state"),
            t("columns.category"),
            { name: t("columns.price"), end: true },
            { name: t("columns.stock"), end: true },
          ]}
          label={title}
          className="min-w-2xl"
        >
          <tbody>
            {goods.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <span className="flex items-center gap-3">
                    <LinePicture src={one.image ?? ""} className="size-10" />
                    <span>
                      <Link
                        href={`${PAGE}/${one.id}`}
                        prefetch={false}
                        className="text-ink underline underline-offset-4"
                      >
                        {inLocale(one.name, locale)}
                      </Link>
                      <span className="block font-normal text-quiet">
                        {t("variants", { count: one.variants })}
                      </span>
                    </span>
                  </span>
                </th>
                <td>
                  <Badge tone={STATE_TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
                </td>
                <td>{inLocale(one.category, locale)}</td>
                <td className="figures text-end whitespace-nowrap">{pricesOf(one)}</td>
                <td className="figures text-end whitespace-nowrap">
                  {one.onHand}
                  {one.isLow && (
                    <span className="ms-2">
                      <Badge tone="warn">{t("low")}</Badge>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {hasRight(role, "goods.edit") && (
        <details id="new" className="mt-6 max-w-2xl rounded-xl border border-line p-4">
          <summary className="cursor-pointer font-medium">{t("added.title")}</summary>
          <p className="my-3 text-quiet">{t("added.lead")}</p>
          <DeskForm
            action="/api/admin/goods"
            then={`${PAGE}?state=draft`}
            texts={formTexts(locale)}
            className="grid gap-3 sm:grid-cols-2"
          >
            <TextField label={t("fields.name")} name="name" maxLength={500} required />
            <ChoiceField label={t("columns.category")} name="category">
              {categories.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </ChoiceField>
            <TextField label={t("newSku")} name="sku" maxLength={200} required autoComplete="off" />
            <TextField label={t("newPrice")} name="price" inputMode="decimal" required />
            <button type="submit" data-kind="primary" className="desk-button">
              {t("added.make")}
            </button>
          </DeskForm>
        </details>
      )}
      <ListPages
        first={filter.after !== null && address({})}
        next={after !== null && address({ after })}
        locale={locale}
      />
    </>
  );
}
