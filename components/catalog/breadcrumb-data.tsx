import type { Locale } from "@/i18n/routing";
import { env } from "@/lib/config/env";
import { breadcrumbData } from "@/lib/discovery/breadcrumb-data";
import type { Crumb } from "./breadcrumbs";
import { JsonLd } from "./json-ld";

export const BreadcrumbData = ({ locale, crumbs }: { locale: Locale; crumbs: Crumb[] }) => (
  <JsonLd data={breadcrumbData(crumbs, { locale, base: env().STORE_URL })} />
);
