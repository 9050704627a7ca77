"use client";
import { AddressElement, PaymentElement } from "@stripe/react-stripe-js";
import type {
  StripeAddressElementOptions,
  StripePaymentElementChangeEvent,
  StripePaymentElementOptions,
} from "@stripe/stripe-js";
import { useMemo, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { FormSection } from "../form-section";
import type { Contact } from "./contact";

export type Chosen = StripePaymentElementChangeEvent["value"];

type Props = {
  free: boolean;
  layout: PaymentLayout;
  /** What is chosen in the Payment Element; null before it has said. */
  chosen: Chosen | null;
  onChosen: (chosen: Chosen) => void;
  billingSame: boolean;
  onBillingSame: (same: boolean) => void;
  onBilling: (billing: Contact) => void;
  /** Of the delivery: where the billing address starts. */
  country: string;
  /** The form could not be loaded. */
  onBroken: () => void;
  texts: CheckoutTexts;
};

/** How to pay, and for whom the bill is; nothing of it when there is nothing to pay. */
export function PaymentMethodSection(props: Props) {
  const { free, layout, chosen, onChosen, onBroken, texts } = props;
  const options = useMemo(() => paymentOptions(layout), [layout]);
  const words = texts.elements;
  if (free) {
    return (
      <FormSection title={words.payment}>
        <Notice tone="good">{words.nothingToPay}</Notice>
      </FormSection>
    );
  }
  const saved = chosen?.payment_method;
  return (
    <FormSection title={words.payment}>
      <PaymentElement
        options={options}
        onChange={(event) => onChosen(event.value)}
        onLoadError={onBroken}
        className="min-h-56"
      />
      {saved ? <SavedMethod saved={saved} texts={texts.savedMethod} /> : <Billing {...props} />}
    </FormSection>
  );
}

function Billing({ billingSame, onBillingSame, onBilling, country, texts }: Props) {
  const words = texts.elements;
  return (
    <>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-(--action)"
          checked={billingSame}
          onChange={(event) => onBillingSame(event.currentTarget.checked)}
        />
        {words.billingSame}
      </label>
      {!billingSame && (
        <section aria-label={words.billing} className="grid gap-4">
          <h3 className="font-medium">{words.billing}</h3>
          <BillingAddress country={country} onBilling={onBilling} />
        </section>
      )}
    </>
  );
}

function BillingAddress({ country, onBilling }: Pick<Props, "country" | "onBilling">) {
  const [options] = useState<StripeAddressElementOptions>({
    mode: "billing",
    defaultValues: { address: { country } },
  });
  return <AddressElement options={options} onChange={(event) => onBilling(event.value)} />;
}

/** A saved card is billed to whom it was saved for, so that nobody has to be asked. */
function SavedMethod({
  saved: { billing_details: billing },
  texts,
}: {
  saved: NonNullable<Chosen["payment_method"]>;
  texts: CheckoutTexts["savedMethod"];
}) {
  const { line1, postal_code, city } = billing.address;
  const place = [postal_code, city].filter(Boolean).join(" ");
  const lines = [billing.name, line1, place].filter(Boolean);
  return (
    <p role="status" className="text-[0.9375rem] text-quiet">
      {texts.billed}
      {lines.length > 0 && <span className="mt-1 block text-ink">{lines.join(", ")}</span>}
    </p>
  );
}

/** The page gives e-mail and billing address itself. */
function paymentOptions(layout: PaymentLayout): StripePaymentElementOptions {
  return { layout: { type: layout }, fields: { billingDetails: { email: "never", address: "never" } } };
}
