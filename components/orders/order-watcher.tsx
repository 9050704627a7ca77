"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { findOutcome } from "@/components/checkout/find-outcome";
import { askStore } from "@/components/renewal/ask-store";
import type { OrderStatus } from "@/lib/model/order";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

type Props = {
  orderId: string;
  status: OrderStatus;
  paymentUnknown: boolean;
};

/** Checks the order ever less often, and shows changes. Asks about a lost payment. */
export function OrderWatcher({ orderId, status, paymentUnknown }: Props) {
  const router = useRouter();
  useEffect(() => {
    if (!paymentUnknown) return;
    let gone = false;
    void findOutcome(orderId, true).then(() => {
      if (!gone) router.refresh();
    });
    return () => {
      gone = true;
    };
  }, [orderId, paymentUnknown, router]);
  useEffect(() => {
    let wait = FIRST_WAIT_MS;
    let timer: ReturnType<typeof setTimeout>;
    const stop = new AbortController();
    const look = async () => {
      if (!document.hidden && (await hasChanged(orderId, status, stop.signal))) {
        router.refresh();
        return;
      }
      if (stop.signal.aborted) return;
      wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
      timer = setTimeout(look, wait);
    };
    timer = setTimeout(look, wait);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [orderId, status, router]);
  return null;
}

async function hasChanged(orderId: string, status: OrderStatus, signal: AbortSignal): Promise<boolean> {
  try {
    return (await askStore(`/api/orders/${orderId}`, { signal }, readStatus)) !== status;
  } catch {
    return false;
  }
}

function readStatus(body: unknown): string {
  const status = typeof body === "object" && body !== null && "status" in body ? body.status : null;
  if (typeof status !== "string") throw new Error("no order's status");
  return status;
}
