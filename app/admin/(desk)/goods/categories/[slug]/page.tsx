import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChoiceField, TextField } from "@/components/desk/field";
import { EditedList } from "@/components/desk/lists/edited-list";
import { WordFields } from "@/components/desk/lists/word-fields";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { db } from "@/lib/db/client";
import { categoryTree, readCategoryRow, versionOfCategory } from "@/lib/desk/lists/categories.server";
import { slugOfPage } from "@/lib/desk/lists/list-form";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/categories/[slug]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/goods/categories/${slug}`);
  return { title: translator(locale, "desk")("pages./admin/goods/categories") };
}

/** One category: its words, its address, and where it stands. */
export default async function CategoryPage({ params }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/goods/categories/${asked.slug}`);
  const slug = slugOfPage(asked.slug);
  const row = slug === null ? null : await readCategoryRow(db(), slug);
  if (!row) notFound();
  const t = translator(locale, "desk-lists");
  const mayEdit = hasRight(role, "goods.edit");
  const fields = (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Section title={t("words")}>
        <WordFields words={row} locale={locale} />
      </Section>
      <div className="grid content-start gap-4">
        <Section title={t("place")}>
          <div className="grid gap-3">
            <TextField
              label={t("columns.address")}
              hint={t("addressHint")}
              name="slug"
              maxLength={200}
              required
              autoComplete="off"
              defaultValue={row.slug}
            />
            <ChoiceField label={t("parent")} name="parent" defaultValue={row.parentSlug ?? ""}>
              <option value="">{t("top")}</option>
              {(await categoryTree(locale)).map(({ row: one, name, depth }) => (
                <option key={one.slug} value={one.slug} disabled={one.slug === row.slug}>
                  {"– ".repeat(depth)}
                  {name}
                </option>
              ))}
            </ChoiceField>
          </div>
        </Section>
      </div>
    </div>
  );
  return (
    <>
      <PageHead
        back={{ href: "/admin/goods/categories", name: t("title.categories") }}
        title={inLocale(row.name, locale)}
      >
        <a href={`/${locale}/categories/${encodeURIComponent(row.slug)}`} className="desk-button">
          {t("toShop")}
        </a>
      </PageHead>
      {mayEdit ? (
        <EditedList
          action={`/api/admin/categories/${encodeURIComponent(row.slug)}`}
          page="/admin/goods/categories"
          slug={row.slug}
          seen={versionOfCategory(row)}
          remove={{ confirm: t("removeCategory"), lead: t("removeCategoryLead") }}
          locale={locale}
        >
          {fields}
        </EditedList>
      ) : (
        fields
      )}
    </>
  );
}
