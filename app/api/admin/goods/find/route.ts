import { inLocale } from "@/lib/base/i18n-text";
import { listGoods, readGoodsFilter } from "@/lib/desk/goods/list-goods.server";
import { deskRead } from "@/lib/staff/desk-route.server";

const MOST = 10;

/** `{ found: [{ slug, name }] }`: a few products whose name, address, brand or SKU has `?q=`. */
export const GET = deskRead({ right: "goods.read" }, async ({ request, locale }) => {
  const filter = readGoodsFilter({ q: new URL(request.url).searchParams.get("q") ?? undefined });
  if (filter.q === null) return { ok: true, found: [] };
  const { goods } = await listGoods(filter);
  return {
    ok: true,
    found: goods.slice(0, MOST).map(({ slug, name }) => ({ slug, name: inLocale(name, locale) })),
  };
});
