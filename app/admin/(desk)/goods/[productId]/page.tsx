import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/desk/badge";
import { formTexts } from "@/components/desk/form-texts.server";
import { GoodsEditor } from "@/components/desk/goods/goods-editor";
import { GoodsFields } from "@/components/desk/goods/goods-fields";
import { STATE_TONES } from "@/components/desk/goods/state-tones";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { db } from "@/lib/db/client";
import { productParamsSchema } from "@/lib/desk/goods/goods-form";
import { versionsOf } from "@/lib/desk/goods/goods-version.server";
import { saleState } from "@/lib/desk/goods/sale-state";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/[productId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { productId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/goods/${productId}`);
  return { title: translator(locale, "desk")("pages./admin/goods") };
}

/** One product: words, pictures, prices, and when it is on sale. */
export default async function ProductDeskPage({ params }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/goods/${asked.productId}`);
  const read = productParamsSchema.safeParse(asked);
  const stored = read.success && (await loadProduct(db(), read.data.productId as ProductId));
  if (!stored) notFound();
  const t = translator(locale, "desk-goods");
  const { product } = stored;
  const state = saleState(product, new Date());
  const seen = JSON.stringify(versionsOf(stored));
  const { check, save, edit, willChange, atStripe, noChange, nothingAtStripe } = {
    ...{ check: t("check"), save: t("save"), edit: t("edit"), willChange: t("willChange") },
    ...{ atStripe: t("atStripe"), noChange: t("noChange"), nothingAtStripe: t("nothingAtStripe") },
  };
  const fields = <GoodsFields stored={stored} state={state} locale={locale} />;
  return (
    <>
      <PageHead back={{ href: "/admin/goods", name: t("back") }} title={inLocale(product.name, locale)}>
        <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
        <Link href={`/admin/goods/${product.id}/stock`} className="desk-button">
          {t("stock.title")}
        </Link>
        {state === "on" && (
          <a href={`/${locale}/products/${product.slug}`} className="desk-button">
            {t("toShop")}
          </a>
        )}
      </PageHead>
      {hasRight(role, "goods.edit") ? (
        <GoodsEditor
          action={`/api/admin/goods/${product.id}`}
          seen={seen}
          texts={{
            ...formTexts(locale),
            ...{ check, save, edit, willChange, atStripe, noChange, nothingAtStripe },
            later: t("later", { reason: "{reason}" }),
            ...{ others: t("merge.title"), legend: t("merge.legend", { what: "{what}" }) },
            ...{ was: t("merge.was", { before: "{before}" }), mine: t("merge.mine", { mine: "{mine}" }) },
            theirs: t("merge.theirs", { by: "{by}", theirs: "{theirs}" }),
            theirsGone: t("merge.theirsGone", { by: "{by}" }),
          }}
        >
          {fields}
        </GoodsEditor>
      ) : (
        <>
          <p className="mb-4">{t("mayNot")}</p>
          {fields}
        </>
      )}
    </>
  );
}
