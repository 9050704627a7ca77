import "server-only";
import { CURRENCY_COOKIE } from "@/i18n/rewrites";
import type { Currency } from "@/lib/base/money";
import { DAY_SECONDS, forgetCookie, readCookie, writeCookie } from "@/lib/http/cookie.server";
import { ownCurrency, soldOrOwn } from "./sold";

/** The currency that this browser's shopper sees. */
export const readCurrency = async (): Promise<Currency> => soldOrOwn(await readCookie(CURRENCY_COOKIE));

/** Remembers a currency for this browser. The store's own needs no cookie. For server actions and route handlers. */
export async function keepCurrency(code: Currency): Promise<void> {
  if (code === ownCurrency()) await forgetCookie(CURRENCY_COOKIE);
  else await writeCookie(CURRENCY_COOKIE, code, 365 * DAY_SECONDS);
}
