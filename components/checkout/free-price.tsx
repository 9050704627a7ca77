import { Price } from "@/components/ui/price";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";

type Props = { amount: number; currency: Currency; locale: Locale; free: string };

/** Shows an amount in minor units, or the word for free. */
export function FreePrice({ amount, currency, locale, free }: Props) {
  return amount === 0 ? <span>{free}</span> : <Price amount={amount} currency={currency} locale={locale} />;
}
