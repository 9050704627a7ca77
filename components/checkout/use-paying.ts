"use client";
import { useRef, useState } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { findOutcome } from "./find-outcome";
import type { PaymentNotice } from "./payment-notice";
import { useComeBack } from "./use-come-back";

/** How a try to pay ended. `leaving`: the browser is on its way to another page. `silent`: the page already tells why not. */
export type PayingEnd = PaymentNotice | "leaving" | "silent";

/** What to ask when nobody knows whether a payment was made, and what to show when it was not. */
export type Unknown = {
  orderId: string;
  /** Nothing of it is on its way any more. */
  isOver: boolean;
  /** The page of what was paid, without its language. */
  paidPath: string;
  notCharged: PaymentNotice;
  stillOpen: PaymentNotice;
};

type Options = {
  orderId: string;
  locale: Locale;
  /** Told before anything was tried. */
  first?: PaymentNotice | null;
  /** For a try that failed where nobody thought of it: it may have been paid. */
  lost: () => Unknown;
  /** The shopper came back to the page while it paid, by the browser's back button. Stripe was not asked. */
  onComeBack: () => void;
};

/** Pays once at a time, on every page of the store's own: what is under way, how it ended, and where the browser goes. */
export function usePaying({ orderId, locale, first = null, lost, onComeBack }: Options) {
  const [paying, setPaying] = useState(false);
  const [notice, setNotice] = useState(first);
  // Of the newest try: what an earlier one still finds out counts no more.
  const turn = useRef(0);
  const underWay = useRef(false);

  function leaveFor(path: string): "leaving" {
    window.location.assign(localPath(locale, path));
    return "leaving";
  }

  /** Whether a payment was made is not known: asks the store until it is, and leads on. */
  async function findOut({ isOver, paidPath, notCharged, stillOpen, ...of }: Unknown): Promise<PayingEnd> {
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

  /** @returns how it ended; null when another try goes on, or has taken its place. */
  async function run(work: () => Promise<PayingEnd>): Promise<PayingEnd | null> {
    if (underWay.current) return null;
    underWay.current = true;
    turn.current += 1;
    const mine = turn.current;
    setPaying(true);
    setNotice(null);
    const end = await work().catch(() => findOut(lost()));
    if (mine !== turn.current) return null;
    if (end !== "leaving") stop(end === "silent" ? null : end);
    return end;
  }

  /** What is under way counts no more. */
  function stop(next: PaymentNotice | null): void {
    turn.current += 1;
    underWay.current = false;
    setPaying(false);
    setNotice(next);
  }

  useComeBack(orderId, locale, () => {
    if (underWay.current) onComeBack();
  });

  return {
    paying,
    notice,
    run,
    stop,
    /** In the place of what is under way. */
    runInstead: (work: () => Promise<PayingEnd>) => {
      stop(null);
      return run(work);
    },
    findOut,
    leaveFor,
  };
}
