import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale, type Localized } from "@/lib/base/i18n-text";
import { type Currency, currency as currencyOf, formatMoney } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import type { GoodsChange, StripeStep } from "./goods-changes";

const LONGEST = 160;

/** A change in words: "Price of MUG-S: €24.00 → €25.00". */
export function changeInWords(change: GoodsChange, locale: Locale): string {
  const t = translator(locale, "desk-goods");
  const { field, sku, before, after } = change;
  if (field === "variant" && after === null) return t("changes.deleted", { sku: sku ?? "" });
  if (field === "variant")
    return t("changes.new", { sku: sku ?? "", price: valueInWords("unitAmount", after, locale) });
  const what = sku === null ? t(`fields.${field}`) : t("changes.of", { field: t(`fields.${field}`), sku });
  if (field === "pictures" || field === "options") return what;
  return t("changes.one", {
    what,
    before: valueInWords(field, before, locale),
    after: valueInWords(field, after, locale),
  });
}

export function stepInWords({ code, sku }: StripeStep, locale: Locale): string {
  return translator(locale, "desk-goods")(`steps.${code}`, { sku: sku ?? "" });
}

/** A value of a product or a variant, by the name of its field. */
export function valueInWords(field: string, value: unknown, locale: Locale): string {
  const t = translator(locale, "desk-goods");
  if (value === null || value === "") return t("none");
  if (typeof value === "number" && /Amount$/.test(field)) return money(value, ownCurrency(), locale);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (value instanceof Date) return minuteIn(value, shopTimeZone());
  if (field === "prices") return pricesInWords(value, locale) || t("none");
  if (Array.isArray(value)) return short(value.map((one) => textOf(one, locale)).join(", ")) || t("none");
  return short(textOf(value, locale)) || t("none");
}

const money = (amount: number, code: Currency, locale: Locale) => formatMoney(amount, code, locale);

function pricesInWords(value: unknown, locale: Locale): string {
  const all = Object.entries(value as Record<string, { amount: number }>);
  return all.map(([code, { amount }]) => money(amount, currencyOf(code), locale)).join(", ");
}

function textOf(value: unknown, locale: Locale): string {
  if (typeof value !== "object" || value === null) return String(value);
  const texts = value as Localized;
  const own = Object.entries(texts).map(([language, text]) => `${language}: ${text}`);
  return own.length > 1 ? own.join(" · ") : inLocale(texts, locale);
}

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
