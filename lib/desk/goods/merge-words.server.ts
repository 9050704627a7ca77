import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ProductId } from "@/lib/base/ids";
import { currency as currencyOf, formatMoney } from "@/lib/base/money";
import { readPrice } from "@/lib/catalog/goods/price-text";
import { ownCurrency } from "@/lib/currencies/sold";
import { allCategories } from "./categories.server";
import type { FormValue } from "./form-values";
import { SALE_STATES } from "./goods-form";
import type { ChangedValue } from "./goods-version.server";
import { lastSaves, type Reader, saveOf } from "./last-saves.server";
import type { Conflict } from "./merge-form.server";

type Words = ReturnType<typeof wordsIn>;

/** What others changed meanwhile and what stays as they have it, a line each: "Name (German): Becher (Ada, 2026-11-29 10:12)". */
export async function othersInWords(
  all: readonly ChangedValue[],
  productId: ProductId,
  reader: Reader,
): Promise<string[]> {
  if (all.length === 0) return [];
  const { locale } = reader;
  const t = translator(locale, "desk-goods");
  const saves = await lastSaves(productId, reader);
  const words = wordsIn(locale, await allCategories(locale));
  const lines = all.map((value) => {
    const { field, isGone, name, seenName } = value;
    const shown = { ...value, names: [name, seenName], text: isGone ? null : value.text };
    const save = saveOf(saves, shown);
    const what = words.fieldOf({ ...value, sku: value.seenSku ?? value.sku });
    const said = field === "variant" ? t(isGone ? "merge.gone" : "merge.there") : words.textOf(value);
    const by = save ? t("merge.by", { who: save.who, when: save.when }) : t("merge.elsewhere");
    return isListed(field)
      ? t("merge.changed", { what, by })
      : t("merge.line", { what, by, theirs: short(said) });
  });
  // Options have many fields, and are told once.
  return [...new Set(lines)];
}

/** What two have changed differently, for the one who is asked which stays. */
export async function conflictsInWords(all: readonly Conflict[], productId: ProductId, reader: Reader) {
  const { locale } = reader;
  const t = translator(locale, "desk-goods");
  const saves = await lastSaves(productId, reader);
  const words = wordsIn(locale, await allCategories(locale));
  return all.map((conflict) => {
    const { key, version, names, theirs } = conflict;
    const save = saveOf(saves, { ...conflict, text: conflict.picture ? null : theirs });
    const said = theirsInWords(conflict, words, t);
    return {
      ...{ key, version, names, isGone: theirs === null, what: whatInWords(conflict, words, t) },
      before: conflict.before === null ? null : partInWords(conflict, conflict.before, words, t),
      mine: mineInWords(conflict, words, t),
      theirs: said,
      by: save ? t("merge.by", { who: save.who, when: save.when }) : t("merge.elsewhere"),
    };
  });
}

type Texts = ReturnType<typeof translator<"desk-goods">>;

const isListed = (field: FormValue["field"]) => field === "pictures" || field === "options";

function wordsIn(locale: Locale, categories: readonly { slug: string; name: string }[]) {
  const t = translator(locale, "desk-goods");
  const languageOf = (language: string) =>
    new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;

  function fieldOf({ field, name, language, sku }: Omit<FormValue, "text">): string {
    if (field === "variant") return t("variantOf", { sku: sku ?? "" });
    const own =
      field === "prices" ? t("grid.price", { currency: codeOf(name).toUpperCase() }) : t(`fields.${field}`);
    if (sku !== null) return t("changes.of", { field: own, sku });
    return language === null ? own : t("merge.inLanguage", { field: own, language: languageOf(language) });
  }

  function textOf({ field, name, sku, text }: Pick<FormValue, "field" | "name" | "sku" | "text">): string {
    if (text.trim() === "") return t("none");
    if (field === "categorySlug")
      return categories.find(({ slug }) => slug === text)?.name.replace(/^(?:– )+/, "") ?? text;
    if (field === "active" && sku === null) return saleOf(text);
    if (field === "backorder" || field === "active") return t(text === "on" ? "yes" : "no");
    const code = field === "prices" ? currencyOf(codeOf(name)) : ownCurrency();
    if (field !== "prices" && !/Amount$/.test(field)) return text;
    const price = readPrice(text, code, { comma: true });
    return price.ok ? formatMoney(price.amount, code, locale) : text;
  }

  /** `at 2031-07-01 09:00` */
  function saleOf(text: string): string {
    const [first = "", ...at] = text.split(" ");
    const state = SALE_STATES.find((one) => one === first);
    return state ? [t(`sale.${state}`), ...at].join(" ") : text;
  }

  return { fieldOf, textOf, languageOf };
}

/** `prices.usd MUG-S` */
const codeOf = (name: string) => name.slice("prices.".length, "prices.usd".length);

function whatInWords({ picture, ...conflict }: Conflict, words: Words, t: Texts): string {
  const name = conflict.names[0] ?? conflict.key;
  if (!picture) return words.fieldOf({ ...conflict, name, sku: conflict.seenSku ?? conflict.sku });
  if (picture.kind === "order") return t("merge.order");
  const of = t("picture", { number: String(picture.number) });
  if (picture.kind === "picture") return of;
  const part =
    picture.kind === "alt"
      ? t("alt", { language: words.languageOf(picture.language) })
      : t(PARTS[picture.kind]);
  return t("changes.of", { field: part, sku: of });
}

const PARTS = { of: "shows", video: "merge.video" } as const;

function partInWords({ picture, ...conflict }: Conflict, text: string, words: Words, t: Texts): string {
  if (picture?.kind === "alt") return text || t("none");
  if (picture?.kind === "of") return listed(text) || t("none");
  if (picture?.kind === "video") return t(text === "null" ? "no" : "yes");
  if (picture) return t(text === "null" ? "merge.gone" : "merge.asItWas");
  if (conflict.field === "options") return text || t("none");
  return words.textOf({ ...conflict, name: conflict.names[0] ?? "", text });
}

function mineInWords(conflict: Conflict, words: Words, t: Texts): string {
  const { picture, mine, field } = conflict;
  const isWhole = picture?.kind === "picture" || picture?.kind === "order";
  if (isWhole) return t(mine === "null" ? "merge.removed" : "merge.asTyped");
  if (field === "variant") return mine === "" ? t("merge.removed") : mine;
  if (!picture && field === "pictures") return t("merge.asTyped");
  return partInWords(conflict, mine, words, t);
}

function theirsInWords(conflict: Conflict, words: Words, t: Texts): string {
  const { picture, theirs, field } = conflict;
  if (theirs === null) return t("merge.gone");
  const isWhole = picture?.kind === "picture" || picture?.kind === "order";
  if (isWhole) return t(theirs === "null" ? "merge.gone" : "merge.asTheirs");
  if (field === "variant" || (!picture && field === "pictures")) return t("merge.asTheirs");
  return partInWords(conflict, theirs, words, t);
}

/** A list as JSON. */
const listed = (json: string) => {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.join(", ") : json;
};

const LONGEST = 160;

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
