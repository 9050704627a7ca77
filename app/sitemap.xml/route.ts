import { sitemapFiles } from "@/lib/catalog/sitemap.server";
import { indexXml } from "@/lib/catalog/sitemap-xml";
import { env } from "@/lib/config/env";
import { xmlStream } from "@/lib/http/text-stream";
import { route } from "@/lib/routes/route.server";

/** The list of the sitemap's files. */
export const GET = route({ from: "anyone", body: "none", owner: "nobody", limit: "none" }, async () =>
  xmlStream(indexXml(sitemapFiles(), env().STORE_URL)),
);
