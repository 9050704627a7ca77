"use client";
import { z } from "zod";
import { useSavedInput } from "@/components/renewal/use-saved-input";
import type { Texts } from "@/i18n/messages";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import type { PaymentLayout } from "@/lib/model/surface";
import { OwnCheckout } from "../own-checkout";
import type { CheckoutRequest } from "../start-checkout";
import type { TypedPaymentContact } from "./payment-form";
import { PaymentSession } from "./payment-session";
import { requestPaymentStart } from "./start-payment";

type Props = {
  request: CheckoutRequest;
  summary: CheckoutSummary | null;
  layout: PaymentLayout;
  /** ISO 3166-1 alpha-2 countries to which anything is delivered. */
  countries: readonly string[];
  signedIn: boolean;
  texts: Texts<"checkout">;
};

const NOTHING: TypedPaymentContact = { email: "", contact: null };

const typedSchema = z.object({
  email: z.string(),
  contact: z
    .object({
      name: z.string(),
      address: z.object({
        line1: z.string(),
        line2: z.string().nullable(),
        city: z.string(),
        state: z.string(),
        postal_code: z.string(),
        country: z.string(),
      }),
    })
    .nullable(),
});

export function PaymentElementCheckout({ request, summary, layout, countries, signedIn, texts }: Props) {
  const [typed, setTyped] = useSavedInput<TypedPaymentContact>("payment-checkout", typedSchema, NOTHING);
  return (
    <OwnCheckout
      request={request}
      summary={summary}
      texts={texts}
      start={(agreement) => requestPaymentStart({ ...request, agreement }, signedIn)}
      boughtOf={({ checkout }) => checkout.quote}
      form={(start, formContext) => (
        <PaymentSession
          start={start}
          typed={typed}
          onTyped={setTyped}
          layout={layout}
          countries={countries}
          locale={request.locale}
          texts={texts}
          {...formContext}
        />
      )}
    />
  );
}
