import { z } from "zod";
import { routing } from "@/i18n/routing";
import { isHidden } from "@/i18n/shown-locales";
import { goodsFeed } from "@/lib/discovery/google-feed.server";
import { xmlStream } from "@/lib/http/text-stream";
import { count, limitsOf } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import { route } from "@/lib/routes/route.server";

const query = z.object({
  locale: z.enum(routing.locales).default(routing.defaultLocale),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

/** Seconds. Google reads it once a day; what stands before the store may answer for it meanwhile. */
const KEPT = 600;

/** As a language that the shop does not speak. */
const NOT_SHOWN = { ok: false, code: "invalid_request", fields: ["locale"] } as const;

/** Google must not be told of a delivery that there is not. */
const NOT_SERVED = { ok: false, code: "invalid_request", fields: ["country"] } as const;

/** All goods for Google Merchant Center, in one language and with the delivery to one country: docs/search-engines.md. */
export const GET = route(
  {
    from: "anyone",
    query,
    body: "none",
    owner: "nobody",
    limit: ({ headers }) => count(limitsOf("goodsFeed", { from: requestSource(headers) })),
  },
  async ({ query: { locale, country } }) => {
    if (isHidden(locale)) return NOT_SHOWN;
    const feed = await goodsFeed(locale, country);
    if (!feed) return NOT_SERVED;
    return xmlStream(feed, { "Cache-Control": `public, s-maxage=${KEPT}` });
  },
);
