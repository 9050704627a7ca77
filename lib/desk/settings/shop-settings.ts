import { languageName } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { isHidden } from "@/i18n/shown-locales";
import { type Translator, translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney, toMinor } from "@/lib/base/money";
import { ownThemeCss } from "@/lib/config/own-theme";
import { shop, shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { nextNumber } from "@/lib/documents/numbering";
import { inShop, type SettingGroup, setting } from "./setting";

type T = Translator<"desk-settings">;

/** What `npm run new-store` writes for a place that nobody has said yet. */
const NOT_SAID = "—";

/** Who the shop is, what it speaks, and its rules for orders: files of the project, checked when it is built. */
export function shopSettings(locale: Locale, now: Date): SettingGroup[] {
  const t = translator(locale, "desk-settings");
  return [
    face(t, locale),
    look(t, locale),
    contact(t, locale),
    languages(t, locale),
    orderRules(t, locale, now),
  ];
}

function face(t: T, locale: Locale): SettingGroup {
  const { name, logo, icon, about, social, demonstration } = shop();
  return {
    id: "face",
    edit: "/admin/settings/face",
    title: t("groups.face.title"),
    lead: null,
    more: { href: "/", text: t("groups.face.more") },
    settings: [
      setting(t("face.name"), name, inShop("name")),
      setting(
        t("face.logo"),
        logo ? [{ text: logo.light, href: logo.light }] : t("face.nameInstead"),
        inShop("logo"),
      ),
      setting(t("face.icon"), [{ text: icon, href: icon }], inShop("icon")),
      setting(t("face.tagline"), inLocale(about.tagline, locale), inShop("about.tagline")),
      setting(
        t("face.notice"),
        about.notice ? inLocale(about.notice, locale) : t("none"),
        inShop("about.notice"),
      ),
      setting(t("face.social"), Object.keys(social).join(", ") || t("none"), inShop("social")),
      setting(t("face.demonstration"), yesOrNo(t, demonstration), inShop("demonstration")),
    ],
  };
}

function look(t: T, locale: Locale): SettingGroup {
  const { type } = shop().theme;
  const faces = translator(locale, "desk-face");
  const names = [type.display, type.text].map((one) => faces(`typefaces.${one}`));
  return {
    id: "look",
    edit: "/admin/settings/look",
    title: t("groups.look.title"),
    lead: null,
    more: null,
    settings: [
      setting(t("face.typefaces"), names.join(", "), inShop("theme.type")),
      setting(t("face.colours"), t(ownThemeCss() ? "form.inDesk" : "form.files"), inShop("theme")),
    ],
  };
}

function contact(t: T, locale: Locale): SettingGroup {
  const { company, represented, register, vat, street, postalCode, city, country, email, phone } =
    shop().contact;
  const place = [street, [postalCode, city].filter(Boolean).join(" ")].join(", ");
  const countryName = new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  const missing = { text: t("contact.dash"), isOpen: true };
  return {
    id: "contact",
    edit: "/admin/settings/contact",
    title: t("groups.contact.title"),
    lead: null,
    more: null,
    settings: [
      setting(t("contact.company"), company, inShop("contact.company")),
      setting(t("contact.represented"), represented ?? t("none"), inShop("contact.represented")),
      setting(t("contact.register"), register ?? t("none"), inShop("contact.register")),
      setting(t("contact.vat"), vat ?? t("none"), inShop("contact.vat")),
      setting(
        t("contact.address"),
        [`${place}, ${countryName}`, ...(street === NOT_SAID || city === NOT_SAID ? [missing] : [])],
        inShop("contact.street, postalCode, city, country"),
      ),
      setting(t("contact.email"), email, inShop("contact.email")),
      setting(t("contact.phone"), phone ?? t("none"), inShop("contact.phone")),
      setting(t("contact.timeZone"), shopTimeZone(), inShop("timeZone")),
    ],
  };
}

function languages(t: T, locale: Locale): SettingGroup {
  const said = routing.locales.map((one) => {
    const name = languageName(one, locale);
    if (one === routing.defaultLocale) return t("languages.default", { name });
    return isHidden(one) ? { text: t("languages.hidden", { name }), isOpen: true } : name;
  });
  return {
    id: "languages",
    edit: "/admin/settings/languages",
    title: t("groups.languages.title"),
    lead: t("groups.languages.lead"),
    more: null,
    settings: [setting(t("languages.spoken"), said, "languages.config.ts")],
  };
}

function orderRules(t: T, locale: Locale, now: Date): SettingGroup {
  const { invoices, returns, desk, paymentRequests, news, sellsToConsumers } = shop();
  const own = ownCurrency();
  const year = Number(
    new Intl.DateTimeFormat("en", { year: "numeric", timeZone: shopTimeZone() }).format(now),
  );
  const example = (series: "invoice" | "credit_note") =>
    nextNumber({ year, last: 41 }, year, series, invoices).number;
  const above = desk.secondPersonAbove;
  return {
    id: "rules",
    edit: "/admin/settings/rules",
    title: t("groups.rules.title"),
    lead: null,
    more: { href: "/admin/approvals", text: t("groups.rules.more") },
    settings: [
      setting(
        t("rules.invoices"),
        t("rules.numbers", {
          invoice: example("invoice"),
          credit: example("credit_note"),
          yearly: invoices.yearly ? "yes" : "no",
        }),
        inShop("invoices"),
      ),
      setting(
        t("rules.note"),
        invoices.note ? inLocale(invoices.note, locale) : t("none"),
        inShop("invoices.note"),
      ),
      setting(
        t("rules.returns"),
        returns.days === 0
          ? t("rules.noReturns")
          : t("rules.returnsIn", { days: returns.days, delivery: returns.deliveryDays }),
        inShop("returns.days, returns.deliveryDays"),
      ),
      setting(
        t("rules.secondPerson"),
        above === null
          ? t("rules.onePerson")
          : t("rules.above", { amount: formatMoney(toMinor(above, own), own, locale) }),
        inShop("desk.secondPersonAbove"),
      ),
      setting(
        t("rules.requests"),
        t("rules.days", { days: paymentRequests.days }),
        inShop("paymentRequests.days"),
      ),
      setting(t("rules.news"), t(news.asked ? "rules.newsAsked" : "rules.newsOff"), inShop("news.asked")),
      setting(t("rules.consumers"), yesOrNo(t, sellsToConsumers), inShop("sellsToConsumers")),
    ],
  };
}

const yesOrNo = (t: T, is: boolean) => t(is ? "yes" : "no");
