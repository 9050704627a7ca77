import { z } from "zod";
import { routing } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { refuseForm } from "@/lib/limits/refuse-too-many";
import { confirmNews } from "@/lib/news/consent.server";
import { countWrongNewsLink } from "@/lib/news/limits.server";
import { confirmPage } from "@/lib/news/links.server";
import { route } from "@/lib/routes/route.server";

const schema = z.object({ locale: z.enum(routing.locales).optional(), token: z.string().max(200) });

/** The button where the e-mail's link leads. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "inside" },
  async ({ body: { token }, headers, locale }) => {
    const confirmed = await confirmNews(db(), token);
    if (confirmed.ok) return seeOther(confirmPage(locale, { state: "done" }));
    const page = confirmPage(locale, { state: confirmed.code });
    const counted = confirmed.code === "link_wrong" ? await countWrongNewsLink(headers) : null;
    return counted?.ok === false ? refuseForm(headers, counted, locale, page) : seeOther(page);
  },
);
