import type { Locale } from "@/i18n/routing";
import { fill } from "@/lib/fill-text";
import { type Currency, formatMoney } from "@/lib/money";
import en from "@/messages/en/discounts.json";
import fr from "@/messages/fr/discounts.json";
import type { Reason, Refusal, RefusalCode } from "./types";

type ReasonKey = Exclude<Reason["code"], "loyalty"> | "loyalty_silver" | "loyalty_gold";
type Texts = { reasons: Record<ReasonKey, string>; refusals: Record<RefusalCode, string> };

const TEXTS: Record<Locale, Texts> = { en, fr };

/** Why a discount applies, in the shopper's language. Instants are told in UTC, and say so. */
export function reasonText(reason: Reason, locale: Locale, currency: Currency): string {
  const texts = TEXTS[locale].reasons;
  switch (reason.code) {
    case "promotion_code":
      return fill(texts.promotion_code, { promotionCode: reason.promotionCode });
    case "loyalty":
      return texts[`loyalty_${reason.tier}`];
    case "cart_threshold":
      return fill(texts.cart_threshold, { minimum: formatMoney(reason.minimum, currency, locale) });
    case "limited_time":
      return fill(texts.limited_time, { endsAt: instantText(reason.endsAt, locale) });
    case "region":
      return fill(texts.region, { country: countryNames([reason.country], locale) });
    case "customer":
      return texts.customer;
  }
}

/** Why a discount was refused, in the shopper's language. */
export function refusalText(refusal: Refusal, locale: Locale, currency: Currency): string {
  const text = TEXTS[locale].refusals[refusal.code];
  switch (refusal.code) {
    case "not_started":
      return fill(text, { startsAt: instantText(refusal.startsAt, locale) });
    case "expired":
      return fill(text, { endsAt: instantText(refusal.endsAt, locale) });
    case "not_for_region":
      return fill(text, { countries: countryNames(refusal.countries, locale) });
    case "below_minimum":
      return fill(text, {
        minimum: formatMoney(refusal.minimum, currency, locale),
        missing: formatMoney(refusal.missing, currency, locale),
      });
    default:
      return text;
  }
}

function instantText(instant: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  })
    .format(new Date(instant))
    .concat(" UTC");
}

function countryNames(countries: readonly string[], locale: Locale): string {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(
    countries.map((country) => names.of(country) ?? country),
  );
}
