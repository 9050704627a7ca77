"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { type NextStep, nextStep } from "@/lib/checkout/page/next-step";
import { findOutcome } from "./find-outcome";
import { PriceChanged } from "./price-changed";
import type { FailedStart } from "./start-checkout";

type Props = {
  failure: FailedStart;
  locale: Locale;
  texts: Texts<"checkout">;
  /** `agreement` names the new price that the shopper agrees to. */
  onTryAgain: (agreement: string | null) => void;
};

export function CheckoutFailure({ texts, ...props }: Props) {
  const { failure, locale, onTryAgain } = props;
  if (!failure.priceChange) return <Refusal {...props} texts={texts.failures} />;
  const { priceChange, orderId } = failure;
  return (
    <PriceChanged
      change={priceChange}
      orderId={orderId}
      locale={locale}
      texts={texts.priceChanged}
      onAgree={onTryAgain}
    />
  );
}

type RefusalProps = Omit<Props, "texts"> & { texts: Texts<"checkout">["failures"] };

function Refusal({ failure, locale, texts, onTryAgain }: RefusalProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const tryAgain = () => onTryAgain(null);
  useOutcome(failure, locale, tryAgain);
  const step = nextStep(failure.code, failure.orderId);
  const placed = failure.code === "payment_in_progress" || failure.code === "not_payable";
  return (
    <div role="alert" className="rounded-2xl border border-line bg-raised p-6 md:p-10">
      <h2 ref={heading} tabIndex={-1} className="display-face text-heading outline-none">
        {placed ? texts.titlePlaced : texts.title}
      </h2>
      <p className="mt-3 max-w-prose">{failure.message ?? ownText(failure.code, texts)}</p>
      <div className="mt-6">
        <NextStepLink step={step} locale={locale} texts={texts} onTryAgain={tryAgain} />
      </div>
    </div>
  );
}

/** An earlier payment may have been made: asks until that is known, then shows the order, or tries again. */
function useOutcome({ code, orderId }: FailedStart, locale: Locale, onTryAgain: () => void): void {
  const tryAgainNow = useEffectEvent(onTryAgain);
  useEffect(() => {
    if (code !== "payment_unknown" || orderId === null) return;
    let gone = false;
    void findOutcome(orderId, true).then((outcome) => {
      if (gone) return;
      if (outcome === "paid") window.location.assign(localPath(locale, `/orders/${orderId}`));
      else tryAgainNow();
    });
    return () => {
      gone = true;
    };
  }, [code, orderId, locale]);
}

function ownText(code: string, texts: Texts<"checkout">["failures"]): string {
  switch (code) {
    case "script":
      return texts.script;
    case "session":
      return texts.session;
    case "payment_in_progress":
      return texts.paid;
    default:
      return texts.network;
  }
}

function NextStepLink({
  step,
  locale,
  texts,
  onTryAgain,
}: Omit<RefusalProps, "failure" | "onTryAgain"> & { step: NextStep; onTryAgain: () => void }) {
  const link = (path: string, label: string) => (
    <a href={localPath(locale, path)} className={buttonClass()}>
      {label}
    </a>
  );
  switch (step.kind) {
    case "try_again":
      return <Button onClick={onTryAgain}>{texts.tryAgain}</Button>;
    case "cart":
      return link("/cart", texts.lookAtCart);
    case "browse":
      return link("/", texts.browse);
    case "order":
      return link(`/orders/${step.orderId}`, texts.seeOrder);
  }
}
