import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { seeOther } from "@/lib/http/form";
import { stopNewsByLink } from "@/lib/news/consent.server";
import { countWrongNewsLink } from "@/lib/news/limits.server";
import { stopPage } from "@/lib/news/links.server";
import { route } from "@/lib/routes/route.server";

const query = z.object({ token: z.string().max(200) });

/** A mail program without one click opens the address instead: it shows the page with the button, and stops nothing. */
export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  ({ query: { token }, locale }) => seeOther(stopPage(locale, { token })),
);

/** A mail program's own button, from its servers, without cookies or origin: RFC 8058. Its body says nothing that the address does not. */
export const POST = route(
  { from: "own pages", query, body: "none", owner: "nobody", limit: "inside" },
  async ({ query: { token }, headers, locale }) => {
    const stopped = await stopNewsByLink(db(), token, "one_click");
    if (stopped.ok) return { ok: true };
    const counted = await countWrongNewsLink(headers);
    if (!counted.ok) return counted;
    const message = translator(locale, "news")(`problems.${stopped.code}`);
    return { ok: false, code: stopped.code, message, status: 422 };
  },
);
