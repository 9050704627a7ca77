"use client";
import { useEffect, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import type { Elements } from "@/components/ui/elements";
import { Filled } from "@/components/ui/filled";
import { Price } from "@/components/ui/price";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { PriceChangeAnswer } from "./start-checkout";

type Props = {
  change: PriceChangeAnswer;
  orderId: string | null;
  locale: Locale;
  texts: Texts<"checkout">["priceChanged"];
  onAgree: (agreement: string) => void;
};

/** The shopper agrees to an order's new price before paying. */
export function PriceChanged({ change, orderId, locale, texts, onAgree }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { before, gone, quote, agreement } = change;
  const { currency, total, discounts } = quote;
  return (
    <div role="alert" className="rounded-2xl border border-line bg-raised p-6 md:p-10">
      <h2 ref={heading} tabIndex={-1} className="display-face text-heading outline-none">
        {texts.title}
      </h2>
      <p className="mt-3 max-w-prose">{texts.text}</p>
      {gone.length > 0 && (
        <ul className="mt-3 grid gap-1">
          {gone.map(({ name, reason }) => (
            <li key={name}>
              <span>{`${formatText(texts.gone, { name })} `}</span>
              {reason && <span>{reason}</span>}
            </li>
          ))}
        </ul>
      )}
      <dl className="mt-6 grid max-w-sm gap-2">
        <Row label={texts.before}>
          <s className="text-quiet">
            <Price amount={before} currency={currency} locale={locale} />
          </s>
        </Row>
        {discounts.map(({ name, amount }) => (
          <Row key={name} label={name}>
            <Price amount={-amount} currency={currency} locale={locale} />
          </Row>
        ))}
        <Row label={texts.now}>
          <span className="font-medium">
            <Price amount={total} currency={currency} locale={locale} />
          </span>
        </Row>
      </dl>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button onClick={() => onAgree(agreement)}>
          <Filled
            text={texts.agree}
            values={{ total: <Price amount={total} currency={currency} locale={locale} /> }}
          />
        </Button>
        {orderId && (
          <a href={localPath(locale, `/orders/${orderId}`)} className={buttonClass("secondary")}>
            {texts.back}
          </a>
        )}
      </div>
    </div>
  );
}

function Row({ label, children }: { label: string; children: Elements }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-quiet">{label}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}
