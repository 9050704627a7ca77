"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { isStripeOrigin } from "@/lib/checkout/stripe-origin";
import type { CheckoutTexts } from "@/lib/checkout/texts";

/** Milliseconds after which even a slow connection has brought one of Stripe's frames. */
const PATIENCE = 12_000;

type Props = {
  stripeJsUrl: string | null;
  texts: CheckoutTexts["failures"];
  onTryAgain: () => void;
  className: string;
};

/**
 * Says so when Stripe's frames stay silent. A frame that something blocks looks to the page like one that is loading, and
 * Stripe.js tells of no error; but every frame that has come sends messages to the page.
 */
export function SilentStripe({ stripeJsUrl, texts, onTryAgain, className }: Props) {
  const [isSilent, setSilent] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSilent(true), PATIENCE);
    const hear = ({ origin }: MessageEvent) => {
      if (!isStripeOrigin(origin, stripeJsUrl)) return;
      clearTimeout(timer);
      setSilent(false);
    };
    window.addEventListener("message", hear);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("message", hear);
    };
  }, [stripeJsUrl]);
  if (!isSilent) return null;
  return (
    <Notice tone="warn" role="alert" className={className}>
      <p>{texts.silent}</p>
      <Button variant="secondary" className="mt-3" onClick={onTryAgain}>
        {texts.tryAgain}
      </Button>
    </Notice>
  );
}
