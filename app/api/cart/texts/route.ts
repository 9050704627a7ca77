import { z } from "zod";
import { routing } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { route } from "@/lib/routes/route.server";

const query = z.object({ locale: z.enum(routing.locales).catch(routing.defaultLocale) });

/** What the drawer says. No page carries it, as most are left without the drawer being opened. Browsers keep it by an address that also names the build. */
export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { locale } }) =>
    Response.json(textsFor(locale, "cart"), { headers: { "cache-control": "public, max-age=86400" } }),
);
