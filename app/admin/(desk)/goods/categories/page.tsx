import Link from "next/link";
import { DeskForm } from "@/components/desk/desk-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { PlaceButtons } from "@/components/desk/lists/place-buttons";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { categoryTree, MOST_COUNTED_GOODS } from "@/lib/desk/lists/categories.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/categories";

export const generateMetadata = () => deskTitle(PAGE);

/** The tree of categories. */
export default async function CategoriesPage() {
  const { locale, role } = await enterDesk(PAGE);
  const tree = await categoryTree(locale);
  const t = translator(locale, "desk-lists");
  const texts = formTexts(locale);
  const title = translator(locale, "desk")(`pages.${PAGE}`);
  const mayEdit = hasRight(role, "goods.edit");
  return (
    <>
      <PageHead
        back={{ href: "/admin/goods", name: translator(locale, "desk-goods")("back") }}
        title={title}
        lead={t("categoriesLead")}
      />
      {tree.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          label={title}
          columns={[
            t("columns.name"),
            t("columns.address"),
            { name: t("columns.goods"), end: true },
            ...(mayEdit ? [t("columns.order")] : []),
          ]}
          className="min-w-lg"
        >
          <tbody>
            {tree.map(({ row, name, depth, goods, isFirst, isLast }) => (
              <tr key={row.slug}>
                <th scope="row">
                  <span style={{ paddingInlineStart: `${depth * 1.25}rem` }}>
                    <Link
                      href={`${PAGE}/${encodeURIComponent(row.slug)}`}
                      prefetch={false}
                      className="text-ink underline underline-offset-4"
                    >
                      {name}
                    </Link>
                  </span>
                </th>
                <td className="figures text-quiet">{row.slug}</td>
                <td className="figures text-end">
                  <Link href={`/admin/goods?category=${encodeURIComponent(row.slug)}`} prefetch={false}>
                    {goods > MOST_COUNTED_GOODS ? t("over", { count: MOST_COUNTED_GOODS }) : goods}
                  </Link>
                </td>
                {mayEdit && (
                  <td>
                    <PlaceButtons
                      action={`/api/admin/categories/${encodeURIComponent(row.slug)}/place`}
                      isFirst={isFirst}
                      isLast={isLast}
                      up={t("moveOf", { act: t("up"), name })}
                      down={t("moveOf", { act: t("down"), name })}
                      texts={texts}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {mayEdit && (
        <details className="mt-6 max-w-2xl rounded-xl border border-line p-4">
          <summary className="cursor-pointer font-medium">{t("newCategory")}</summary>
          <DeskForm
            action="/api/admin/categories"
            clears
            texts={texts}
            className="mt-3 grid gap-3 sm:grid-cols-2"
          >
            <TextField label={t("columns.name")} name="name" maxLength={500} required />
            <ChoiceField label={t("parent")} name="parent">
              <option value="">{t("top")}</option>
              {tree.map(({ row, name, depth }) => (
                <option key={row.slug} value={row.slug}>
                  {"– ".repeat(depth)}
                  {name}
                </option>
              ))}
            </ChoiceField>
            <button type="submit" data-kind="primary" className="desk-button">
              {t("make")}
            </button>
          </DeskForm>
        </details>
      )}
    </>
  );
}
