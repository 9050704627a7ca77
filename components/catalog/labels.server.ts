import "server-only";
import { getTranslations } from "next-intl/server";
import { countedText } from "@/i18n/counted-text";
import { textWithHoles } from "@/i18n/format-text";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import type { BuyLabels } from "./buy-form";
import type { CardLabels } from "./product-card";
import type { SearchLabels } from "./search-box";

/** The texts are passed as props, so that no page loads a message file. */
const catalogTexts = (locale: Locale) => getTranslations({ locale, namespace: "catalog" });

const wasText = (locale: Locale) => textWithHoles(textsFor(locale, "catalog").was, ["amount"]);

export async function cardLabels(locale: Locale): Promise<CardLabels> {
  const t = await catalogTexts(locale);
  return { from: t("from"), soldOut: t("soldOut"), was: wasText(locale) };
}

export async function buyLabels(locale: Locale): Promise<BuyLabels> {
  const t = await catalogTexts(locale);
  return {
    addToCart: t("addToCart"),
    variant: t("variant"),
    unavailable: t("unavailable"),
    soldOut: t("soldOut"),
    inStock: t("inStock"),
    toOrder: t("toOrder"),
    fewLeft: countedText(textsFor(locale, "catalog").fewLeft, locale),
    was: wasText(locale),
  };
}

export async function searchLabels(locale: Locale): Promise<SearchLabels> {
  const t = await catalogTexts(locale);
  return {
    label: t("searchLabel"),
    hint: t("searchHint"),
    submit: t("searchSubmit"),
    suggestions: t("suggestions"),
    category: t("suggestedCategory"),
    collection: t("suggestedCollection"),
  };
}
