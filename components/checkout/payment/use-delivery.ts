"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Texts } from "@/i18n/messages";
import { deliveryEstimate } from "@/lib/checkout/core/delivery-estimate";
import type { DeliveryChoice } from "../delivery-options";
import { problemText } from "../problem-text";
import { useLatest } from "../use-latest";
import type { Tasks } from "../use-task-queue";
import { type Contact, deliveryKey, taxAddress } from "./contact";
import type { OrderControl } from "./use-order";

/** Milliseconds without another address before the store is asked. */
const PAUSE = 350;

type Options = {
  order: OrderControl;
  tasks: Tasks;
  /** The contact as typed so far; null before the element has reported it. */
  contact: Contact | null;
  texts: Texts<"checkout">["elements"];
};

/** Sends the address while it is typed: rates, discounts and tax are those of the last answer. */
export function useDelivery({ order, tasks, contact, texts }: Options) {
  const { checkout, quote } = order;
  const [problem, setProblem] = useState<{ key: string; text: string } | null>(null);
  const [refused, setRefused] = useState<{ contact: Contact | null; text: string } | null>(null);
  const exact = checkout.taxed || quote.divided;
  const key = contact && deliveryKey(contact.address, exact);
  const lastRequested = useRef(deliveryKey({ country: quote.country }, exact));
  const latest = useLatest({ contact, key });

  /** Sends the typed address, inside a queued task. True when the order has it. */
  async function sendAddress(): Promise<boolean> {
    const { contact: now, key: wanted } = latest.current;
    if (!now || wanted === null || wanted === lastRequested.current) return true;
    const outcome = await order.ask({ kind: "delivery", address: taxAddress(now) });
    if (outcome.ok) lastRequested.current = wanted;
    setProblem(outcome.ok ? null : { key: wanted, text: problemText(outcome, texts) });
    return outcome.ok;
  }

  const start = useEffectEvent(() => void tasks.run(sendAddress));
  useEffect(() => {
    if (key === null || key === lastRequested.current) return;
    const timer = setTimeout(() => start(), PAUSE);
    return () => clearTimeout(timer);
  }, [key]);
  const ofKey = problem && problem.key === key ? problem.text : null;
  const ofAddress = refused && refused.contact === contact ? refused.text : null;
  return {
    problem: ofKey ?? ofAddress,
    sendAddress,
    /** Shows a refusal until another address is typed. */
    refuse: (text: string) => setRefused({ contact: latest.current.contact, text }),
  };
}

/** The chosen speed is shown at once. */
export function useDeliverySpeed({ order, texts }: Pick<Options, "order" | "texts">): DeliveryChoice {
  const [onItsWay, setOnItsWay] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function pick(shippingSpeed: string): Promise<void> {
    setProblem(null);
    setOnItsWay(shippingSpeed);
    const outcome = await order.update({ kind: "delivery", shippingSpeed });
    setOnItsWay(null);
    if (!outcome.ok) setProblem(problemText(outcome, texts));
  }

  return {
    options: order.quote.shippingRates.map((rate) => ({
      id: rate.speed,
      displayName: rate.name,
      minorUnitsAmount: rate.amount,
      deliveryEstimate: deliveryEstimate(rate),
    })),
    selected: onItsWay ?? order.checkout.shippingSpeed,
    problem,
    pick: (id) => void pick(id),
  };
}
