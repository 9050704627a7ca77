import { after } from "next/server";
import { apiError } from "@/lib/http/api-error";
import { readText, WEBHOOK_BODY_LIMIT } from "@/lib/http/body";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { readDelivery } from "@/lib/webhooks/delivery";
import { receiveEvent } from "@/lib/webhooks/inbox.server";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Stripe's deliveries. 200: stored and done, or nothing to do. 500: stored, and worth another delivery. 4xx: not from Stripe. */
export async function POST(request: Request): Promise<Response> {
  const body = await readText(request, WEBHOOK_BODY_LIMIT);
  if (!body.ok) return apiError(body.code, "en");
  const delivery = readDelivery(body.text, request.headers.get("stripe-signature"));
  if (delivery.kind === "unsigned") {
    console.warn(
      "a webhook was refused: none of STRIPE_WEBHOOK_SECRET's secrets signed it in the last five minutes",
    );
    return apiError("invalid_signature", "en");
  }
  if (delivery.kind === "notification") {
    // Nothing is lost: the regular check finds the event's snapshot in Stripe's list.
    console.warn(
      `event ${delivery.id} (${delivery.type}) came as a thin notification, which the store does not use: its endpoint must send snapshots`,
    );
    return Response.json({ received: true, status: "ignored" });
  }

  const status = await receiveEvent(delivery.event);
  if (status === "failed") return apiError("event_not_processed", "en", { event: delivery.event.id });
  if (status === "processed") after(() => drainOutbox());
  return Response.json({ received: true, status });
}
