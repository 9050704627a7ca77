"use client";
import { BillingAddressElement, PaymentElement } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutPaymentElementOptions } from "@stripe/stripe-js";
import { useMemo } from "react";
import { Notice } from "@/components/ui/notice";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { BillingChoice, type ChosenMethod } from "../billing-choice";
import { FormSection } from "../form-section";

type Props = {
  free: boolean;
  layout: PaymentLayout;
  chosen: ChosenMethod | null;
  onChosen: (chosen: ChosenMethod) => void;
  billingSame: boolean;
  onBillingSame: (same: boolean) => void;
  /** The form could not be loaded. */
  onBroken: () => void;
  texts: CheckoutTexts;
};

/** How to pay, and for whom the bill is; nothing of it when there is nothing to pay. */
export function PaymentSection(props: Props) {
  const { free, layout, chosen, onChosen, billingSame, onBillingSame, onBroken, texts } = props;
  const options = useMemo(() => paymentOptions(layout), [layout]);
  if (free) {
    return (
      <FormSection title={texts.elements.payment}>
        <Notice tone="good">{texts.elements.nothingToPay}</Notice>
      </FormSection>
    );
  }
  return (
    <FormSection title={texts.elements.payment}>
      <PaymentElement
        options={options}
        onChange={(event) => onChosen(event.value)}
        onLoadError={onBroken}
        className="min-h-56"
      />
      <BillingChoice
        chosen={chosen}
        same={billingSame}
        onSame={onBillingSame}
        address={<BillingAddressElement />}
        texts={texts}
      />
    </FormSection>
  );
}

/** The page gives the billing address itself: the delivery's, or the Billing Address Element's. */
function paymentOptions(layout: PaymentLayout): StripeCheckoutPaymentElementOptions {
  return { layout: { type: layout }, fields: { billingDetails: { address: "never" } } };
}
