"use client";
import { useEffect, useEffectEvent } from "react";
import { z } from "zod";
import { askStore } from "@/components/renewal/ask-store";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

const answer = z.object({ payable: z.boolean() });

/** Whether there is still something to pay, as the store knows it; null when it can't be reached. Never throws. */
async function isPayable(orderId: string): Promise<boolean | null> {
  try {
    return (await askStore(`/api/orders/${orderId}`, {}, (body) => answer.parse(body))).payable;
  } catch {
    return null;
  }
}

/**
 * The browser's back button can bring the page back as it was left. Once its order is paid the shopper is led there, as the
 * form is of no use any more.
 *
 * @param onStillOpen as far as the store knows there is something to pay, or it could not be reached. Stripe was not asked.
 */
export function useComeBack(
  orderId: string | null,
  locale: Locale,
  onStillOpen: () => void = () => {},
): void {
  const comeBack = useEffectEvent(async () => {
    if (orderId === null) return;
    const payable = await isPayable(orderId);
    if (payable === false) return window.location.replace(localPath(locale, `/orders/${orderId}`));
    onStillOpen();
  });
  useEffect(() => {
    const show = (event: PageTransitionEvent) => {
      if (event.persisted) void comeBack();
    };
    window.addEventListener("pageshow", show);
    return () => window.removeEventListener("pageshow", show);
  }, []);
}
