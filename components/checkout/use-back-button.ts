"use client";
import { useEffect, useEffectEvent } from "react";
import { z } from "zod";
import { askStore } from "@/components/renewal/ask-store";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

const answer = z.object({ payable: z.boolean() });

/** Whether the order can still be paid, as the store knows it; null when it can't be reached. Never throws. */
async function isPayable(orderId: string): Promise<boolean | null> {
  try {
    return (await askStore(`/api/orders/${orderId}`, {}, (body) => answer.parse(body))).payable;
  } catch {
    return null;
  }
}

/** The back button can restore an old page: once its order is paid, the shopper is led there. @param onStillOpen unpaid, or the store was not reached */
export function useBackButton(
  orderId: string | null,
  locale: Locale,
  onStillOpen: () => void = () => {},
): void {
  const checkOrder = useEffectEvent(async () => {
    if (orderId === null) return;
    const payable = await isPayable(orderId);
    if (payable === false) return window.location.replace(localPath(locale, `/orders/${orderId}`));
    onStillOpen();
  });
  useEffect(() => {
    const show = (event: PageTransitionEvent) => {
      if (event.persisted) void checkOrder();
    };
    window.addEventListener("pageshow", show);
    return () => window.removeEventListener("pageshow", show);
  }, []);
}
