import { sitemapPages } from "@/lib/catalog/sitemap.server";
import { sitemapQuery } from "@/lib/catalog/sitemap-query";
import { pagesXml } from "@/lib/catalog/sitemap-xml";
import { env } from "@/lib/config/env";
import { xmlStream } from "@/lib/http/text-stream";
import { route } from "@/lib/routes/route.server";

export const GET = route(
  { from: "anyone", query: sitemapQuery, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { after } }) => xmlStream(pagesXml(sitemapPages("categories", after), env().STORE_URL)),
);
