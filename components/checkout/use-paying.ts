"use client";
import { useRef, useState } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { findOutcome } from "./find-outcome";
import type { PaymentNotice } from "./payment-notice";
import { useBackButton } from "./use-back-button";

/** `leaving`: the browser is loading another page. `silent`: the page says why already. */
export type PayingEnd = PaymentNotice | "leaving" | "silent";

/** What to ask and to show for a payment with an unknown outcome. */
export type Unknown = {
  orderId: string;
  isOver: boolean;
  /** The path to the order that was paid, without a language. */
  paidPath: string;
  notCharged: PaymentNotice;
  stillOpen: PaymentNotice;
};

type Options = {
  orderId: string;
  locale: Locale;
  /** The notice that is shown at first. */
  first?: PaymentNotice | null;
  /** Called when a try failed unexpectedly, after which the order may have been paid. */
  lost: () => Unknown;
  /** Called when the shopper came by the back button while a payment ran. Stripe was not asked. */
  onBackButton: () => void;
};

/** Runs one payment at a time, on all our own pages. */
export function usePaying({ orderId, locale, first = null, lost, onBackButton }: Options) {
  const [paying, setPaying] = useState(false);
  const [notice, setNotice] = useState(first);
  // The number of the newest try: results of earlier ones do not count.
  const turn = useRef(0);
  const underWay = useRef(false);

  function leaveFor(path: string): "leaving" {
    window.location.assign(localPath(locale, path));
    return "leaving";
  }

  async function awaitOutcome({
    isOver,
    paidPath,
    notCharged,
    stillOpen,
    ...of
  }: Unknown): Promise<PayingEnd> {
    setNotice({ kind: "unknown" });
    switch (await findOutcome(of.orderId, isOver)) {
      case "paid":
        return leaveFor(paidPath);
      case "not_charged":
        return notCharged;
      case "open":
        return stillOpen;
    }
  }

  /** Runs one payment. Returns null when another one runs, or has replaced it. */
  async function run(work: () => Promise<PayingEnd>): Promise<PayingEnd | null> {
    if (underWay.current) return null;
    underWay.current = true;
    turn.current += 1;
    const mine = turn.current;
    setPaying(true);
    setNotice(null);
    const end = await work().catch(() => awaitOutcome(lost()));
    if (mine !== turn.current) return null;
    if (end !== "leaving") stop(end === "silent" ? null : end);
    return end;
  }

  /** Stops the running payment: its result does not count any more. */
  function stop(next: PaymentNotice | null): void {
    turn.current += 1;
    underWay.current = false;
    setPaying(false);
    setNotice(next);
  }

  useBackButton(orderId, locale, () => {
    if (underWay.current) onBackButton();
  });

  return {
    paying,
    notice,
    run,
    stop,
    runInstead: (work: () => Promise<PayingEnd>) => {
      stop(null);
      return run(work);
    },
    awaitOutcome,
    leaveFor,
  };
}
