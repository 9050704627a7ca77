import { timeZoneOf } from "@/lib/base/time-zone";
import { parseShop, type Shop } from "@/lib/model/shop";
import config from "@/store.config";

let known: Shop | undefined;

/** Who the shop is, and how it looks: `store.config.ts`, read by nothing else. On the server only. @throws ShopError on first use */
export function shop(): Shop {
  known ??= parseShop(config);
  return known;
}

/** The shop's name for programs: small letters, digits and hyphens. */
export function shopSlug(): string {
  const words = shop()
    .name.normalize("NFKD")
    .toLowerCase()
    .replaceAll("&", " and ")
    .match(/[a-z0-9]+/g);
  return words?.join("-") ?? "shop";
}

/** IANA's name of the time zone in which the merchant's days begin and end. */
export function shopTimeZone(): string {
  const { timeZone, contact } = shop();
  return timeZone ?? timeZoneOf(contact.country);
}

/** The sender of e-mails where MAIL_FROM says nothing. */
export function shopSender(): string {
  const { name, contact } = shop();
  return `${/[(),:;@[\\\]]/.test(name) ? `"${name.replaceAll("\\", "")}"` : name} <${contact.email}>`;
}
