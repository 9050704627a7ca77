import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ReturnedElsewhere } from "@/components/checkout/returned-elsewhere";
import { localeIn } from "@/i18n/params";
import { localPath } from "@/lib/base/i18n-path";
import type { AttemptId } from "@/lib/base/ids";
import { payPath } from "@/lib/model/surface";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { settleReturned } from "@/lib/orders/views/returned.server";

type Props = {
  /** Of the route, with the language. */
  parameter: string;
  /** The attempt named in the URL; null when that is not an id. */
  attemptId: AttemptId | null;
  /** The path of this page with the id, without a language. */
  path: string;
};

/** Asks how the payment ended, then shows the order, or the form again. A browser that does not own the order learns only about the payment. */
export async function returnedPage({ parameter, attemptId, path }: Props): Promise<ReactNode> {
  const locale = localeIn(parameter);
  if (!locale || !attemptId) notFound();
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
