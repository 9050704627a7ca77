"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutContact } from "@stripe/stripe-js";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Texts } from "@/i18n/messages";
import { problemText } from "../problem-text";
import { useLatest } from "../use-latest";
import type { Tasks } from "../use-task-queue";
import type { QuoteControl } from "./use-quote";

/** Milliseconds without another country before the store is asked. */
const PAUSE = 350;

type Options = {
  checkout: StripeCheckoutElementsValue;
  quote: QuoteControl;
  tasks: Tasks;
  /** The contact as typed so far; null before the element has reported it. */
  typed: StripeCheckoutContact | null;
  texts: Texts<"checkout">["elements"];
};

/**
 * Delivery and discounts follow the country while it is typed. The session gets it by hand until the address is complete. @returns the problem, or null
 */
export function useDeliveryCountry({ checkout, quote, tasks, typed, texts }: Options): string | null {
  const [problem, setProblem] = useState<{ country: string; text: string } | null>(null);
  const following = useRef<string | null>(null);
  const latest = useLatest({ checkout, typed });
  const wanted = typed?.address.country ?? null;
  const quoted = quote.quote.country;
  const known = checkout.shippingAddress?.address.country ?? null;

  const follow = useEffectEvent(async (country: string, sessionKnows: boolean) => {
    const { checkout: now, typed: contact } = latest.current;
    if (!contact || contact.address.country !== country) return;
    if (!sessionKnows) {
      const updated = await now.updateShippingAddress(contact).catch(() => null);
      if (updated?.type !== "success") return;
    }
    const { outcome } = await quote.ask({ kind: "region" });
    setProblem(outcome.ok ? null : { country, text: problemText(outcome, texts) });
  });
  const start = useEffectEvent((country: string, sessionKnows: boolean) => {
    following.current = country;
    void tasks
      .run(() => follow(country, sessionKnows))
      .finally(() => {
        following.current = null;
      });
  });
  useEffect(() => {
    if (wanted === null || wanted === quoted || wanted === following.current) return;
    const timer = setTimeout(() => start(wanted, wanted === known), PAUSE);
    return () => clearTimeout(timer);
  }, [wanted, quoted, known]);
  return problem && problem.country === wanted && wanted !== quoted ? problem.text : null;
}
