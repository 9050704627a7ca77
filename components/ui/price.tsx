import { type Currency, formatMoney } from "@/lib/base/money";

type Props = { amount: number; currency: Currency; locale: string; className?: string };

/** An amount in minor units, in figures of one width. */
export function Price({ amount, currency, locale, className = "" }: Props) {
  return (
    <span translate="no" className={`figures whitespace-nowrap ${className}`}>
      {formatMoney(amount, currency, locale)}
    </span>
  );
}
