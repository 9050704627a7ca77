import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

/** Where a page stands, from the home page down. Pure. Source: developers.google.com/search/docs/appearance/structured-data/breadcrumb. */
export const breadcrumbData = (
  crumbs: readonly { name: string; href: string }[],
  { locale, base }: { locale: Locale; base: string },
) => ({
  "@type": "BreadcrumbList",
  itemListElement: crumbs.map(({ name, href }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: { "@id": new URL(localPath(locale, href), base).href },
  })),
});
