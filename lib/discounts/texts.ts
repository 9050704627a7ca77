import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { type Currency, formatMoney } from "@/lib/base/money";
import type { DiscountRefusal, Reason } from "@/lib/model/discount";
import type { BoughtItem } from "@/lib/model/purchase-history";

export function reasonsText(reasons: readonly Reason[], locale: Locale, currency: Currency): string {
  return reasons.map((reason) => reasonText(reason, locale, currency)).join(" · ");
}

/** Why a discount applies, in the shopper's language. Times are in UTC, and say so. */
export function reasonText(reason: Reason, locale: Locale, currency: Currency): string {
  const t = translator(locale, "discounts");
  switch (reason.code) {
    case "promotion_code":
      return t("reasons.promotion_code", { promotionCode: reason.promotionCode });
    case "loyalty":
      return t(`reasons.loyalty_${reason.tier}`);
    case "cart_threshold":
      return t("reasons.cart_threshold", { minimum: formatMoney(reason.minimum, currency, locale) });
    case "limited_time":
      return t("reasons.limited_time", { endsAt: instantText(reason.endsAt, locale) });
    case "region":
      return t("reasons.region", { country: countryNames([reason.country], locale) });
    case "customer":
    case "first_order":
      return t(`reasons.${reason.code}`);
    case "segment":
      return t("reasons.segment", { segment: inLocale(reason.name, locale) });
    case "first_orders":
      return t("reasons.first_orders", { first: reason.first });
    case "order_number":
      return t("reasons.order_number", { number: reason.number });
    case "from_order":
      return t("reasons.from_order", { from: reason.from });
    case "spent":
      return t("reasons.spent", {
        atLeast: formatMoney(reason.atLeast, currency, locale),
        days: reason.days ?? 0,
      });
    case "last_order_past":
    case "last_order_within":
      return t(`reasons.${reason.code}`, { days: reason.days });
    case "bought":
      return t(`reasons.bought_${reason.item.type}`, { name: inLocale(reason.item.name, locale) });
  }
}

export function refusalText(refusal: DiscountRefusal, locale: Locale, currency: Currency): string {
  const t = translator(locale, "discounts");
  const money = (amount: number) => formatMoney(amount, currency, locale);
  switch (refusal.code) {
    case "not_started":
      return t("refusals.not_started", { startsAt: instantText(refusal.startsAt, locale) });
    case "expired":
      return t("refusals.expired", { endsAt: instantText(refusal.endsAt, locale) });
    case "not_in_segment": {
      const names = refusal.segments.map((name) => inLocale(name, locale));
      return t("refusals.not_in_segment", { segments: either(names, locale) });
    }
    case "too_many_orders":
      return t("refusals.too_many_orders", { first: refusal.first });
    case "too_few_orders":
      return t("refusals.too_few_orders", { from: refusal.from, missing: refusal.missing });
    case "spent_too_little":
      return t("refusals.spent_too_little", {
        atLeast: money(refusal.atLeast),
        missing: money(refusal.missing),
        days: refusal.days ?? 0,
      });
    case "ordered_too_recently":
    case "ordered_too_long_ago":
      return t(`refusals.${refusal.code}`, { days: refusal.days });
    case "not_bought_before":
      return t("refusals.not_bought_before", { items: itemNames(refusal.items, locale) });
    case "not_for_region":
      return t("refusals.not_for_region", { countries: countryNames(refusal.countries, locale) });
    case "below_minimum":
      return t("refusals.below_minimum", {
        minimum: money(refusal.minimum),
        missing: money(refusal.missing),
      });
    case "unknown_code":
    case "sign_in_required":
    case "no_loyalty_tier":
    case "not_for_customer":
    case "account_required":
    case "account_required_first_order":
    case "not_first_order":
    case "not_for_currency":
    case "already_used":
    case "limit_reached":
    case "not_combinable":
    case "nothing_left":
    case "costs_more":
      return t(`refusals.${refusal.code}`);
  }
}

const itemNames = (items: readonly BoughtItem[], locale: Locale) =>
  either(
    items.map(({ type, name }) =>
      translator(locale, "discounts")(`items.${type}`, { name: inLocale(name, locale) }),
    ),
    locale,
  );

const either = (names: readonly string[], locale: Locale) =>
  new Intl.ListFormat(locale, { type: "disjunction" }).format(names);

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
  return either(
    countries.map((country) => names.of(country) ?? country),
    locale,
  );
}
