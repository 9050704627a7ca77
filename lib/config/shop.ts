import { timeZoneOf } from "@/lib/base/time-zone";
import {
  parseShop,
  type Shop,
  ShopError,
  type ShopInput,
  type ShopProblem,
  shopProblems,
} from "@/lib/model/shop";
import config from "@/store.config";
import { keptUntilChanged } from "./laid-over";

/** What `store.config.ts` says by itself. @throws ShopError on first use */
export const shopOfFile = (): Shop => {
  knownFile ??= parseShop(config);
  return knownFile;
};

let knownFile: Shop | undefined;

/** What is wrong with these fields in place of the file's. */
export const shopProblemsWith = (fields: object): ShopProblem[] => shopProblems({ ...config, ...fields });

/**
 * What the shop would be with these fields in place of the file's.
 * @throws ShopError which names every field that is wrong
 */
const shopWith = (fields: Partial<ShopInput>): Shop => parseShop({ ...config, ...fields });

/**
 * Who the shop is, and how it looks: what staff have set in the desk, and for the rest `store.config.ts`, read by nothing else. On the server only.
 * @throws ShopError on first use
 */
export const shop: () => Shop = keptUntilChanged(({ shop: fields }) => {
  try {
    return shopWith(fields);
  } catch (error) {
    // Stored by an older version of the store: the doctor tells. The file is checked by every build.
    if (error instanceof ShopError && Object.keys(fields).length > 0) return shopOfFile();
    throw error;
  }
});

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
