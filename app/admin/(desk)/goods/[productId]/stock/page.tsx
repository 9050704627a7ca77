import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChoiceLinks } from "@/components/desk/choice-links";
import { DeskForm } from "@/components/desk/desk-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { StockHistory } from "@/components/desk/goods/stock-history";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import type { ProductId } from "@/lib/base/ids";
import { withColon } from "@/lib/base/with-colon";
import { loadProduct } from "@/lib/catalog/stored-product.server";
import { optionLabel } from "@/lib/catalog/variant-text";
import { db } from "@/lib/db/client";
import { productParamsSchema } from "@/lib/desk/goods/goods-form";
import { readStockFile } from "@/lib/inventory/stock-file.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/[productId]/stock";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { productId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/goods/${productId}/stock`);
  return { title: translator(locale, "desk-goods")("stock.title") };
}

/** How many pieces there are of each variant, why, and a count. */
export default async function StockPage({ params, searchParams }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/goods/${asked.productId}/stock`);
  const read = productParamsSchema.safeParse(asked);
  const stored = read.success && (await loadProduct(db(), read.data.productId as ProductId));
  if (!stored) notFound();
  const t = translator(locale, "desk-goods");
  const { product, variants } = stored;
  const wanted = (await searchParams).sku;
  const variant = variants.find(({ sku }) => sku === wanted) ?? variants[0];
  const file = variant && (await readStockFile(db(), variant.sku));
  const here = `/admin/goods/${product.id}`;
  return (
    <>
      <PageHead back={{ href: here, name: inLocale(product.name, locale) }} title={t("stock.title")} />
      <ChoiceLinks
        label={t("matrix")}
        choices={variants.map(({ sku, options, onHand }) => ({
          href: `${here}/stock?sku=${encodeURIComponent(sku)}`,
          name: (
            <>
              {inLocale(optionLabel(product.options, options), locale) || sku}
              <span className="figures text-quiet">{onHand}</span>
            </>
          ),
          isHere: sku === variant?.sku,
        }))}
      />
      {file && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <Section title={withColon(t("stock.history"), file.variant.sku, locale)}>
            <StockHistory movements={file.movements} locale={locale} />
          </Section>
          <Section title={t("stock.count")}>
            <p className="mb-3">
              {t("stock.lead", { onHand: file.variant.onHand, ready: file.ready })}{" "}
              {file.variant.lowStockAt !== null && t("stock.low", { low: file.variant.lowStockAt })}{" "}
              {file.variant.backorder && t("stock.beyond")}
            </p>
            {hasRight(role, "stock.count") && (
              <DeskForm action={`/api${here}/stock`} clears texts={formTexts(locale)} className="grid gap-3">
                <input type="hidden" name="sku" value={file.variant.sku} />
                <ChoiceField label={t("stock.kind")} name="kind" defaultValue="counted">
                  <option value="counted">{t("stock.counted")}</option>
                  <option value="received">{t("stock.received")}</option>
                </ChoiceField>
                <TextField
                  label={t("stock.pieces")}
                  name="pieces"
                  inputMode="numeric"
                  pattern="\d{1,8}"
                  required
                />
                <TextField label={t("stock.note")} name="note" maxLength={500} />
                <button type="submit" data-kind="primary" className="desk-button">
                  {t("stock.save")}
                </button>
              </DeskForm>
            )}
          </Section>
        </div>
      )}
    </>
  );
}
