import { z } from "zod";
import { localeOrDefault } from "@/i18n/params";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { payPath } from "@/lib/model/surface";
import { isOrderKey } from "@/lib/orders/owners/order-link";
import { openOrder } from "@/lib/orders/owners/shopper.server";
import { surfaceOf } from "@/lib/orders/views/read.server";
import { route } from "@/lib/routes/route.server";

const params = z.object({ locale: z.string().transform(localeOrDefault), id: z.string() });
const query = z.object({ key: z.string().default(""), to: z.string().optional() });

/** The link in an order's e-mails. After a wrong key the order's page says that there is no such order. */
export const GET = route(
  { from: "anyone", params, query, body: "none", owner: "nobody", limit: "none" },
  async ({ params: { id }, query: { key, to }, locale }) => {
    const opened = isOrderKey(key, id, env().CART_SECRET);
    if (opened) await openOrder(id as OrderId);
    const surface = opened && to === "pay" ? await surfaceOf(id as OrderId) : null;
    const path = localPath(locale, surface ? payPath(surface, id) : `/orders/${encodeURIComponent(id)}`);
    return new Response(null, {
      status: 303,
      headers: {
        // A path only, as the cookie belongs to this one of the store's addresses.
        Location: path,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
      },
    });
  },
);
