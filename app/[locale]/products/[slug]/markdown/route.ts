import { z } from "zod";
import { localeOrDefault } from "@/i18n/params";
import { routing } from "@/i18n/routing";
import { isHidden, shownOrDefault } from "@/i18n/shown-locales";
import { readProductMarkdown } from "@/lib/discovery/markdown-page.server";
import { markdownPath } from "@/lib/discovery/product-markdown.server";
import { markdownResponse } from "@/lib/http/markdown-response";
import { route } from "@/lib/routes/route.server";

const params = z.object({ locale: z.string().transform(localeOrDefault), slug: z.string() });

/** A product as Markdown; `i18n/rewrites.ts` leads here from `/products/<slug>.md`. */
export const GET = route(
  { from: "anyone", params, body: "none", owner: "nobody", limit: "none" },
  async ({ params: { slug }, locale }) => {
    const found = await readProductMarkdown(slug, shownOrDefault(locale));
    if (!found) return { ok: false, code: "not_found" };
    if ("movedTo" in found) return new Response(null, { status: 308, headers: { Location: found.movedTo } });
    if (isHidden(locale))
      return new Response(null, {
        status: 307,
        headers: { Location: markdownPath(routing.defaultLocale, encodeURIComponent(slug)) },
      });
    return markdownResponse(found.text, found.page);
  },
);
