"use client";
import { z } from "zod";
import { useSavedInput } from "@/components/renewal/use-saved-input";
import type { Texts } from "@/i18n/messages";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import type { PaymentLayout } from "@/lib/model/surface";
import { OwnCheckout } from "../own-checkout";
import type { CheckoutRequest } from "../start-checkout";
import type { TypedElementsContact } from "./checkout-form";
import { ElementsSession } from "./elements-session";
import { startElements } from "./start-elements";

type Props = {
  request: CheckoutRequest;
  summary: CheckoutSummary | null;
  layout: PaymentLayout;
  texts: Texts<"checkout">;
};

const part = z.string().nullish();

const typedSchema = z.object({
  email: z.string(),
  contact: z
    .object({
      name: part,
      address: z.object({
        country: z.string(),
        line1: part,
        line2: part,
        city: part,
        state: part,
        postal_code: part,
      }),
    })
    .nullable(),
});

export function ElementsCheckout({ request, summary, layout, texts }: Props) {
  const [typed, setTyped] = useSavedInput<TypedElementsContact | null>(
    "elements-checkout",
    typedSchema,
    null,
  );
  return (
    <OwnCheckout
      request={request}
      summary={summary}
      texts={texts}
      start={(agreement) => startElements({ ...request, agreement })}
      boughtOf={({ quote }) => quote}
      form={(start, formContext) => (
        <ElementsSession
          start={start}
          typed={typed ?? knownInput(start.defaults)}
          onTyped={setTyped}
          layout={layout}
          locale={request.locale}
          texts={texts}
          {...formContext}
        />
      )}
    />
  );
}

/** What the account already has counts as typed. */
function knownInput(defaults: CheckoutDefaults | null): TypedElementsContact {
  const address = defaults?.address;
  return {
    email: defaults?.email ?? "",
    contact: address
      ? {
          name: address.name,
          address: {
            country: address.country,
            line1: address.line1,
            line2: address.line2,
            city: address.city,
            state: address.state,
            postal_code: address.postalCode,
          },
        }
      : null,
  };
}
