"use client";
import { BillingAddressElement, PaymentElement } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutPaymentElementOptions } from "@stripe/stripe-js";
import { useMemo } from "react";
import { Notice } from "@/components/ui/notice";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { FormSection } from "../form-section";

type Props = {
  free: boolean;
  layout: PaymentLayout;
  billingSame: boolean;
  onBillingSame: (same: boolean) => void;
  /** The form could not be loaded. */
  onBroken: () => void;
  texts: CheckoutTexts["elements"];
};

/** How to pay, and for whom the bill is; nothing of it when there is nothing to pay. */
export function PaymentSection({ free, layout, billingSame, onBillingSame, onBroken, texts }: Props) {
  const options = useMemo(() => paymentOptions(layout), [layout]);
  if (free) {
    return (
      <FormSection title={texts.payment}>
        <Notice tone="good">{texts.nothingToPay}</Notice>
      </FormSection>
    );
  }
  return (
    <FormSection title={texts.payment}>
      <PaymentElement options={options} onLoadError={onBroken} className="min-h-56" />
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-(--action)"
          checked={billingSame}
          onChange={(event) => onBillingSame(event.currentTarget.checked)}
        />
        {texts.billingSame}
      </label>
      {!billingSame && (
        <section aria-label={texts.billing} className="grid gap-4">
          <h3 className="font-medium">{texts.billing}</h3>
          <BillingAddressElement />
        </section>
      )}
    </FormSection>
  );
}

/** The page gives the billing address itself: the delivery's, or the Billing Address Element's. */
function paymentOptions(layout: PaymentLayout): StripeCheckoutPaymentElementOptions {
  return { layout: { type: layout }, fields: { billingDetails: { address: "never" } } };
}
