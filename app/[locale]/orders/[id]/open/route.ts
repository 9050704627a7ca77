import { hasLocale } from "next-intl";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { payPath } from "@/lib/model/surface";
import { isOrderKey } from "@/lib/orders/owners/order-link";
import { openOrder } from "@/lib/orders/owners/shopper.server";
import { surfaceOf } from "@/lib/orders/views/read.server";

type Context = { params: Promise<{ locale: string; id: string }> };

/** The link in an order's e-mails. A wrong key opens nothing: the order's page then says that there is none. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale, id } = await params;
  const language = hasLocale(routing.locales, locale) ? locale : routing.defaultLocale;
  const { searchParams } = new URL(request.url);
  const opened = isOrderKey(searchParams.get("key") ?? "", id, env().CART_SECRET);
  if (opened) await openOrder(id as OrderId);
  const surface = opened && searchParams.get("to") === "pay" ? await surfaceOf(id as OrderId) : null;
  const path = localPath(language, surface ? payPath(surface, id) : `/orders/${encodeURIComponent(id)}`);
  return new Response(null, {
    status: 303,
    headers: {
      // Whichever of the store's addresses this is: here the cookie is.
      Location: path,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
}
