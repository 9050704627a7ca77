"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";
import { isStripeOrigin } from "@/lib/checkout/page/stripe-origin";

/** Milliseconds after which even a slow connection has loaded a frame of Stripe's. */
const PATIENCE = 12_000;

type Props = {
  stripeJsUrl: string | null;
  texts: Texts<"checkout">["failures"];
  onTryAgain: () => void;
};

/**
 * A blocked frame looks like one that loads, and Stripe.js reports no error; but each loaded frame sends messages. Covers the page, as the missing part
 * may be anywhere.
 */
export function SilentStripe({ stripeJsUrl, texts, onTryAgain }: Props) {
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
    <Notice
      tone="warn"
      role="alert"
      className="fixed inset-x-4 bottom-4 z-30 mx-auto max-w-xl shadow-lg ring-1 ring-line"
    >
      <p>{texts.silent}</p>
      <Button variant="secondary" className="mt-3" onClick={onTryAgain}>
        {texts.tryAgain}
      </Button>
    </Notice>
  );
}
