"use client";
import { type ReactElement, useRef, useState } from "react";
import type { Texts } from "@/i18n/messages";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import { CheckoutFailure } from "./checkout-failure";
import { CheckoutSkeleton } from "./checkout-skeleton";
import { SilentStripe } from "./silent-stripe";
import type { CheckoutRequest, StartResult } from "./start-checkout";
import { SummaryLines } from "./summary-lines";
import { useStart } from "./use-start";
import {
  afterFormFailed,
  afterSessionEnded,
  FIRST_SESSION,
  failureOf,
  type VisitSession,
} from "./visit-session";

type Bought = Pick<CheckoutSummary, "lines" | "currency">;

export type FormContext = {
  /** Called when the session or order can't be paid any more. */
  onOver: (orderId: string | null) => void;
  onBroken: () => void;
  /** Whether this session replaced one that expired. */
  renewed: boolean;
  /** This page for an order that is paid again, since only a new start can show another price; null for the cart. */
  startAgainHref: string | null;
  toConsumers: boolean;
};

type Props<Opened> = {
  request: CheckoutRequest;
  /** Shown until the quote is loaded; null when the cart is empty. */
  summary: CheckoutSummary | null;
  /** `agreement` names the new price of the order that the shopper agrees to. */
  start: (agreement: string | null) => Promise<StartResult<Opened>>;
  boughtOf: (opened: Opened) => Bought;
  form: (opened: Extract<StartResult<Opened>, { ok: true }>, formContext: FormContext) => ReactElement;
  texts: Texts<"checkout">;
};

/** Shows the store's own form, or why it is missing. A session that runs out is replaced once. */
export function OwnCheckout<Opened>(props: Props<Opened>) {
  const { request, summary, boughtOf, form, texts } = props;
  const [session, setSession] = useState<VisitSession>(FIRST_SESSION);
  const agreement = useRef<string | null>(null);
  const start = useStart(() => props.start(agreement.current), session.number);
  const failure = failureOf(session, start);
  const tryAgain = (agreed: string | null) => {
    agreement.current = agreed;
    setSession({ ...FIRST_SESSION, number: session.number + 1 });
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
      onOver: (orderId) => setSession((current) => afterSessionEnded(current, session.number, orderId)),
      onBroken: () => setSession((current) => afterFormFailed(current, session.number)),
      renewed: session.renewals > 0,
      startAgainHref: request.orderId && `?order=${encodeURIComponent(request.orderId)}`,
      toConsumers: request.toConsumers,
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
      <div key={session.number} className="needs-script contents">
        {content()}
      </div>
    </>
  );
}
