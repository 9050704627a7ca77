"use client";
import { useRef, useState } from "react";
import type { UpdateOutcome } from "@/lib/checkout/elements/run-update";
import type { PaymentCheckout } from "@/lib/checkout/payment-element/payment-checkout";
import type { Tasks } from "../use-task-queue";
import { type PaymentUpdateRequest, requestChange } from "./request-payment";

type Options = {
  initial: PaymentCheckout;
  tasks: Tasks;
  onOver: (orderId: string | null) => void;
};

/** The order as the store last sent it, and how to change it. */
export function useOrder({ initial, tasks, onOver }: Options) {
  const [checkout, setCheckout] = useState(initial);
  const newest = useRef(initial);
  const adopt = (next: PaymentCheckout) => {
    if (next.quote.revision < newest.current.quote.revision) return;
    newest.current = next;
    setCheckout(next);
  };

  /** Asks for a change, inside a queued task. Never throws. */
  async function ask(change: PaymentUpdateRequest): Promise<UpdateOutcome> {
    const answer = await requestChange(initial.orderId, change).catch(() => null);
    if (!answer) return UNREACHABLE;
    if (answer.ok) {
      adopt(answer.checkout);
      return { ok: true, quote: answer.checkout.quote };
    }
    if (answer.code === "session_closed" || answer.code === "not_found") onOver(answer.orderId);
    return { ...answer, quote: null };
  }

  const update = (change: PaymentUpdateRequest) => tasks.run(() => ask(change));
  return {
    checkout,
    quote: checkout.quote,
    /** Reads the current value, for work that an earlier render began. */
    read: () => newest.current,
    adopt,
    ask,
    update,
  };
}

const UNREACHABLE = { ok: false, code: "network", message: null, quote: null, orderId: null } as const;

export type OrderControl = ReturnType<typeof useOrder>;
