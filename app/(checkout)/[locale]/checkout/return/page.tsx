import { notFound, redirect } from "next/navigation";
import { hasLocale } from "next-intl";
import { routing } from "@/i18n/routing";
import { payPath } from "@/lib/checkout/surface";
import { localPath } from "@/lib/i18n-path";
import type { SessionId } from "@/lib/ids";
import { settleReturned } from "@/lib/orders/settle.server";
import { readShopper } from "@/lib/orders/shopper.server";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ session_id?: string | string[] }>;
};

const SESSION_ID = /^cs_\w{1,120}$/;

/** Where Stripe sends the shopper: asks what became of the payment, then shows the order, or the form once more. */
export default async function CheckoutReturnPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const { session_id: sessionId } = await searchParams;
  if (typeof sessionId !== "string" || !SESSION_ID.test(sessionId)) notFound();

  const settled = await settleReturned(sessionId as SessionId, await readShopper());
  switch (settled.kind) {
    case "unknown":
      return notFound();
    case "open":
      return redirect(localPath(locale, `${payPath(settled.surface, settled.orderId)}&notice=not_completed`));
    case "order":
      return redirect(localPath(locale, `/orders/${settled.orderId}`));
  }
}
