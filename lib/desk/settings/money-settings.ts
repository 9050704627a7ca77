import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import type { ByType } from "@/lib/config/payment-variables";
import { shop } from "@/lib/config/shop";
import { ownCurrency, soldOthers } from "@/lib/currencies/sold";
import type { Rounding } from "@/lib/model/shop-currencies";
import { inShop, type SettingGroup, setting } from "./setting";

type T = Translator<"desk-settings">;

export const ROUNDING_KEYS = {
  exact: "exact",
  whole: "whole",
  fives: "fives",
  ".99": "nines",
} as const satisfies Record<Rounding, string>;

/** What shoppers may pay in, and at which rate. */
export function currencySettings(locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const listed = new Intl.ListFormat(locale, { type: "conjunction" });
  const rate = new Intl.NumberFormat(locale, { maximumSignificantDigits: 8 });
  const label = (code: string) => `${names.of(code.toUpperCase())} (${code.toUpperCase()})`;
  const own = ownCurrency();
  const sold = soldOthers();
  const left = Object.keys(shop().currencies?.rates ?? {}).filter(
    (code) => code !== own && !sold.some((one) => one.code === code),
  );
  return {
    id: "currencies",
    edit: "/admin/settings/currencies",
    title: t("groups.currencies.title"),
    lead: t("groups.currencies.lead"),
    more: null,
    settings: [
      setting(label(own), t("currencies.own"), "STORE_CURRENCY"),
      ...sold.map(({ code, conversion, countries: first }) =>
        setting(
          label(code),
          [
            t("currencies.rate", {
              own: own.toUpperCase(),
              other: code.toUpperCase(),
              rate: rate.format(conversion.rate),
            }),
            t(`currencies.rounding.${ROUNDING_KEYS[conversion.rounding]}`),
            ...(first.length === 0
              ? []
              : [
                  t("currencies.first", {
                    countries: listed.format(first.map((one) => countries.of(one) ?? one)),
                  }),
                ]),
          ],
          inShop(`currencies.rates.${code}`),
        ),
      ),
      ...left.map((code) =>
        setting(
          label(currency(code)),
          [{ text: t("currencies.left"), isOpen: true }],
          inShop(`currencies.rates.${code}`),
        ),
      ),
    ],
  };
}

