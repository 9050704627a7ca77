import { after } from "next/server";
import { apiError } from "@/lib/http/api-error";
import { readText, WEBHOOK_BODY_LIMIT } from "@/lib/http/body";
import { drainOutbox } from "@/lib/outbox/drain.server";
import { receiveEvent, verifyDelivery } from "@/lib/webhooks/inbox.server";

/** Stripe's deliveries. 200: stored and done. 500: stored, and worth another delivery. 4xx: not from Stripe. */
export async function POST(request: Request): Promise<Response> {
  const body = await readText(request, WEBHOOK_BODY_LIMIT);
  if (!body.ok) return apiError(body.code, "en");
  const event = verifyDelivery(body.text, request.headers.get("stripe-signature"));
  if (!event) return apiError("invalid_signature", "en");

  const status = await receiveEvent(event);
  if (status === "failed") return apiError("event_not_processed", "en", { event: event.id });
  if (status === "processed") after(() => drainOutbox());
  return Response.json({ received: true, status });
}
