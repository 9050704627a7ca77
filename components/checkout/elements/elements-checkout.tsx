"use client";
import { useState } from "react";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { CheckoutFailure } from "../checkout-failure";
import { CheckoutSkeleton } from "../checkout-skeleton";
import type { CheckoutRequest } from "../start-checkout";
import { useStart } from "../use-start";
import { type Attempt, afterTheEnd, FIRST_ATTEMPT, failureOf } from "./attempt";
import type { Typed } from "./checkout-form";
import { ElementsSession } from "./elements-session";
import { startElements } from "./start-elements";

type Props = CheckoutRequest & { layout: PaymentLayout; texts: CheckoutTexts };

/** The store's own page on Checkout Elements, or what stands in its way. A session that has run out is replaced once. */
export function ElementsCheckout({ layout, texts, ...request }: Props) {
  const [attempt, setAttempt] = useState<Attempt>(FIRST_ATTEMPT);
  const [typed, setTyped] = useState<Typed>({ email: "", contact: null });
  const start = useStart(() => startElements(request), attempt.number);
  const failure = failureOf(attempt, start);
  if (failure) {
    return (
      <div className="min-w-0 lg:col-start-1 lg:row-start-1">
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
      typed={typed}
      onTyped={setTyped}
      onOver={(orderId) => setAttempt((current) => afterTheEnd(current, attempt.number, orderId))}
      renewed={attempt.renewals > 0}
      layout={layout}
      locale={request.locale}
      texts={texts}
    />
  );
}