/** Which checkout is offered, and the variables of its payments. */
export function checkoutSettings(locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  const settings = env();
  const onOff = (is: boolean) => t(is ? "on" : "off");
  const list = (values: readonly string[], empty: string) => values.join(", ") || empty;
  const pay = (name: keyof typeof settings, label: string, said: string) => setting(label, said, name);
  return {
    id: "checkout",
    edit: "/admin/settings/checkout",
    title: t("groups.checkout.title"),
    lead: t("groups.checkout.lead"),
    more: null,
    settings: [
      pay("CHECKOUT_SURFACE", t("checkout.surface"), t(`checkout.surfaces.${settings.CHECKOUT_SURFACE}`)),
      ...(settings.LOCAL_DEMO ? [setting(t("checkout.others"), t("checkout.demo"), "LOCAL_DEMO")] : []),
      pay("PAYMENT_LAYOUT", t("checkout.layout"), t(`checkout.layouts.${settings.PAYMENT_LAYOUT}`)),
      pay(
        "CHECKOUT_HOLD_MINUTES",
        t("checkout.hold"),
        t("checkout.minutes", { minutes: settings.CHECKOUT_HOLD_MINUTES }),
      ),
      pay(
        "BILLING_ADDRESS_COLLECTION",
        t("checkout.billing"),
        t(`checkout.billings.${settings.BILLING_ADDRESS_COLLECTION}`),
      ),
      pay("LOYALTY_DISCOUNT", t("checkout.loyalty"), t(`checkout.loyalties.${settings.LOYALTY_DISCOUNT}`)),
      pay("STRIPE_DYNAMIC_DISCOUNTS", t("checkout.discounts"), settings.STRIPE_DYNAMIC_DISCOUNTS),
      pay("PAYMENT_METHODS", t("checkout.methods"), list(settings.PAYMENT_METHODS, t("checkout.byStripe"))),
      pay(
        "PAYMENT_METHODS_EXCLUDED",
        t("checkout.excluded"),
        list(settings.PAYMENT_METHODS_EXCLUDED, t("none")),
      ),
      pay(
        "PAYMENT_METHOD_CONFIGURATION",
        t("checkout.configuration"),
        settings.PAYMENT_METHOD_CONFIGURATION ?? t("checkout.usual"),
      ),
      pay("PAYMENT_CAPTURE", t("checkout.capture"), byType(settings.PAYMENT_CAPTURE, t("checkout.atOnce"))),
      pay("PAYMENT_SAVE", t("checkout.save"), byType(settings.PAYMENT_SAVE, t("checkout.whenTicked"))),
      pay(
        "PAYMENT_ON_BEHALF_OF",
        t("checkout.onBehalfOf"),
        settings.PAYMENT_ON_BEHALF_OF ?? t("checkout.nobody"),
      ),
      pay("PAYMENT_REQUIRE_CVC", t("checkout.cvc"), onOff(settings.PAYMENT_REQUIRE_CVC)),
      pay("PAYMENT_INSTALLMENTS", t("checkout.installments"), onOff(settings.PAYMENT_INSTALLMENTS)),
      pay(
        "PAYMENT_US_BANK_VERIFICATION",
        t("checkout.usBank"),
        settings.PAYMENT_US_BANK_VERIFICATION ?? t("checkout.byStripe"),
      ),
      pay(
        "PAYMENT_METHOD_CREATION",
        t("checkout.creation"),
        settings.PAYMENT_METHOD_CREATION ?? t("checkout.usual"),
      ),
      pay("PAYMENT_RULES", t("checkout.rules"), onOff(settings.PAYMENT_RULES)),
      pay(
        "PAYMENT_REFUSED_CARD_COUNTRIES",
        t("checkout.cardCountries"),
        list(settings.PAYMENT_REFUSED_CARD_COUNTRIES, t("none")),
      ),
      pay(
        "PAYMENT_REFUSED_CARD_FUNDING",
        t("checkout.cardFunding"),
        list(settings.PAYMENT_REFUSED_CARD_FUNDING, t("none")),
      ),
      pay(
        "SAVED_METHODS_REDISPLAY",
        t("checkout.savedShown"),
        list(settings.SAVED_METHODS_REDISPLAY, t("none")),
      ),
      pay("SAVED_METHODS_LIMIT", t("checkout.savedLimit"), String(settings.SAVED_METHODS_LIMIT)),
      pay("SAVED_METHODS_SAVE", t("checkout.savedSave"), onOff(settings.SAVED_METHODS_SAVE)),
      pay("SAVED_METHODS_REMOVE", t("checkout.savedRemove"), onOff(settings.SAVED_METHODS_REMOVE)),
      pay(
        "SAVED_METHODS_USAGE",
        t("checkout.savedUsage"),
        t(`checkout.usages.${settings.SAVED_METHODS_USAGE}`),
      ),
    ],
  };
}

/** As the variable has it: one value for all, or one for each of some methods. */
function byType({ all, byType: some }: ByType<string>, preset: string): string {
  const named = Object.entries(some).map(([type, value]) => `${type}=${value}`);
  return all ?? (named.join(", ") || preset);
}

/** Who works the tax out, and where prices contain it. */
export function taxSettings(t: T, differing: readonly { zone: string; isInside: boolean }[]): SettingGroup {
  const { STRIPE_TAX, STORE_PRICES_INCLUDE_TAX, STORE_COUNTRY } = env();
  const inside = (is: boolean) => t(is ? "tax.inside" : "tax.onTop");
  return {
    id: "tax",
    edit: "/admin/settings/tax",
    title: t("groups.tax.title"),
    lead: null,
    more: { href: "/admin/books/vat", text: t("groups.tax.more") },
    settings: [
      setting(t("tax.by"), t(STRIPE_TAX ? "tax.byStripe" : "tax.byNobody"), "STRIPE_TAX"),
      setting(t("tax.prices"), inside(STORE_PRICES_INCLUDE_TAX), "STORE_PRICES_INCLUDE_TAX"),
      setting(t("tax.country"), STORE_COUNTRY, "STORE_COUNTRY"),
      setting(
        t("tax.zones"),
        differing.length === 0
          ? t("tax.noZones")
          : differing.map(({ zone, isInside }) => `${zone}: ${inside(isInside)}`),
        "npm run delivery:import",
      ),
    ],
  };
}
