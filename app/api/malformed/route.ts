import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { errorText } from "@/lib/http/api-error";
import { route } from "@/lib/routes/route.server";

const query = z.object({ locale: z.enum(routing.locales).catch(routing.defaultLocale) });

/** The answer to requests that can't be read, whatever their address: see `lib/http/front-door.server.ts`. */
export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  ({ headers, locale }) => {
    const refusal = { ok: false, code: "malformed_request" } as const;
    return headers.get("accept")?.includes("text/html") ? page(locale) : refusal;
  },
);

function page(locale: Locale): Response {
  const home = translator(locale, "common")("backHome");
  const body = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>400</title><body style="font: 1rem/1.5 system-ui; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">
<p>${errorText("malformed_request", locale)}</p><p><a href="${localPath(locale, "/")}">${home}</a></p></html>`;
  return new Response(body, {
    status: 400,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
