import { drainAll } from "@/lib/drain.server";
import { env } from "@/lib/env";
import { hasBearer } from "@/lib/http/bearer";

export const maxDuration = 60;

/**
 * What the scheduler calls: does everything that is due in inbox, reconciliation and outbox. `?scope=due` leaves out
 * what was looked at in the last minute: for callers that come every few seconds.
 */
export async function GET(request: Request): Promise<Response> {
  const secret = env().CRON_SECRET;
  if (!secret) return failure(503, "cron_not_configured", "CRON_SECRET is not set");
  if (!hasBearer(request.headers.get("authorization"), secret)) {
    return failure(401, "unauthorized", "Authorization must be Bearer and CRON_SECRET");
  }
  const scope = new URL(request.url).searchParams.get("scope") === "due" ? "due" : "everything";
  return Response.json(await drainAll(scope), { headers: { "cache-control": "no-store" } });
}

function failure(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}
