import { startSession } from "@/lib/checkout/sessions/start-session.server";
import { answerStart } from "../start-answer";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

/** Cart (or a failed order) -> `{ clientSecret, orderId }` of an open Checkout Session for the embedded page. */
export const POST = (request: Request): Promise<Response> =>
  answerStart(request, async (input) => {
    const started = await startSession({ surface: "embedded", ...input });
    if (!started.ok) return started;
    return { ok: true, clientSecret: started.clientSecret, orderId: started.orderId };
  });
