import { notFound, redirect } from "next/navigation";
import { hasLocale } from "next-intl";
import { routing } from "@/i18n/routing";
import { payPath } from "@/lib/checkout/surface";
import { localPath } from "@/lib/i18n-path";
import type { AttemptId } from "@/lib/ids";
import { settleReturned } from "@/lib/orders/settle.server";
import { readShopper } from "@/lib/orders/shopper.server";

/** Where Stripe sends a shopper: asks what became of the payment, then shows the order, or the form once more. */
export async function settleAndRedirect(locale: string, attemptId: AttemptId | null): Promise<never> {
  if (!hasLocale(routing.locales, locale) || !attemptId) notFound();
  const settled = await settleReturned(attemptId, await readShopper());
  switch (settled.kind) {
    case "unknown":
      return notFound();
    case "open":
      return redirect(localPath(locale, `${payPath(settled.surface, settled.orderId)}&notice=not_completed`));
    case "order":
      return redirect(localPath(locale, `/orders/${settled.orderId}`));
  }
}
