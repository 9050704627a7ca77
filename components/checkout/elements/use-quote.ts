"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { UpdateAnswer } from "@/lib/checkout/core/quote-answer";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import { runUpdate, type UpdateOutcome } from "@/lib/checkout/elements/run-update";
import { isTotalOfQuote } from "@/lib/checkout/elements/session-total";
import type { Tasks } from "../use-task-queue";
import { requestUpdate, type UpdateRequest } from "./request-update";

type Options = {
  checkout: StripeCheckoutElementsValue;
  initial: CheckoutQuote;
  tasks: Tasks;
  onOver: (orderId: string | null) => void;
};

/** Every change goes through Stripe's `runServerUpdate`. */
export function useQuote({ checkout, initial, tasks, onOver }: Options) {
  const [quote, setQuote] = useState(initial);
  const adopt = (next: CheckoutQuote | null) =>
    setQuote((current) => (next && next.revision >= current.revision ? next : current));

  /** Asks for a change, inside a queued task. `total` is the session's afterwards, null when unknown. */
  async function ask(change: UpdateRequest): Promise<{ outcome: UpdateOutcome; total: number | null }> {
    let total: number | null = null;
    const outcome = await runUpdate(
      async (update) => {
        const result = await checkout.runServerUpdate(update);
        if (result.type === "success") total = result.session.total.total.minorUnitsAmount;
        return result;
      },
      () => requestUpdate(checkout.id, change),
      (late: UpdateAnswer) => adopt(late.quote),
    );
    adopt(outcome.quote);
    if (!outcome.ok && (outcome.code === "session_closed" || outcome.code === "not_found")) {
      onOver(outcome.orderId);
    }
    return { outcome, total };
  }

  const update = async (change: UpdateRequest) => (await tasks.run(() => ask(change))).outcome;
  const agrees = isTotalOfQuote(quote, checkout.total);
  useCatchUp(
    agrees || tasks.waiting > 0,
    checkout.total.total.minorUnitsAmount,
    () => void update({ kind: "region" }),
  );
  return { quote, agrees, ask, update };
}

/** Another window has changed the session: reads the quote again, once per unexplained total. */
function useCatchUp(fine: boolean, total: number, catchUp: () => void): void {
  const asked = useRef<number | null>(null);
  const ask = useEffectEvent(catchUp);
  useEffect(() => {
    if (fine || asked.current === total) return;
    asked.current = total;
    ask();
  }, [fine, total]);
}

export type QuoteControl = ReturnType<typeof useQuote>;
