import { z } from "zod";
import { findGoodsToSell } from "@/lib/desk/drafts/find-goods.server";
import { deskRead } from "@/lib/staff/desk-route.server";

const typed = z.string().trim().min(2).max(200).nullable().catch(null);

/** `{ found: [{ variantId, sku, name, price, available }] }`: a few goods on sale whose name or SKU has `?q=`. */
export const GET = deskRead({ right: "orders.draft" }, async ({ request, locale }) => {
  const q = typed.parse(new URL(request.url).searchParams.get("q"));
  return { ok: true, found: q === null ? [] : await findGoodsToSell(q, locale) };
});
