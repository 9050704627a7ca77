import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { type CaptureResult, captureOrder, releaseOrder } from "@/lib/orders/attempts/capture.server";
import { type CancelResult, cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import {
  acceptOrder,
  type DecisionResult,
  deliverLater,
  reopenEndedOrder,
} from "@/lib/orders/merchant/decide-on-order.server";
import type { OrderAct } from "./acts";

type ActResult = CaptureResult | CancelResult | DecisionResult;

/** @throws Stripe's errors for an outage, after which another try does what is left */
export function decideInDesk(
  orderNumber: string,
  { act, restock, askedBy }: { act: OrderAct; restock: boolean; askedBy: string },
): Promise<ActResult> {
  switch (act) {
    case "accept":
      return acceptOrder(orderNumber);
    case "reopen":
      return reopenEndedOrder(orderNumber);
    case "deliver_later":
      return deliverLater(orderNumber);
    case "capture":
      return captureOrder(orderNumber);
    case "release":
      return releaseOrder(orderNumber);
    case "cancel":
      return cancelOrder(orderNumber, { restock, askedBy });
  }
}

/** Why nothing was decided, and what to do. */
export function decisionRefusalText(
  refusal: Extract<ActResult, { ok: false }>,
  order: OrderRow,
  locale: Locale,
): string {
  const t = translator(locale, "decisions");
  switch (refusal.code) {
    case "not_in_question":
    case "not_ended":
    case "second_payment":
    case "nothing_authorized":
    case "already_shipped":
    case "already_over":
    case "payment_on_its_way":
    case "change_waits":
      return t(`refusals.${refusal.code}`);
    case "out_of_stock": {
      const skuOf = (id: string) => order.quote.lines.find(({ variantId }) => variantId === id)?.sku ?? id;
      const goods = refusal.shortages.map(
        (line) => `${skuOf(line.variantId)}: ${line.available} / ${line.wanted}`,
      );
      return t("refusals.out_of_stock", { goods: goods.join(", ") });
    }
    default:
      return deskRefusalText(refusal, order, locale);
  }
}
