import { z } from "zod";
import { routing } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { stopNewsByLink } from "@/lib/news/consent.server";
import { countWrongNewsLink } from "@/lib/news/limits.server";
import { stopPage } from "@/lib/news/links.server";
import { route } from "@/lib/routes/route.server";

const schema = z.object({ locale: z.enum(routing.locales).optional(), token: z.string().max(200) });

/** The button where the link to stop leads. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body: { token }, headers, locale }) => {
    const stopped = await stopNewsByLink(db(), token, "link");
    if (stopped.ok) return seeOther(stopPage(locale, { state: "done" }));
    const page = stopPage(locale, { state: stopped.code });
    const counted = await countWrongNewsLink(headers);
    return counted.ok ? seeOther(page) : refuseForm(headers, counted, locale, page);
  },
);
