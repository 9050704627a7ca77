import "server-only";
import { languageName } from "@/i18n/language-names";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { dayText } from "@/lib/base/day-text";
import { localPath } from "@/lib/base/i18n-path";
import { isLiveKey } from "@/lib/base/live-key";
import { type EnvName, env } from "@/lib/config/env";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";
import { hasLegalText, legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";
import { type SettingGroup, setting } from "./setting";

/** Which of the law's texts is there in which language, since when, and whether somebody still has to read it. */
export function legalSettings(locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  return {
    id: "legal",
    edit: "/admin/settings/legal",
    title: t("groups.legal.title"),
    lead: t("groups.legal.lead"),
    more: null,
    settings: LEGAL_PAGES.map((page) =>
      setting(
        legalPage(page, locale).title,
        routing.locales.map((language) => {
          const { updated, isDraft } = legalPage(page, language);
          const isOwn = hasLegalText(page, language);
          const state = !isOwn ? "missing" : isDraft ? "draft" : "ready";
          const about = { language: languageName(language, locale), day: dayText(updated, locale) };
          return {
            text: t(`legal.${state}`, about),
            href: localPath(language, legalPath(page)),
            isOpen: state !== "ready",
          };
        }),
        `content/legal/${routing.locales.length > 1 ? `{${routing.locales.join(",")}}` : routing.defaultLocale}/${page}.md`,
      ),
    ),
  };
}

/** How e-mails leave, and to whom the merchant's go. */
export function mailSettings(locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  const { SMTP_URL, MAIL_DIR, MAIL_FROM, MERCHANT_EMAIL } = env();
  return {
    id: "mail",
    edit: "/admin/settings/mail",
    title: t("groups.mail.title"),
    lead: null,
    more: viewedMailFolder() ? { href: "/local/mail", text: t("groups.mail.more") } : null,
    settings: [
      setting(
        t("mail.sent"),
        SMTP_URL ? t("mail.smtp") : t("mail.folder", { folder: MAIL_DIR ?? "" }),
        SMTP_URL ? "SMTP_URL" : "MAIL_DIR",
      ),
      setting(t("mail.from"), MAIL_FROM, "MAIL_FROM"),
      setting(
        t("mail.merchant"),
        MERCHANT_EMAIL.length > 0 ? MERCHANT_EMAIL : [{ text: t("mail.nobody"), isOpen: true }],
        "MERCHANT_EMAIL",
      ),
      setting(
        t("mail.texts"),
        [{ text: t("mail.see"), href: "/admin/settings/emails" }],
        "messages/*/emails.json, messages/*/merchant.json",
      ),
      setting(t("mail.merchantLanguage"), languageName(routing.defaultLocale, locale), "languages.config.ts"),
    ],
  };
}

/** Where the pictures of goods are. */
export function pictureSettings(locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  const { PICTURES_S3_BUCKET, PICTURES_DIR, BLOB_READ_WRITE_TOKEN, CATALOG_MIRROR } = env();
  const [said, change] = PICTURES_S3_BUCKET
    ? [t("pictures.bucket", { bucket: PICTURES_S3_BUCKET }), "PICTURES_S3_BUCKET"]
    : BLOB_READ_WRITE_TOKEN
      ? [t("pictures.blob"), "BLOB_READ_WRITE_TOKEN"]
      : [t("pictures.folder", { folder: PICTURES_DIR }), "PICTURES_DIR"];
  return {
    id: "pictures",
    title: t("groups.pictures.title"),
    lead: null,
    more: { href: "/admin/goods", text: t("groups.pictures.more") },
    settings: [
      setting(t("pictures.where"), said, change),
      setting(
        t("pictures.mirror"),
        t(CATALOG_MIRROR === "on" ? "pictures.mirrored" : "pictures.notMirrored"),
        "CATALOG_MIRROR",
      ),
    ],
  };
}

/** Settings that open something: the desk says whether they are set, and never what to. */
const SECRETS = [
  "STRIPE_SECRET_KEY",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "CART_SECRET",
  "AUTH_SECRET",
  "CRON_SECRET",
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "REDIS_URL",
  "SMTP_URL",
  "PICTURES_S3_ACCESS_KEY_ID",
  "PICTURES_S3_SECRET_ACCESS_KEY",
  "BLOB_READ_WRITE_TOKEN",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
] as const satisfies EnvName[];

export function secretSettings(locale: Locale): SettingGroup {
  const t = translator(locale, "desk-settings");
  const settings = env();
  return {
    id: "secrets",
    title: t("groups.secrets.title"),
    lead: t("groups.secrets.lead"),
    more: { href: "/admin/doctor", text: t("groups.secrets.more") },
    settings: [
      setting(t("secrets.address"), settings.STORE_URL, "STORE_URL"),
      setting(
        t("secrets.mode"),
        t(isLiveKey(settings.STRIPE_SECRET_KEY) ? "secrets.live" : "secrets.test"),
        "STRIPE_SECRET_KEY",
      ),
      ...SECRETS.map((name) => setting(name, t(settings[name] ? "secrets.set" : "secrets.notSet"), name)),
    ],
  };
}
