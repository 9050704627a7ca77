"use client";
import { EmbeddedCheckout, EmbeddedCheckoutProvider } from "@stripe/react-stripe-js";
import type { Stripe } from "@stripe/stripe-js";
import { useEffect, useMemo, useRef, useState } from "react";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { CheckoutFailure } from "./checkout-failure";
import { FormSkeleton } from "./form-skeleton";
import { type EmbeddedRequest, type EmbeddedStart, startEmbedded } from "./start-embedded";

type Props = EmbeddedRequest & { texts: CheckoutTexts };

/** Stripe's embedded page, or what stands in its way. */
export function EmbeddedPayment({ texts, ...request }: Props) {
  const [attempt, setAttempt] = useState(1);
  const start = useStart(request, attempt);
  if (start && !start.ok) {
    return (
      <CheckoutFailure
        failure={start}
        locale={request.locale}
        texts={texts.failures}
        onTryAgain={() => setAttempt(attempt + 1)}
      />
    );
  }
  return (
    <>
      <div className="grid">
        {start && (
          <StripeForm key={start.clientSecret} stripe={start.stripe} clientSecret={start.clientSecret} />
        )}
        <FormSkeleton label={texts.loading} />
      </div>
      <p className="mt-6 text-[0.9375rem] text-quiet">
        {texts.outdated}{" "}
        <button
          type="button"
          onClick={() => window.location.reload()}
          className="min-h-8 text-ink underline underline-offset-4"
        >
          {texts.startAgain}
        </button>
      </p>
    </>
  );
}

/** One start an attempt, even when React mounts twice to test us; null while it is under way. */
function useStart(request: EmbeddedRequest, attempt: number): EmbeddedStart | null {
  const [result, setResult] = useState<{ attempt: number; start: EmbeddedStart } | null>(null);
  const underWay = useRef<{ attempt: number; start: Promise<EmbeddedStart> } | null>(null);
  const first = useRef(request);
  useEffect(() => {
    let gone = false;
    if (underWay.current?.attempt !== attempt) {
      underWay.current = { attempt, start: startEmbedded(first.current) };
    }
    void underWay.current.start.then((start) => {
      if (!gone) setResult({ attempt, start });
    });
    return () => {
      gone = true;
    };
  }, [attempt]);
  return result?.attempt === attempt ? result.start : null;
}

function StripeForm({ stripe, clientSecret }: { stripe: Stripe; clientSecret: string }) {
  const options = useMemo(() => ({ fetchClientSecret: async () => clientSecret }), [clientSecret]);
  return (
    <EmbeddedCheckoutProvider stripe={stripe} options={options}>
      <EmbeddedCheckout className="peer z-10 col-start-1 row-start-1 min-w-0 overflow-hidden rounded-2xl" />
    </EmbeddedCheckoutProvider>
  );
}
