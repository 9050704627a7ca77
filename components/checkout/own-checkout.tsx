"use client";
import { type ReactElement, useRef, useState } from "react";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";
import { type Attempt, afterTheBreak, afterTheEnd, FIRST_ATTEMPT, failureOf } from "./attempt";
import { CheckoutFailure } from "./checkout-failure";
import { CheckoutSkeleton } from "./checkout-skeleton";
import { SilentStripe } from "./silent-stripe";
import type { CheckoutRequest, CheckoutStart } from "./start-checkout";
import { SummaryLines } from "./summary-lines";
import { useStart } from "./use-start";

type Bought = Pick<CheckoutSummary, "lines" | "currency">;

/** What a form is told of the session or order it is for. */
export type FormOccasion = {
  /** It can't be paid any more. */
  onOver: (orderId: string | null) => void;
  /** Stripe's part of the form can't be loaded. */
  onBroken: () => void;
  /** It took the place of one that had run out. */
  renewed: boolean;
  /** The way to this page for an order that is paid again, whose price only a new start can tell; null for the cart's. */
  startAgainHref: string | null;
};

type Props<Opened> = {
  request: CheckoutRequest;
  /** Of the cart or order, until its quote is there; null when the cart is empty. */
  summary: CheckoutSummary | null;
  /** `agreement`: to what an order that is paid again costs by now. */
  start: (agreement: string | null) => Promise<CheckoutStart<Opened>>;
  boughtOf: (opened: Opened) => Bought;
  form: (opened: Extract<CheckoutStart<Opened>, { ok: true }>, occasion: FormOccasion) => ReactElement;
  texts: CheckoutTexts;
};

/** A form of the store's own, or what stands in its way. What has run out while the page was open is replaced once. */
export function OwnCheckout<Opened>(props: Props<Opened>) {
  const { request, summary, boughtOf, form, texts } = props;
  const [attempt, setAttempt] = useState<Attempt>(FIRST_ATTEMPT);
  const agreement = useRef<string | null>(null);
  const start = useStart(() => props.start(agreement.current), attempt.number);
  const failure = failureOf(attempt, start);
  const tryAgain = (agreed: string | null) => {
    agreement.current = agreed;
    setAttempt({ ...FIRST_ATTEMPT, number: attempt.number + 1 });
  };
  const bought = start?.ok ? boughtOf(start) : (failure?.priceChange?.quote ?? summary);

  function content(): ReactElement {
    if (failure) {
      return (
        <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <CheckoutFailure failure={failure} locale={request.locale} texts={texts} onTryAgain={tryAgain} />
        </div>
      );
    }
    if (!start?.ok) return <CheckoutSkeleton label={texts.loading} />;
    const content = form(start, {
      onOver: (orderId) => setAttempt((current) => afterTheEnd(current, attempt.number, orderId)),
      onBroken: () => setAttempt((current) => afterTheBreak(current, attempt.number)),
      renewed: attempt.renewals > 0,
      startAgainHref: request.orderId && `?order=${encodeURIComponent(request.orderId)}`,
    });
    return (
      <>
        {content}
        <SilentStripe
          stripeJsUrl={request.stripeJsUrl}
          texts={texts.failures}
          onTryAgain={() => tryAgain(null)}
        />
      </>
    );
  }

  return (
    <>
      {bought && <SummaryLines summary={bought} locale={request.locale} texts={texts} />}
      <div key={attempt.number} className="needs-script contents">
        {content()}
      </div>
    </>
  );
}
