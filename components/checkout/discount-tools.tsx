"use client";
import { useState } from "react";
import { FreshText } from "@/components/ui/fresh-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { type Applied, appliedText } from "./applied-text";
import type { DiscountControl } from "./discount-control";
import { LoyaltyOffer } from "./loyalty-offer";
import { PromotionCode } from "./promotion-code";
import { RefusedDiscounts } from "./refused-discounts";

type Props = { quote: DiscountControl; locale: Locale; texts: Texts<"checkout">["elements"] };

/** The result shows in the totals; here it is only for screen readers. */
export function DiscountTools({ quote, locale, texts }: Props) {
  const [applied, setApplied] = useState<Applied | null>(null);
  return (
    <div className="grid gap-4">
      <PromotionCode quote={quote} texts={texts} onApplied={(code) => setApplied({ kind: "code", code })} />
      <LoyaltyOffer
        quote={quote}
        locale={locale}
        texts={texts}
        onApplied={() => setApplied({ kind: "loyalty" })}
      />
      <p role="status" className="sr-only">
        <FreshText>{appliedText(applied, quote.quote, texts)}</FreshText>
      </p>
      <RefusedDiscounts refused={quote.quote.refused} texts={texts} />
    </div>
  );
}
