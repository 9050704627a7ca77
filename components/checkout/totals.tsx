"use client";
import type { Elements } from "@/components/ui/elements";
import { Filled } from "@/components/ui/filled";
import { FreshText } from "@/components/ui/fresh-text";
import { Price } from "@/components/ui/price";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { DiscountControl } from "./discount-control";
import { FreePrice } from "./free-price";
import { ListPrice } from "./list-price";
import { RemoveDiscounts } from "./remove-discounts";

export type Sums = {
  /** The delivery's name is that of its rate. */
  delivery: { name: string | null; amount: number };
  /** Null while the address is unknown. */
  taxAdded: number | null;
  taxIncluded: number;
  total: number;
};

type Props = {
  quote: DiscountControl;
  sums: Sums;
  /** Whether the quote may be about to change. */
  updating: boolean;
  locale: Locale;
  texts: Texts<"checkout">;
};

/** List prices and discounts are the quote's; delivery, tax and total are the payment's, never summed by the page. */
export function Totals({ quote, sums, updating, locale, texts }: Props) {
  const { currency, discounts, subtotal, shippingRates } = quote.quote;
  const { delivery, taxAdded, taxIncluded, total } = sums;
  const rate = shippingRates.find(({ name }) => name === delivery.name);
  const price = (amount: number) => <Price amount={amount} currency={currency} locale={locale} />;
  const before = rate?.listAmount ?? null;
  return (
    <div aria-busy={updating} className={`grid gap-4 transition-opacity ${updating ? "opacity-60" : ""}`}>
      <dl className="grid gap-3">
        <Row label={texts.subtotal}>{price(subtotal)}</Row>
        {discounts.map((discount) => (
          <Row key={`${discount.name} ${discount.code}`} label={discount.name} note={discount.reason} good>
            {discount.amount > 0 ? price(-discount.amount) : <span>{texts.elements.offDelivery}</span>}
          </Row>
        ))}
      </dl>
      <RemoveDiscounts quote={quote} texts={texts.elements} />
      <dl className="grid gap-3">
        <Row label={texts.delivery} note={delivery.name ?? undefined}>
          {before !== null && before !== delivery.amount && (
            <ListPrice amount={before} currency={currency} locale={locale} texts={texts.elements} />
          )}
          <FreePrice
            amount={delivery.amount}
            currency={currency}
            locale={locale}
            free={texts.elements.free}
          />
        </Row>
        {taxAdded === null && (
          <Row label={texts.elements.tax}>
            <span className="text-quiet">{texts.elements.taxNext}</span>
          </Row>
        )}
        {taxAdded !== null && taxAdded > 0 && <Row label={texts.elements.tax}>{price(taxAdded)}</Row>}
      </dl>
      <div className="border-t border-line pt-4">
        <p className="flex items-baseline justify-between gap-4 text-lg">
          <span className="font-medium">{texts.total}</span>
          <span data-testid="checkout-total" className="display-face text-heading">
            {price(total)}
          </span>
        </p>
        {taxIncluded > 0 && (
          <p className="figures text-right text-[0.9375rem] text-quiet">
            <Filled text={texts.elements.taxIncluded} values={{ amount: price(taxIncluded) }} />
          </p>
        )}
      </div>
    </div>
  );
}

type RowProps = { label: string; note?: string | undefined; good?: boolean; children: Elements };

function Row({ label, note, good, children }: RowProps) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="min-w-0">
        <span className={good ? "text-good" : "text-quiet"}>{label}</span>
        {note && <FreshText className="figures block text-[0.9375rem] text-quiet">{note}</FreshText>}
      </dt>
      <dd className={`flex flex-wrap justify-end gap-x-1 text-right ${good ? "text-good" : ""}`}>
        {children}
      </dd>
    </div>
  );
}
