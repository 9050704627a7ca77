import { z } from "zod";
import { routing } from "@/i18n/routing";
import { keepSignedIn } from "@/lib/account/keep-signed-in.server";
import { readCartId } from "@/lib/cart/cookie.server";
import { readCartView } from "@/lib/cart/read.server";
import type { OwnView } from "@/lib/cart/view";
import { route } from "@/lib/routes/route.server";

const query = z.object({ locale: z.enum(routing.locales).catch(routing.defaultLocale) });

/** The cart, and whether somebody is signed in: cached pages can't carry it. Every page asks, so this also prolongs sign-ins. */
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
