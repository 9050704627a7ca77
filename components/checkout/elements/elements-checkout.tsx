"use client";
import { type ReactNode, useState } from "react";
import type { CheckoutSummary } from "@/lib/checkout/summary";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import type { CheckoutDefaults } from "@/lib/customers/checkout-defaults";
import { type Attempt, afterTheEnd, FIRST_ATTEMPT, failureOf } from "../attempt";
import { CheckoutFailure } from "../checkout-failure";
import { CheckoutSkeleton } from "../checkout-skeleton";
import type { CheckoutRequest } from "../start-checkout";
import { SummaryLines } from "../summary-lines";
import { useStart } from "../use-start";
import type { Typed } from "./checkout-form";
import { ElementsSession } from "./elements-session";
import { startElements } from "./start-elements";

type Props = CheckoutRequest & {
  /** Of the cart or order, until its quote is there; null when the cart is empty. */
  summary: CheckoutSummary | null;
  layout: PaymentLayout;
  texts: CheckoutTexts;
};

/** The store's own page on Checkout Elements, or what stands in its way. A session that has run out is replaced once. */
export function ElementsCheckout({ summary, layout, texts, ...request }: Props) {
  const [attempt, setAttempt] = useState<Attempt>(FIRST_ATTEMPT);
  const [typed, setTyped] = useState<Typed | null>(null);
  const start = useStart(() => startElements(request), attempt.number);
  const failure = failureOf(attempt, start);
  const bought = start?.ok ? start.quote : summary;

  function content(): ReactNode {
    if (failure) {
      return (
        <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <CheckoutFailure
            failure={failure}
            locale={request.locale}
            texts={texts.failures}
            onTryAgain={() => setAttempt({ ...FIRST_ATTEMPT, number: attempt.number + 1 })}
          />
        </div>
      );
    }
    if (!start?.ok) return <CheckoutSkeleton label={texts.loading} />;
    return (
      <ElementsSession
        key={attempt.number}
        start={start}
        typed={typed ?? typedBefore(start.defaults)}
        onTyped={setTyped}
        onOver={(orderId) => setAttempt((current) => afterTheEnd(current, attempt.number, orderId))}
        renewed={attempt.renewals > 0}
        layout={layout}
        locale={request.locale}
        texts={texts}
      />
    );
  }

  return (
    <>
      {bought && <SummaryLines summary={bought} locale={request.locale} texts={texts} />}
      <div className="needs-script contents">{content()}</div>
    </>
  );
}

/** What an account knows counts as typed; nobody has to type it again. */
function typedBefore(defaults: CheckoutDefaults | null): Typed {
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
