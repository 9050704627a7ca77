import { invalid } from "../../http/errors";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import type { CurrencyOptions } from "../products/params";

type Stored = { id: string; options: Record<string, object> };
const stored = collectionOf<Stored>("priceCurrencyOptions");

/** Those that are given are set or replaced, and the others stay. */
export function setCurrencyOptions(
  local: Local,
  priceId: string,
  given: CurrencyOptions | null | undefined,
): void {
  if (given === undefined) return;
  const set = Object.entries(given ?? {}).map(([code, { unit_amount: amount, tax_behavior: behavior }]) => {
    if (amount === undefined)
      throw invalid("Missing required param: unit_amount.", `currency_options[${code}]`);
    const option = {
      custom_unit_amount: null,
      tax_behavior: behavior ?? "unspecified",
      unit_amount: amount,
      unit_amount_decimal: String(amount),
    };
    return [code, option] as const;
  });
  const kept = given === null ? {} : currencyOptionsOf(local, priceId);
  stored(local.store).put({ id: priceId, options: { ...kept, ...Object.fromEntries(set) } });
}

/** Given with a price only when they are expanded. */
export const currencyOptionsOf = (local: Local, priceId: string): Record<string, object> =>
  stored(local.store).get(priceId)?.options ?? {};
