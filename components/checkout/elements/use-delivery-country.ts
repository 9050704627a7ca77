"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutContact } from "@stripe/stripe-js";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Texts } from "@/i18n/messages";
import { placeKey } from "@/lib/shipping/zones";
import { problemText } from "../problem-text";
import { useLatest } from "../use-latest";
import type { Tasks } from "../use-task-queue";
import type { QuoteControl } from "./use-quote";

/** Milliseconds without another place before the store is asked. */
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
 * Delivery and discounts follow the country while it is typed, and where it matters the postal code and the state. The session gets it by hand until the address is complete. @returns the problem, or null
 */
export function useDeliveryCountry({ checkout, quote, tasks, typed, texts }: Options): string | null {
  const [problem, setProblem] = useState<{ place: string; text: string } | null>(null);
  const following = useRef<string | null>(null);
  const latest = useLatest({ checkout, typed });
  const { place: quoted, divided } = quote.quote;
  const wanted = typed && placeOf(typed.address, divided);
  const known = checkout.shippingAddress && placeOf(checkout.shippingAddress.address, divided);

  const follow = useEffectEvent(async (place: string, sessionKnows: boolean) => {
    const { checkout: now, typed: contact } = latest.current;
    if (!contact || placeOf(contact.address, divided) !== place) return;
    if (!sessionKnows) {
      const updated = await now.updateShippingAddress(contact).catch(() => null);
      if (updated?.type !== "success") return;
    }
    const { outcome } = await quote.ask({ kind: "region" });
    setProblem(outcome.ok ? null : { place, text: problemText(outcome, texts) });
  });
  const start = useEffectEvent((place: string, sessionKnows: boolean) => {
    following.current = place;
    void tasks
      .run(() => follow(place, sessionKnows))
      .finally(() => {
        following.current = null;
      });
  });
  useEffect(() => {
    if (wanted === null || wanted === quoted || wanted === following.current) return;
    const timer = setTimeout(() => start(wanted, wanted === known), PAUSE);
    return () => clearTimeout(timer);
  }, [wanted, quoted, known]);
  return problem && problem.place === wanted && wanted !== quoted ? problem.text : null;
}

const placeOf = ({ country, postal_code, state }: StripeCheckoutContact["address"], divided: boolean) =>
  placeKey({ country, postalCode: postal_code ?? null, state: state ?? null }, divided);
