"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import { useEffect, useEffectEvent, useState } from "react";
import type { Texts } from "@/i18n/messages";
import { optionToRestore } from "@/lib/checkout/elements/delivery-choice";
import type { Tasks } from "../use-task-queue";

type Options = { checkout: StripeCheckoutElementsValue; tasks: Tasks; texts: Texts<"checkout">["elements"] };

/** The chosen delivery is shown at once, and kept when the rates change. */
export function useDeliveryOption({ checkout, tasks, texts }: Options) {
  const [picked, setPicked] = useState<string | null>(null);
  const [onItsWay, setOnItsWay] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { shippingOptions: options, shipping } = checkout;
  const chosen = shipping?.shippingOption ?? null;

  async function send(id: string): Promise<void> {
    setProblem(null);
    setOnItsWay(id);
    const result = await tasks.run(() => checkout.updateShippingOption(id).catch(() => null));
    setOnItsWay(null);
    if (result?.type === "success") return;
    setPicked(chosen?.displayName ?? null);
    setProblem(result?.error.message ?? texts.updates.stripe);
  }

  const restore = optionToRestore(options, chosen, picked);
  const sendAgain = useEffectEvent((id: string) => void send(id));
  useEffect(() => {
    if (restore !== null && tasks.waiting === 0) sendAgain(restore);
  }, [restore, tasks.waiting]);

  return {
    options,
    selected: onItsWay ?? chosen?.id ?? null,
    problem,
    pick: (id: string) => {
      setPicked(options.find((option) => option.id === id)?.displayName ?? null);
      void send(id);
    },
  };
}
