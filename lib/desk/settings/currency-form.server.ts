import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import type { ShopCurrencies } from "@/lib/model/shop-currencies";
import type { RouteRefusal } from "@/lib/routes/answer";
import { currencyLabel } from "./currency-label";
import { type CurrencyRow, type RowProblem, readRows } from "./currency-rows";

/** A tax on top is charged in cents alone. */
export const taxIsAdded = (): boolean => env().STRIPE_TAX && !env().STORE_PRICES_INCLUDE_TAX;

type Read = { ok: true; list: ShopCurrencies | null } | (RouteRefusal & { ok: false });

/** The list that was typed, or what is wrong with it, at its fields and in the language of who typed it. */
export function readCurrencies(rows: readonly CurrencyRow[], locale: Locale): Read {
  const read = readRows(rows, {
    own: ownCurrency(),
    taxIsAdded: taxIsAdded(),
    before: shop().currencies,
  });
  if (read.ok) return read;
  const t = translator(locale, "desk-currencies");
  const each = read.problems.map((problem) => ({
    field: fieldOf(problem),
    message: t(`problems.${problem.code}`, {
      currency: currencyLabel(rows[problem.row]?.code ?? "", locale),
      country: problem.what,
      own: ownCurrency().toUpperCase(),
    }),
  }));
  return {
    ...{ ok: false, code: "currencies_wrong", status: 422 },
    message: translator(locale, "desk-settings")("refused.setting_wrong"),
    fields: [...new Set(each.map(({ field }) => field))],
    each,
  };
}

/** As the form's fields are called. */
const fieldOf = ({ row, part }: RowProblem) => `list.${row}.${part}`;
