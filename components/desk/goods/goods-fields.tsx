import type { Locale } from "@/i18n/routing";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { minuteIn } from "@/lib/base/time-zone";
import { categoryOf } from "@/lib/catalog/of-catalog";
import type { StoredProduct } from "@/lib/catalog/stored-product.server";
import { shopTimeZone } from "@/lib/config/shop";
import { allCategories } from "@/lib/desk/goods/categories.server";
import { SALE_STATES } from "@/lib/desk/goods/goods-form";
import { pathOfPicture, pictureKeyOf } from "@/lib/model/picture";
import { videoPath } from "@/lib/model/video";
import { ChoiceField, LongField, TextField } from "../field";
import { Section } from "../section";
import { OptionFields } from "./option-fields";
import { PictureList } from "./picture-list";
import { VariantMatrix } from "./variant-matrix";

type Props = { stored: StoredProduct; state: (typeof SALE_STATES)[number]; locale: Locale };

/** All fields of a product: words, pictures and variants on the left, what it is and when it is sold on the right. */
export async function GoodsFields({ stored, state, locale }: Props) {
  const { product } = stored;
  const t = translator(locale, "desk-goods");
  const timeZone = shopTimeZone();
  const from = product.publishedAt && minuteIn(product.publishedAt, timeZone).replace(" ", "T");
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  const nameOf = (language: Locale) => languages.of(language) ?? language;
  const categories = await allCategories(locale);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
        <Section title={t("words")}>
          <div className="grid gap-4">
            {routing.locales.map((language) => (
              <details key={language} open={language === routing.defaultLocale || language === locale}>
                <summary className="cursor-pointer py-1 font-medium">{nameOf(language)}</summary>
                <div className="mt-2 grid gap-3" lang={language}>
                  <TextField
                    label={`${t("fields.name")} (${nameOf(language)})`}
                    name={`name.${language}`}
                    maxLength={500}
                    required={language === routing.defaultLocale}
                    defaultValue={product.name[language] ?? ""}
                  />
                  <LongField
                    label={`${t("fields.description")} (${nameOf(language)})`}
                    name={`description.${language}`}
                    rows={5}
                    maxLength={50_000}
                    defaultValue={product.description[language] ?? ""}
                  />
                  <LongField
                    label={`${t("details")} (${nameOf(language)})`}
                    name={`details.${language}`}
                    rows={Math.max(2, product.details.length + 1)}
                    maxLength={50_000}
                    defaultValue={product.details.map((line) => line[language] ?? "").join("\n")}
                  />
                  <TextField
                    label={`${t("fields.seoTitle")} (${nameOf(language)})`}
                    hint={t("seoHint")}
                    name={`seoTitle.${language}`}
                    maxLength={500}
                    defaultValue={product.seoTitle?.[language] ?? ""}
                  />
                  <LongField
                    label={`${t("fields.seoDescription")} (${nameOf(language)})`}
                    name={`seoDescription.${language}`}
                    rows={2}
                    maxLength={5_000}
                    defaultValue={product.seoDescription?.[language] ?? ""}
                  />
                </div>
              </details>
            ))}
          </div>
        </Section>
        <Section title={t("pictures")}>
          <PictureList
            pictures={product.pictures.map((picture) => ({
              src: pathOfPicture(picture),
              alt: { ...picture.alt },
              of: picture.of,
              video: picture.video ? videoPath(picture.video.key) : null,
              isStored: pictureKeyOf(pathOfPicture(picture)) !== null,
            }))}
            values={product.options.flatMap((axis) =>
              axis.values.map(({ key, label }) => ({ key, label: inLocale(label, locale) })),
            )}
            languages={routing.locales.map((language) => ({ language, name: nameOf(language) }))}
            texts={{
              ...{ hint: t("picturesHint"), add: t("add"), adding: t("adding"), none: t("noPictures") },
              ...{ up: t("up"), down: t("down"), remove: t("remove") },
              ...{ picture: t("picture", { number: "{number}" }), moved: t("moved", { number: "{number}" }) },
              alt: t("alt", { language: "{language}" }),
              ...{ video: t("video.add", { picture: "{picture}" }), videoHint: t("video.hint") },
              ...{ videoRemove: t("video.remove"), videoAdding: t("video.adding"), shows: t("shows") },
            }}
          />
        </Section>
        <Section title={t("optionsTitle")}>
          <OptionFields stored={stored} nameOf={nameOf} locale={locale} />
        </Section>
        <Section title={t("matrix")}>
          <VariantMatrix stored={stored} locale={locale} />
        </Section>
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
        <Section title={t("saleTitle")}>
          <div className="grid gap-3">
            <ChoiceField label={t("columns.state")} name="state" defaultValue={state}>
              {SALE_STATES.map((one) => (
                <option key={one} value={one}>
                  {t(`sale.${one}`)}
                </option>
              ))}
            </ChoiceField>
            <TextField
              label={t("from")}
              hint={t("fromHint", { zone: timeZone })}
              name="from"
              type="datetime-local"
              defaultValue={from ?? ""}
            />
          </div>
        </Section>
        <Section title={t("sorting")}>
          <div className="grid gap-3">
            <ChoiceField label={t("category")} name="category" defaultValue={categoryOf(product)}>
              {categories.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </ChoiceField>
            <TextField
              label={t("fields.vendor")}
              name="vendor"
              maxLength={500}
              defaultValue={product.vendor ?? ""}
            />
            <TextField
              label={t("fields.tags")}
              hint={t("tagsHint")}
              name="tags"
              maxLength={5_000}
              defaultValue={product.tags.join(", ")}
            />
          </div>
        </Section>
      </div>
    </div>
  );
}
