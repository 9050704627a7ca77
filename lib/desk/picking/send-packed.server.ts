import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { handoverRefusalText } from "@/lib/desk/sending/refusals.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import type { AskedLine } from "@/lib/fulfilment/plan-parcel";
import { findOrderId } from "@/lib/orders/merchant/find-order.server";
import { asidesOf } from "./asides.server";

type Packed = { number: string; lines: readonly AskedLine[] };

type Outcome = {
  sent: string[];
  ready: string[];
  refused: { number: string; code: string; message: string }[];
};

/**
 * Reports orders as sent with exactly the pieces that were packed, and pick-ups as ready. Each by itself: one that was refunded or sent by somebody
 * else meanwhile is refused, and stops no other.
 */
export async function sendPacked(orders: readonly Packed[], locale: Locale): Promise<Outcome> {
  const outcome: Outcome = { sent: [], ready: [], refused: [] };
  for (const { number, lines } of orders) {
    const orderId = await findOrderId(number);
    const [aside] = orderId ? await asidesOf([orderId]) : [];
    if (aside) {
      const message = translator(locale, "desk-picking")("refused.aside", { sku: aside.sku, by: aside.by });
      outcome.refused.push({ number, code: "already_aside", message });
      continue;
    }
    const sent = await markShipped(db(), number, {
      ...{ kind: "shipped", carrier: null, trackingNumber: null, lines },
    });
    const isPickup = !sent.ok && sent.code === "is_pickup";
    const result = isPickup ? await markShipped(db(), number, { kind: "ready", lines }) : sent;
    if (result.ok) outcome[isPickup ? "ready" : "sent"].push(number);
    else {
      const message = handoverRefusalText(result, locale);
      outcome.refused.push({ number, code: result.code, message });
    }
  }
  return outcome;
}
