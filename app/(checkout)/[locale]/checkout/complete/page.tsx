import { notFound, redirect } from "next/navigation";
import { hasLocale } from "next-intl";
import { routing } from "@/i18n/routing";
import { payPath } from "@/lib/checkout/surface";
import { localPath } from "@/lib/i18n-path";
import type { PaymentIntentId } from "@/lib/ids";
import { settleReturned } from "@/lib/orders/settle.server";
import { readShopper } from "@/lib/orders/shopper.server";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ payment_intent?: string | string[] }>;
};

const PAYMENT_INTENT = /^pi_\w{1,120}$/;

/** Where Stripe sends the shopper: asks what became of the payment, then shows the order, or the form once more. */
export default async function CheckoutCompletePage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const { payment_intent: intentId } = await searchParams;
  if (typeof intentId !== "string" || !PAYMENT_INTENT.test(intentId)) notFound();

  const settled = await settleReturned(intentId as PaymentIntentId, await readShopper());
  switch (settled.kind) {
    case "unknown":
      return notFound();
    case "open":
      return redirect(localPath(locale, `${payPath(settled.surface, settled.orderId)}&notice=not_completed`));
    case "order":
      return redirect(localPath(locale, `/orders/${settled.orderId}`));
  }
}
