"use client";
import { useState } from "react";
import type { CheckoutSummary } from "@/lib/checkout/summary";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { OwnCheckout } from "../own-checkout";
import type { CheckoutRequest } from "../start-checkout";
import type { Typed } from "./payment-form";
import { PaymentSession } from "./payment-session";
import { startPayment } from "./start-payment";

type Props = {
  request: CheckoutRequest;
  summary: CheckoutSummary | null;
  layout: PaymentLayout;
  signedIn: boolean;
  texts: CheckoutTexts;
};

/** The store's own page on the Payment Element. */
export function PaymentElementCheckout({ request, summary, layout, signedIn, texts }: Props) {
  const [typed, setTyped] = useState<Typed>({ email: "", contact: null });
  return (
    <OwnCheckout
      request={request}
      summary={summary}
      texts={texts}
      start={() => startPayment(request, signedIn)}
      boughtOf={({ checkout }) => checkout.quote}
      form={(start, occasion) => (
        <PaymentSession
          start={start}
          typed={typed}
          onTyped={setTyped}
          layout={layout}
          locale={request.locale}
          texts={texts}
          {...occasion}
        />
      )}
    />
  );
}
