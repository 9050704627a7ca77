import "server-only";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import type { BuyLabels } from "./buy-form";
import type { ListingLabels } from "./listing";
import type { CardLabels } from "./product-card";
import type { SearchLabels } from "./search-box";

/** The texts are passed as props, so that no page loads a message file. */
const catalogTexts = (locale: Locale) => getTranslations({ locale, namespace: "catalog" });

export async function cardLabels(locale: Locale): Promise<CardLabels> {
  const t = await catalogTexts(locale);
  return { from: t("from"), soldOut: t("soldOut"), was: textsFor(locale, "catalog").was };
}

export async function listingLabels(locale: Locale): Promise<ListingLabels> {
  const t = await catalogTexts(locale);
  return {
    ...(await cardLabels(locale)),
    filters: t("filters"),
    sort: t("sort"),
    sorts: {
      featured: t("sorts.featured"),
      "price-asc": t("sorts.price-asc"),
      "price-desc": t("sorts.price-desc"),
      name: t("sorts.name"),
    },
    colour: t("colour"),
    inStock: t("onlyInStock"),
    apply: t("apply"),
    clear: t("clear"),
    none: t("none"),
    count: textsFor(locale, "catalog").count,
  };
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
    fewLeft: textsFor(locale, "catalog").fewLeft,
    was: textsFor(locale, "catalog").was,
  };
}

export async function searchLabels(locale: Locale): Promise<SearchLabels> {
  const t = await catalogTexts(locale);
  return {
    label: t("searchLabel"),
    hint: t("searchHint"),
    submit: t("searchSubmit"),
    suggestions: t("suggestions"),
  };
}
