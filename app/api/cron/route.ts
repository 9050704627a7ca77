import { z } from "zod";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { logStartWarnings } from "@/lib/demonstration/start-warnings.server";
import { drainAll } from "@/lib/jobs/drain.server";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

const query = z.object({ scope: z.enum(["due", "everything"]).catch("everything") });

/**
 * What the scheduler calls: does everything that is due in inbox, reconciliation and outbox. `?scope=due` leaves out
 * what was looked at in the last minute: for callers that come every few seconds. On Vercel, where no start does, it also logs what the
 * merchant should know.
 */
export const GET = route(
  { from: "cron", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { scope } }) => {
    const report = await drainAll(scope);
    if (env().VERCEL && scope === "everything") await logStartWarnings(db(), env());
    return { ok: true, ...report };
  },
);
