import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { env } from "@/lib/config/env";
import type { Crumb } from "./breadcrumbs";
import { JsonLd } from "./json-ld";

/** Source: developers.google.com/search/docs/appearance/structured-data/breadcrumb. */
export function BreadcrumbData({ locale, crumbs }: { locale: Locale; crumbs: Crumb[] }) {
  const itemListElement = crumbs.map(({ name, href }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: new URL(localPath(locale, href), env().STORE_URL).href,
  }));
  return <JsonLd data={{ "@type": "BreadcrumbList", itemListElement }} />;
}
