import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { legalPath } from "@/lib/legal/pages";
import type { Shop } from "@/lib/model/shop";

type Thing = { "@type": string; [property: string]: unknown };

/**
 * Who the shop is, for search engines: the shop and its website. Pure. `base` is the store's origin.
 * Source: developers.google.com/search/docs/appearance/structured-data/organization.
 */
export function shopData(shop: Shop, base: string, locale: Locale): Thing[] {
  const { name, about, logo, contact, social } = shop;
  const absolute = (path: string) => new URL(path, base).href;
  const home = absolute(localPath(locale, "/"));
  const links = Object.values(social);
  const store: Thing = {
    "@type": "OnlineStore",
    "@id": `${absolute("/")}#shop`,
    name,
    legalName: contact.company,
    url: absolute("/"),
    description: inLocale(about.description, locale),
    ...(logo && { logo: absolute(logo.light) }),
    image: absolute(shop.card),
    email: contact.email,
    ...(contact.phone && { telephone: contact.phone }),
    ...(contact.vat && { vatID: contact.vat }),
    address: {
      "@type": "PostalAddress",
      streetAddress: contact.street,
      ...(contact.postalCode && { postalCode: contact.postalCode }),
      addressLocality: contact.city,
      addressCountry: contact.country,
    },
    ...(links.length > 0 && { sameAs: links }),
    hasMerchantReturnPolicy: {
      "@type": "MerchantReturnPolicy",
      merchantReturnLink: absolute(localPath(locale, legalPath("returns"))),
    },
  };
  const website: Thing = {
    "@type": "WebSite",
    name,
    url: home,
    inLanguage: locale,
    publisher: { "@id": store["@id"] },
  };
  return [store, website];
}
