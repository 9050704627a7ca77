"use client";
import { EmbeddedCheckout, EmbeddedCheckoutProvider } from "@stripe/react-stripe-js";
import type { Stripe } from "@stripe/stripe-js";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Texts } from "@/i18n/messages";
import { CheckoutFailure } from "./checkout-failure";
import { FormSkeleton } from "./form-skeleton";
import { PickupAt } from "./pickup-at";
import { SilentStripe } from "./silent-stripe";
import type { CheckoutRequest } from "./start-checkout";
import { startEmbedded } from "./start-embedded";
import { useBackButton } from "./use-back-button";
import { useStart } from "./use-start";

type Props = { request: CheckoutRequest; texts: Texts<"checkout"> };

/** Shows Stripe's embedded page, or why it is missing. */
export function EmbeddedPayment({ request, texts }: Props) {
  const [sessionNumber, setSessionNumber] = useState(1);
  const agreement = useRef<string | null>(null);
  const router = useRouter();
  const start = useStart(
    () => startEmbedded({ ...request, ...(agreement.current && { agreement: agreement.current }) }),
    sessionNumber,
  );
  const isRenewed = start?.ok && agreement.current !== null;
  // The summary beside it still shows the old order.
  useEffect(() => {
    if (isRenewed) router.refresh();
  }, [isRenewed, router]);
  useBackButton(start?.ok ? start.orderId : null, request.locale);
  const tryAgain = (agreed: string | null) => {
    agreement.current = agreed;
    setSessionNumber(sessionNumber + 1);
  };
  if (start && !start.ok) {
    return <CheckoutFailure failure={start} locale={request.locale} texts={texts} onTryAgain={tryAgain} />;
  }
  return (
    <>
      {start && start.pickups.length > 0 && (
        <section aria-labelledby="pickups" className="mb-6 rounded-xl border border-line px-4 py-3">
          <h2 id="pickups" className="font-medium">
            {texts.pickups}
          </h2>
          <ul>
            {start.pickups.map(({ name, pickup }) => (
              <li key={name} className="mt-2">
                <span className="block">{name}</span>
                <PickupAt pickup={pickup} locale={request.locale} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="grid">
        {start && (
          <StripeForm
            key={`${sessionNumber} ${start.clientSecret}`}
            stripe={start.stripe}
            clientSecret={start.clientSecret}
          />
        )}
        <FormSkeleton label={texts.loading} />
      </div>
      {start && (
        <SilentStripe
          key={sessionNumber}
          stripeJsUrl={request.stripeJsUrl}
          texts={texts.failures}
          onTryAgain={() => tryAgain(null)}
        />
      )}
      <p className="mt-6 text-[0.9375rem] text-quiet">
        <span>{`${texts.outdated} `}</span>
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

function StripeForm({ stripe, clientSecret }: { stripe: Stripe; clientSecret: string }) {
  const options = useMemo(() => ({ fetchClientSecret: async () => clientSecret }), [clientSecret]);
  return (
    <EmbeddedCheckoutProvider stripe={stripe} options={options}>
      <EmbeddedCheckout className="peer z-10 col-start-1 row-start-1 min-w-0 overflow-hidden rounded-2xl" />
    </EmbeddedCheckoutProvider>
  );
}
