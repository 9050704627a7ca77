import { type AmountByCurrency, type Currency, MOST_CHARGED } from "@/lib/base/money";
import type { PricesByCurrency } from "@/lib/model/price";
import { convert, convertLimit } from "./conversion";
import { conversionTo } from "./sold";

type Priced = {
  unitAmount: number;
  compareAtAmount: number | null;
  currency: Currency;
  prices: PricesByCurrency;
};

/** A variant's price in a currency, in minor units: the merchant's own for it, or else that of the store's currency, converted. Null where it is not sold in. */
export function priceIn(
  variant: Priced,
  code: Currency,
): Pick<Priced, "unitAmount" | "compareAtAmount" | "currency"> | null {
  const { unitAmount, compareAtAmount, currency } = variant;
  if (code === currency) return { unitAmount, compareAtAmount, currency };
  const conversion = conversionTo(code);
  if (conversion?.from !== currency) return null;
  const own = variant.prices[code];
  if (own) return { unitAmount: own.amount, compareAtAmount: own.compareAt ?? null, currency: code };
  return {
    unitAmount: convert(unitAmount, conversion),
    compareAtAmount: compareAtAmount === null ? null : convert(compareAtAmount, conversion),
    currency: code,
  };
}

/** Amounts with that of a currency: where it is missing, and the store sells in it, it is converted, unless Stripe takes no such price. `limit`: it is no price. */
export function amountsIn(
  amounts: AmountByCurrency,
  code: Currency,
  kind: "price" | "limit" = "price",
): AmountByCurrency {
  if (amounts[code] !== undefined) return amounts;
  const conversion = conversionTo(code);
  const own = conversion ? amounts[conversion.from] : undefined;
  if (!conversion || own === undefined) return amounts;
  if (kind === "limit") return { ...amounts, [code]: convertLimit(own, conversion) };
  const price = convert(own, conversion);
  return price > MOST_CHARGED ? amounts : { ...amounts, [code]: price };
}
