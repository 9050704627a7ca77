import { z } from "zod";
import { routing } from "@/i18n/routing";
import { nextPath } from "@/lib/auth/next-path";
import { localPath } from "@/lib/base/i18n-path";
import { currency } from "@/lib/base/money";
import { readCartId } from "@/lib/cart/cookie.server";
import { setCartCurrency } from "@/lib/cart/currency.server";
import { keepCurrency } from "@/lib/currencies/asked.server";
import { soldCurrencies } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { route } from "@/lib/routes/route.server";

const schema = z.object({
  locale: z.enum(routing.locales),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .transform(currency)
    .refine((code) => soldCurrencies().includes(code)),
});

/** Shows this browser's prices and its cart in another currency. Answers with the page that asked. */
export const POST = route(
  { from: "own pages", body: form(schema), owner: "nobody", limit: "none" },
  async ({ body, headers, locale }) => {
    await keepCurrency(body.currency);
    const cartId = await readCartId();
    if (cartId) await setCartCurrency(db(), cartId, body.currency);
    return seeOther(pageOf(headers) ?? localPath(locale, "/"));
  },
);

/** The path of the page that sent the form. */
function pageOf(headers: Headers): string | null {
  const url = URL.parse(headers.get("referer") ?? "");
  return url && nextPath(url.pathname + url.search);
}
