import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { logStartWarnings } from "@/lib/demonstration/start-warnings.server";
import { hasBearer } from "@/lib/http/bearer";
import { drainAll } from "@/lib/jobs/drain.server";

export const maxDuration = 60;

/**
 * What the scheduler calls: does everything that is due in inbox, reconciliation and outbox. `?scope=due` leaves out
 * what was looked at in the last minute: for callers that come every few seconds. On Vercel, where no start does, it also logs what the
 * merchant should know.
 */
export async function GET(request: Request): Promise<Response> {
  if (!hasBearer(request.headers.get("authorization"), env().CRON_SECRET)) {
    const error = { code: "unauthorized", message: "Authorization must be Bearer and CRON_SECRET" };
    return Response.json({ error }, { status: 401 });
  }
  const scope = new URL(request.url).searchParams.get("scope") === "due" ? "due" : "everything";
  const report = await drainAll(scope);
  if (env().VERCEL && scope === "everything") await logStartWarnings(db(), env());
  return Response.json(report, { headers: { "cache-control": "no-store" } });
}
