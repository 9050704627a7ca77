import { hasLocale } from "next-intl";
import { routing } from "@/i18n/routing";
import { readCartId } from "@/lib/cart/cookie.server";
import { readCartView } from "@/lib/cart/read.server";

/** The shopper's own cart for the header and the drawer: catalogue pages are the same for everyone and can't carry it. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("locale");
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  const cart = await readCartView(await readCartId(), locale);
  return Response.json(cart, { headers: { "cache-control": "private, no-store" } });
}
