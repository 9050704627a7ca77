"use client";
import { useState } from "react";
import { FreshText } from "@/components/ui/fresh-text";
import type { Locale } from "@/i18n/routing";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { fill } from "@/lib/fill-text";
import type { DiscountControl } from "./discount-control";
import { LoyaltyOffer } from "./loyalty-offer";
import { PromotionCode } from "./promotion-code";
import { RefusedDiscounts } from "./refused-discounts";

type Props = { quote: DiscountControl; locale: Locale; texts: CheckoutTexts["elements"] };

/** Where discounts are asked for. What came of it stands in the totals; here it is only spoken. */
export function DiscountTools({ quote, locale, texts }: Props) {
  const [said, setSaid] = useState("");
  return (
    <div className="grid gap-4">
      <PromotionCode
        quote={quote}
        texts={texts}
        onApplied={(code) => setSaid(fill(texts.applied, { code }))}
      />
      <LoyaltyOffer
        quote={quote}
        locale={locale}
        texts={texts}
        onApplied={() => setSaid(texts.loyaltyApplied)}
      />
      <p role="status" className="sr-only">
        <FreshText>{said}</FreshText>
      </p>
      <RefusedDiscounts refused={quote.quote.refused} texts={texts} />
    </div>
  );
}
