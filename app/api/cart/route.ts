import { z } from "zod";
import { routing } from "@/i18n/routing";
import { keepSignedIn } from "@/lib/account/keep-signed-in.server";
import { readCartId } from "@/lib/cart/cookie.server";
import { readCartView } from "@/lib/cart/read.server";
import type { OwnView } from "@/lib/cart/view";
import { route } from "@/lib/routes/route.server";

const query = z.object({ locale: z.enum(routing.locales).catch(routing.defaultLocale) });

/**
 * What the header and the drawer show of the shopper: their cart, and whether they are signed in. Catalogue pages are
 * the same for everyone and can't carry it. Every page of the store asks, so this keeps shoppers signed in.
 */
export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  async ({ locale }) => {
    const cartId = await readCartId();
    const [signedIn, cart] = await Promise.all([keepSignedIn(), readCartView(cartId, locale)]);
    return Response.json({ ...cart, signedIn, hasCart: cartId !== null } satisfies OwnView, {
      headers: { "cache-control": "private, no-store" },
    });
  },
);
