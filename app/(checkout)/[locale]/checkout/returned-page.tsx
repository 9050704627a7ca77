import { notFound, redirect } from "next/navigation";
import { hasLocale } from "next-intl";
import type { ReactNode } from "react";
import { ReturnedElsewhere } from "@/components/checkout/returned-elsewhere";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { AttemptId } from "@/lib/base/ids";
import { payPath } from "@/lib/model/surface";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { settleReturned } from "@/lib/orders/views/returned.server";

type Props = {
  locale: string;
  /** From the address, where Stripe has put it; null when it is none. */
  attemptId: AttemptId | null;
  /** Of this page with that id, in no language yet. */
  path: string;
};

/**
 * Where Stripe sends a shopper: asks how the payment ended, then shows the order, or the form once more. A browser that
 * can't show that the order is its own is told of the payment alone.
 */
export async function returnedPage({ locale, attemptId, path }: Props): Promise<ReactNode> {
  if (!hasLocale(routing.locales, locale) || !attemptId) notFound();
  const shopper = await readShopper();
  const returned = await settleReturned(attemptId, shopper);
  switch (returned.kind) {
    case "unknown":
      return notFound();
    case "open":
      return redirect(
        localPath(locale, `${payPath(returned.surface, returned.orderId)}&notice=not_completed`),
      );
    case "order":
      return redirect(localPath(locale, `/orders/${returned.orderId}`));
    case "elsewhere":
      return (
        <ReturnedElsewhere
          locale={locale}
          payment={returned.payment}
          mailed={returned.mailed}
          signedIn={shopper.customer !== null}
          path={localPath(locale, path)}
        />
      );
  }
}
