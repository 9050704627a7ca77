import { after } from "next/server";
import { addLogFields, log } from "@/lib/base/log.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { route } from "@/lib/routes/route.server";
import { type Delivery, readDelivery } from "@/lib/webhooks/delivery";
import { receiveEvent } from "@/lib/webhooks/inbox.server";

export const maxDuration = 60;

/** Receives Stripe's deliveries. 200: stored and processed, or nothing to do. 500: stored, and worth another delivery. 4xx: not from Stripe. */
export const POST = route(
  { from: "stripe", signedBody: readSigned, owner: "nobody", limit: "none" },
  async ({ body: delivery }) => {
    if (delivery.kind === "unreadable") {
      log.warn("a webhook was refused: Stripe's secret signed it, but it is no event");
      return { ok: false, code: "invalid_request" };
    }
    const { id: eventId, type: eventType } = delivery.kind === "notification" ? delivery : delivery.event;
    addLogFields({ eventId, eventType });
    if (delivery.kind === "notification") {
      // Nothing is lost: the event's snapshot is in Stripe's list.
      log.warn(
        `event ${delivery.id} (${delivery.type}) came as a thin notification, which the store does not use: its endpoint must send snapshots`,
      );
      return { ok: true, received: true, status: "ignored" };
    }
    const status = await receiveEvent(delivery.event);
    if (status === "failed") return { ok: false, code: "event_not_processed", event: delivery.event.id };
    if (status === "processed") after(() => drainOutbox());
    return { ok: true, received: true, status };
  },
);

function readSigned(text: string, signature: string | null): Delivery | null {
  const delivery = readDelivery(text, signature);
  if (!delivery) {
    log.warn(
      "a webhook was refused: none of STRIPE_WEBHOOK_SECRET's secrets signed it in the last five minutes",
    );
  }
  return delivery;
}
