import Link from "next/link";
import { Badge } from "@/components/desk/badge";
import { DeskForm } from "@/components/desk/desk-form";
import { TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { STATE_TONES } from "@/components/desk/goods/state-tones";
import { PlaceButtons } from "@/components/desk/lists/place-buttons";
import { PageHead } from "@/components/desk/page-head";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { MOST_COUNTED_GOODS } from "@/lib/desk/lists/categories.server";
import { listCollectionRows, stateOfCollection } from "@/lib/desk/lists/collections.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/collections";

export const generateMetadata = () => deskTitle(PAGE);

/** All collections, in the merchant's order. */
export default async function CollectionsPage() {
  const { locale, role } = await enterDesk(PAGE);
  const all = await listCollectionRows();
  const t = translator(locale, "desk-lists");
  const texts = formTexts(locale);
  const title = translator(locale, "desk")(`pages.${PAGE}`);
  const mayEdit = hasRight(role, "goods.edit");
  const counted = (goods: number) =>
    goods > MOST_COUNTED_GOODS ? t("over", { count: MOST_COUNTED_GOODS }) : goods;
  return (
    <>
      <PageHead
        back={{ href: "/admin/goods", name: translator(locale, "desk-goods")("back") }}
        title={title}
        lead={t("collectionsLead")}
      />
      {all.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <WideTable
          label={title}
          columns={[
            t("columns.name"),
            t("columns.state"),
            t("columns.kind"),
            t("columns.address"),
            ...(mayEdit ? [t("columns.order")] : []),
          ]}
          className="min-w-xl"
        >
          <tbody>
            {all.map(({ row, goods }, index) => {
              const name = inLocale(row.name, locale);
              const state = stateOfCollection(row, new Date());
              return (
                <tr key={row.slug}>
                  <th scope="row">
                    <Link
                      href={`${PAGE}/${encodeURIComponent(row.slug)}`}
                      prefetch={false}
                      className="text-ink underline underline-offset-4"
                    >
                      {name}
                    </Link>
                  </th>
                  <td>
                    <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
                  </td>
                  <td>
                    {row.rule ? (
                      t("kinds.rule")
                    ) : (
                      <>
                        {t("kinds.hand")} <span className="figures text-quiet">{counted(goods)}</span>
                      </>
                    )}
                  </td>
                  <td className="figures text-quiet">{row.slug}</td>
                  {mayEdit && (
                    <td>
                      <PlaceButtons
                        action={`/api/admin/collections/${encodeURIComponent(row.slug)}/place`}
                        isFirst={index === 0}
                        isLast={index === all.length - 1}
                        up={t("moveOf", { act: t("up"), name })}
                        down={t("moveOf", { act: t("down"), name })}
                        texts={texts}
                      />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </WideTable>
      )}
      {mayEdit && (
        <details className="mt-6 max-w-2xl rounded-xl border border-line p-4">
          <summary className="cursor-pointer font-medium">{t("newCollection")}</summary>
          <p className="my-3 text-quiet">{t("newCollectionLead")}</p>
          <DeskForm
            action="/api/admin/collections"
            clears
            texts={texts}
            className="grid gap-3 sm:grid-cols-2"
          >
            <TextField label={t("columns.name")} name="name" maxLength={500} required />
            <button type="submit" data-kind="primary" className="desk-button self-end">
              {t("make")}
            </button>
          </DeskForm>
        </details>
      )}
    </>
  );
}
